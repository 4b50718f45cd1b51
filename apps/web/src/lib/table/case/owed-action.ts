import type { NewAction } from '@overlegtafel/documents';
import { addDays, type LocalDate } from '@overlegtafel/domain';
import { m } from '#lib/paraglide/messages.js';

/** Before the next table meets: nothing that is owed waits for it. */
const owedDays = 7;

/** What a case owes by a rule, and not because somebody thought of it. */
interface Owed {
  readonly purpose: NewAction['purpose'];
  /** What the button that makes it says. */
  readonly offer: () => string;
  readonly words: () => string;
}

const owedFor: Readonly<Record<string, Owed>> = {
  FEEDBACK_MISSING: {
    purpose: 'FEEDBACK',
    offer: m.table_feedback_add,
    words: m.table_feedback_words,
  },
  DEFERRAL_WITHOUT_CHECK: {
    purpose: 'INTERIM_CHECK',
    offer: m.table_check_add,
    words: m.table_check_words,
  },
};

/** What a blocker of this kind asks to be made; nothing when it asks for something else. */
export function owedBy(kind: string): Owed | undefined {
  return owedFor[kind];
}

/** TL30: the action that settles it. Only who does it is left to choose, and the day can be changed. */
export function owedAction({ purpose, words }: Owed, today: LocalDate): NewAction {
  return { purpose, words: words(), dueDate: addDays(today, owedDays) };
}
