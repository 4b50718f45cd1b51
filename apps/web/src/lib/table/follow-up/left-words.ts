import { listOf } from '#lib/case-sheet/sheet-words.ts';
import { m } from '#lib/paraglide/messages.js';
import type { LeftOpen } from './left-open.ts';

/** TW20: what is left of last week, in one sentence. */
export function leftWords({ actions, handovers, checks }: LeftOpen): string {
  const parts = [
    ...(actions === 1 ? [m.follow_one_action()] : []),
    ...(actions > 1 ? [m.follow_more_actions({ count: actions })] : []),
    ...(handovers === 1 ? [m.follow_one_handover()] : []),
    ...(handovers > 1 ? [m.follow_more_handovers({ count: handovers })] : []),
    ...(checks === 1 ? [m.follow_one_check()] : []),
    ...(checks > 1 ? [m.follow_more_checks({ count: checks })] : []),
  ];
  return parts.length === 0 ? m.follow_nothing_left() : m.follow_still({ parts: listOf(parts) });
}
