import { hasWords } from '../parsing/outside-text.ts';
import type { PersonId } from '../model/ids.ts';
import type { Instant, LocalDate } from '../model/time.ts';
import { deadlineOf } from '../terms/deadlines.ts';
import { defaultTermSettings, type TermKind, type TermSettings } from '../terms/term-settings.ts';
import { type TermStatus, termStatus } from '../terms/term-status.ts';

/** The answer to a request. A refusal weighs somebody else's interest and says so (art. 5.3.5 Wmo 2015). */
export type ErasureAnswer =
  | { readonly kind: 'NONE' }
  | { readonly kind: 'GRANTED'; readonly by: PersonId; readonly on: LocalDate }
  | {
      readonly kind: 'REFUSED';
      readonly by: PersonId;
      readonly on: LocalDate;
      readonly reason: string;
    };

/** What somebody may ask about what is kept of them: to see it, to put it right, to destroy it. */
export const rightsRequestKinds = ['ACCESS', 'RECTIFICATION', 'ERASURE'] as const;
export type RightsRequestKind = (typeof rightsRequestKinds)[number];

/** Within which term each is answered. */
export const termOfRequest = {
  ACCESS: 'ACCESS_ANSWER',
  RECTIFICATION: 'RECTIFICATION_ANSWER',
  ERASURE: 'ERASURE_ANSWER',
} as const satisfies Record<RightsRequestKind, TermKind>;

/** Somebody asks to destroy what is kept about them, or to see it or put it right. */
export interface ErasureRequest {
  /** Absent: to destroy. */
  readonly kind?: RightsRequestKind;
  readonly receivedAt: Instant;
  readonly answer: ErasureAnswer;
}

/** How a request stands. */
export type ErasureStanding =
  | { readonly kind: 'GRANTED'; readonly on: LocalDate }
  | { readonly kind: 'REFUSED'; readonly on: LocalDate; readonly reason: string }
  /** Not answered yet, or refused without a reason, which is no answer. */
  | { readonly kind: 'OPEN'; readonly clock: TermStatus; readonly reasonMissing: boolean };

/** How a request stands at a moment. Its clock is shown; it blocks nothing. */
export function erasureStanding(
  { kind = 'ERASURE', receivedAt, answer }: ErasureRequest,
  now: Instant,
  settings: TermSettings = defaultTermSettings,
): ErasureStanding {
  if (answer.kind === 'GRANTED') return { kind: 'GRANTED', on: answer.on };
  const reason = answer.kind === 'REFUSED' ? answer.reason.trim() : '';
  if (answer.kind === 'REFUSED' && hasWords(reason))
    return { kind: 'REFUSED', on: answer.on, reason };
  const deadline = deadlineOf(settings.terms[termOfRequest[kind]], receivedAt, settings.holidays);
  return {
    kind: 'OPEN',
    clock: termStatus(deadline, now, settings.holidays),
    reasonMissing: answer.kind === 'REFUSED',
  };
}
