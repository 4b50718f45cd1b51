import type { ItemCard, TableState } from '../model/card.ts';
import type { Instant } from '../model/time.ts';
import type { Blocker } from './blocker.ts';
import type { GateItem } from './reading/read-item.ts';
import { type Attendance, type GateTable, readTable } from './reading/read-table.ts';
import { actionBlockers, missingActionBlockers } from './rules/actions.ts';
import { decisionBlockers, deferralBlockers } from './rules/decision.ts';
import { childBlockers } from './rules/household.ts';
import { dissentBlockers, feedbackBlockers } from './rules/loose-ends.ts';
import { ownerBlockers } from './rules/ownership.ts';
import { conditionBlockers, safeNowBlockers } from './rules/safety.ts';
import { conflictBlockers, doubtBlockers, unreadableBlockers } from './rules/unsettled.ts';

type ItemRule = (item: GateItem, attendance: Attendance) => readonly Blocker[];

/** What an item must satisfy, in the order in which a table works through it. */
const itemRules: readonly ItemRule[] = [
  safeNowBlockers,
  decisionBlockers,
  deferralBlockers,
  ownerBlockers,
  conditionBlockers,
  childBlockers,
  actionBlockers,
  missingActionBlockers,
  feedbackBlockers,
  dissentBlockers,
  conflictBlockers,
  unreadableBlockers,
  doubtBlockers,
];

/**
 * Everything that keeps this meeting from closing; an empty list is the only permission to close it.
 * `now` is the moment of asking: what lies after it has not happened. Never throws: what is not understood blocks.
 * The rules are docs/spec/closing-gate.md.
 */
export function closingBlockers(state: TableState, now: Instant): readonly Blocker[] {
  return blockersOf(state, now);
}

/**
 * What keeps one item open, for its own card and for closing it on its own. The whole meeting may close only by
 * closingBlockers.
 */
export function itemBlockers(
  item: ItemCard,
  attendance: Attendance,
  now: Instant,
): readonly Blocker[] {
  // Not the whole of what was given: a table is an attendance too, and has items of its own.
  const { heldOn, present, memberships } = attendance;
  return blockersOf({ agenda: [], items: [item], heldOn, present, memberships, findings: [] }, now);
}

function blockersOf(state: unknown, now: unknown): readonly Blocker[] {
  try {
    const table = readTable(state, now);
    return [...table.items.flatMap((item) => ofItem(item, table)), ...ofTable(table)];
  } catch {
    // Something that throws when it is touched. It is not understood as a whole.
    return [{ kind: 'NOT_UNDERSTOOD', path: '', jumpTo: '' }];
  }
}

function ofItem(item: GateItem, { attendance }: GateTable): readonly Blocker[] {
  return itemRules.flatMap((rule) => rule(item, attendance));
}

/** CG6, CG7, CG62: what is missing or unclear about the meeting itself. */
function ofTable({ agenda, items, findings, doubts }: GateTable): readonly Blocker[] {
  const there = new Set(items.map(({ id }) => id));
  const missing = agenda.filter((id) => !there.has(id));
  return [
    ...missing.map((item) => ({ kind: 'ITEM_MISSING', item, jumpTo: '' }) as const),
    ...[...new Set(findings)].map((path) => ({ kind: 'UNREADABLE', path, jumpTo: path }) as const),
    ...doubts.map((path) => ({ kind: 'NOT_UNDERSTOOD', path, jumpTo: path }) as const),
  ];
}
