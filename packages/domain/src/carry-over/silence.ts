import type { Acceptance, ProvisionalHold } from '../model/card.ts';
import type { HandoverAnswer } from '../model/follow-up.ts';
import type { Instant } from '../model/time.ts';
import { addHours } from '../terms/amsterdam.ts';

/** How an answer that somebody owes stands at a moment. */
export type AnswerStanding =
  | { readonly kind: 'ACCEPTED' }
  | { readonly kind: 'DECLINED' }
  /** Asked, and there is still time to answer. */
  | { readonly kind: 'AWAITED'; readonly until: Instant }
  /** Asked, and no answer came in time; or nobody was ever asked. */
  | { readonly kind: 'SILENT' };

/**
 * How the answer to an action or a case stands. A yes on somebody's behalf is no answer: the owner still has to
 * confirm within the hours, and where nobody holds it until then, nobody has it.
 */
export function answerStanding(
  asked: { readonly acceptance: Acceptance; readonly hold?: ProvisionalHold | undefined },
  at: Instant,
  answerHours: number,
): AnswerStanding {
  const { acceptance, hold } = asked;
  if (acceptance.kind === 'ACCEPTED') return { kind: 'ACCEPTED' };
  if (acceptance.kind === 'DECLINED') return { kind: 'DECLINED' };
  return hold ? silenceAfter(hold.askedAt, at, answerHours) : { kind: 'SILENT' };
}

/** How the answer to a handover stands. */
export function receiptStanding(
  handover: { readonly offeredAt: Instant; readonly answer: HandoverAnswer },
  at: Instant,
  answerHours: number,
): AnswerStanding {
  if (handover.answer.kind === 'RECEIVED') return { kind: 'ACCEPTED' };
  if (handover.answer.kind === 'REFUSED') return { kind: 'DECLINED' };
  return silenceAfter(handover.offeredAt, at, answerHours);
}

function silenceAfter(askedAt: Instant, at: Instant, answerHours: number): AnswerStanding {
  const until = addHours(askedAt, answerHours);
  return at < until ? { kind: 'AWAITED', until } : { kind: 'SILENT' };
}
