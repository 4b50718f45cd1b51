import type { Actor, CaseId, ItemId, MeetingId, Permission } from '@overlegtafel/domain';
import type { CaseRow, ItemRow, OpenThingRow } from '../ports/rows.ts';
import { askCase } from '../scene/ask-table.ts';
import { askItem } from '../scene/item-scene.ts';
import { itemsFor } from '../scene/case-tasks.ts';
import type { MeetingItem } from '../scene/meeting-items.ts';
import type { World } from '../world.ts';

/** Something open that somebody may see, with where it was agreed. */
export interface ThingSeen {
  readonly row: OpenThingRow;
  readonly alias: string;
  readonly meeting: MeetingId | undefined;
  readonly permission: Permission;
}

const fieldOf = {
  ITEM: 'owner',
  ACTION: 'actions',
  DISSENT: 'dissent',
  MONITORING: 'monitoring',
} as const;

/** Of these things, those that somebody may see now, in the same order. */
export async function thingsSeen(
  things: readonly OpenThingRow[],
  actor: Actor,
  world: World,
): Promise<readonly ThingSeen[]> {
  const { stores } = world;
  const ids = [...new Set(things.flatMap(({ item }) => item ?? []))];
  const [cases, rows] = await Promise.all([
    stores.cases([...new Set(things.map(({ caseId }) => caseId))]),
    Promise.all(ids.map((id) => stores.item(id))),
  ]);
  const found = rows.filter((row): row is ItemRow => row !== undefined);
  const items = await itemsFor(actor, found, world, true);
  const byItem = new Map<ItemId, MeetingItem>(items.map((one) => [one.item.id, one]));
  const byCase = new Map<CaseId, CaseRow>(cases.map((one) => [one.id, one]));
  return things.flatMap((row) => {
    const item = row.item === undefined ? undefined : byItem.get(row.item);
    const household = byCase.get(row.caseId);
    const permission = permissionFor(row, item, household, actor);
    if (permission.kind === 'REFUSED') return [];
    return [{ row, alias: household?.alias ?? '', meeting: item?.item.meeting, permission }];
  });
}

function permissionFor(
  { thing, owner }: OpenThingRow,
  item: MeetingItem | undefined,
  household: CaseRow | undefined,
  actor: Actor,
): Permission {
  const field = fieldOf[thing.kind];
  if (item) return askItem({ ...item, actor }, 'READ', field);
  if (!household) return { kind: 'REFUSED', reason: 'UNREADABLE' };
  return askCase(actor, 'READ', field, { ...household, tasks: owner ? [owner] : [] });
}
