import { answerStanding } from '../carry-over/silence.ts';
import type { Acceptance, ProvisionalHold } from '../model/card.ts';
import type { Instant } from '../model/time.ts';

/** What became of something that somebody holds until its owner answers. */
export type HoldOutcome =
  | { readonly kind: 'WAITING'; readonly until: Instant }
  | { readonly kind: 'WITH_OWNER' }
  /** It returns to the next agenda; the holder has it until then. */
  | { readonly kind: 'STAYS_WITH_HOLDER'; readonly because: 'DECLINED' | 'SILENT' };

/** Hours within which an owner who is not at the table answers. */
export const defaultAnswerHours = 24;

/** ML32, ML33: what became of a hold at a moment. Throws OutsideCalendar for moments outside 2020 to 2040. */
export function holdOutcome(
  hold: ProvisionalHold,
  acceptance: Acceptance,
  now: Instant,
  answerHours: number = defaultAnswerHours,
): HoldOutcome {
  const standing = answerStanding({ hold, acceptance }, now, answerHours);
  switch (standing.kind) {
    case 'ACCEPTED':
      return { kind: 'WITH_OWNER' };
    case 'AWAITED':
      return { kind: 'WAITING', until: standing.until };
    case 'DECLINED':
    case 'SILENT':
      return { kind: 'STAYS_WITH_HOLDER', because: standing.kind };
  }
}
