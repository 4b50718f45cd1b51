import { readId } from '@overlegtafel/domain';
import type { Outcome } from '../outcome/outcome.ts';
import type { ItemRow } from '../ports/rows.ts';
import type { Caller, World } from '../world.ts';
import type { ItemCall, ItemDone } from './do-to-item.ts';

/** What a call about a case names in its path, and its body as it came. */
export interface CaseInput {
  readonly case: string;
  readonly moment?: string;
  readonly body?: unknown;
}

/**
 * A command about a case is done to the item with which it last stood on an agenda: that one says who may. A case
 * that was on none is not there for anybody.
 */
export function caseCall(call: ItemCall) {
  return async (input: CaseInput, caller: Caller, world: World): Promise<Outcome<ItemDone>> => {
    const { case: text, ...rest } = input;
    const id = readId('CaseId', text, 'case');
    const items = id.ok ? await world.stores.itemsOfCase(id.value) : [];
    return call({ ...rest, item: caseCallItem(items)?.id ?? text }, caller, world);
  };
}

/** Of the items of a case, the one to which a command about the case is done. */
export function caseCallItem(items: readonly ItemRow[]): ItemRow | undefined {
  return items.toSorted((a, b) => a.firstOnAgenda.localeCompare(b.firstOnAgenda)).at(-1);
}
