import { m } from '#lib/paraglide/messages.js';
import type { ItemAnswer } from '../table-answers.ts';

type Blocker = ItemAnswer['blockers'][number];

/** What must be in order before a case is closed, as people speak of it. */
const groups = [
  { words: m.table_ready_safe, kinds: /^SAFE_NOW/ },
  { words: m.table_ready_decision, kinds: /^(DECISION|DEFERRAL|NOT_DISCUSSED)/ },
  { words: m.table_ready_owner, kinds: /^OWNER/ },
  { words: m.table_ready_conditions, kinds: /^(CONDITION|ALARM)/ },
  { words: m.table_ready_actions, kinds: /^(ACTION|ACCEPTED_ACTION)/ },
  { words: m.table_ready_children, kinds: /^(CHILD|HOUSEHOLD)/ },
  { words: m.table_ready_feedback, kinds: /^FEEDBACK/ },
  { words: m.table_ready_fields, kinds: /^(FIELD|UNREADABLE|NOT_UNDERSTOOD|ITEM_MISSING)/ },
  { words: m.table_ready_dissent, kinds: /^DISSENT/ },
] as const;

/** How many there are. */
export const groupCount = groups.length;

/** What is in order, given what is not. */
export function groupsInOrder(blockers: readonly Blocker[]): readonly string[] {
  return groups
    .filter(({ kinds }) => !blockers.some(({ kind }) => kinds.test(kind)))
    .map(({ words }) => words());
}
