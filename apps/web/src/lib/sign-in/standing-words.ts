import type { Language } from '@overlegtafel/protocol';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import { dateOfInstant, dateWords, timeWords } from '#lib/look/date-words.ts';
import { m } from '#lib/paraglide/messages.js';

type Told = ApiAnswer<'standing'>;

/** As whom somebody signed in. */
export function whoWords({ name, organisation }: Told): string {
  return organisation === undefined
    ? m.no_place_who({ name })
    : m.no_place_who_of({ name, organisation });
}

/** Why somebody belongs to no table now. */
export function standingWords(standing: Told['standing'], language: Language): string {
  switch (standing.kind) {
    case 'HOLDS':
      return '';
    case 'NEVER':
      return m.no_place_never();
    case 'ALTERED':
      return m.no_place_altered();
    case 'NOT_YET':
      return m.no_place_not_yet(momentOf(standing.at, language));
    case 'ENDED':
      return m.no_place_ended(momentOf(standing.at, language));
  }
}

/** Whom to ask, a sentence for each table; one for all when nobody is known. */
export function askWords(ask: Told['ask'], language: Language): readonly string[] {
  if (ask.length === 0) return [m.no_place_ask()];
  const list = new Intl.ListFormat(language, { type: 'disjunction' });
  return ask.map(({ table, organisations }) =>
    organisations.length === 0
      ? m.no_place_ask_table({ table })
      : m.no_place_ask_at({ table, organisations: list.format(organisations) }),
  );
}

function momentOf(instant: string, language: Language): { date: string; time: string } {
  return {
    date: dateWords(dateOfInstant(instant), language, 'long'),
    time: timeWords(instant, language),
  };
}
