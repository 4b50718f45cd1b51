import { isId, type ItemField, readId } from '@overlegtafel/domain';
import type { LoggedEvent } from '../audit/purposes.ts';
import type { AccessLine } from '../audit/access-line.ts';
import { lineOf } from '../audit/line-of.ts';
import { done, type Outcome, refuse } from '../outcome/outcome.ts';
import { askItem, type ItemScene, itemScene, seesItem } from '../scene/item-scene.ts';
import type { Caller, World } from '../world.ts';

/** An item that may be read, and the line that has to be in the log before anything of it is given. */
export interface OpenedItem {
  readonly scene: ItemScene;
  readonly line: AccessLine;
  readonly isBreakGlass: boolean;
}

/** Opens an item for reading this field. A refusal is logged here; the line of an allowance is for the caller. */
export async function openItem(
  item: string,
  { event, field }: { readonly event: LoggedEvent; readonly field: ItemField },
  caller: Caller,
  world: World,
): Promise<Outcome<OpenedItem>> {
  const id = readId('ItemId', item, 'item');
  const scene = id.ok ? await itemScene(id.value, caller, world) : undefined;
  const subject = {
    action: 'R',
    event,
    objectKind: 'item',
    object: isId(item) ? item : 'unreadable',
  } as const;
  if (!scene) {
    const line = lineOf(subject, { kind: 'REFUSED', reason: 'OUT_OF_SCOPE' }, caller, world);
    await world.ledger.record([line]);
    return refuse({ kind: 'NOT_THERE' });
  }
  const { table, caseId } = scene.item;
  const about = { table, caseId, item: scene.item.id };
  const permission = askItem(scene, 'READ', field);
  const line = lineOf({ ...subject, about, fields: [field] }, permission, caller, world);
  if (permission.kind === 'ALLOWED')
    return done({ scene, line, isBreakGlass: permission.ground.kind === 'BREAK_GLASS' });
  await world.ledger.record([line]);
  const { reason } = permission;
  return refuse(seesItem(scene) ? { kind: 'NOT_YOURS', reason } : { kind: 'NOT_THERE' });
}
