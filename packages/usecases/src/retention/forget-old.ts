import { addHours, type InStep, instant } from '@overlegtafel/domain';
import type { Ledger } from '../ports/changes.ts';
import { keptAnswerMs, type KeptAnswers } from '../ports/kept-answers.ts';
import type { SessionStore } from '../ports/sessions.ts';

/** A file on which nobody went on for so long was broken off: its process has ended. */
const brokenOffAfterHours = 1;
/** Sessions that ended longer ago than this are forgotten. */
const sessionsHours = 30 * 24;

/** What the service itself forgets by age. */
export interface ForgottenByAge {
  readonly ledger: Pick<Ledger, 'dropIntakes'>;
  readonly keptAnswers: Pick<KeptAnswers, 'forget'>;
  readonly sessions: Pick<SessionStore, 'forget'>;
}

/**
 * RN301: everything that goes because it is old, but for what has a term. It is done here and nowhere else, so that no
 * clock that jumped can do it.
 */
export async function forgetOld(
  { ledger, keptAnswers, sessions }: ForgottenByAge,
  { at }: InStep,
): Promise<void> {
  await ledger.dropIntakes({ untouchedSince: addHours(at, -brokenOffAfterHours) });
  await keptAnswers.forget(instant(at - keptAnswerMs));
  await sessions.forget(addHours(at, -sessionsHours));
}
