import { describe, expect, it } from 'vitest';
import { type SpokenTerm, termSentence } from './term-sentences.ts';

const cases: [SpokenTerm, nl: string, en: string][] = [
  [{ kind: 'ON_TIME', unit: 'WORKING_DAYS', left: 2 }, 'nog 2 werkdagen', '2 working days left'],
  [{ kind: 'ON_TIME', unit: 'WORKING_DAYS', left: 1 }, 'nog 1 werkdag', '1 working day left'],
  [
    { kind: 'ON_TIME', unit: 'WORKING_DAYS', left: 0 },
    'vóór de volgende werkdag',
    'before the next working day',
  ],
  [{ kind: 'TODAY' }, 'vandaag', 'today'],
  [{ kind: 'LATE', unit: 'WORKING_DAYS', by: 2 }, '2 werkdagen te laat', '2 working days late'],
  [{ kind: 'LATE', unit: 'WORKING_DAYS', by: 1 }, '1 werkdag te laat', '1 working day late'],
  [{ kind: 'LATE', unit: 'WORKING_DAYS', by: 0 }, 'te laat', 'late'],
  [{ kind: 'ON_TIME', unit: 'HOURS', left: 5 }, 'nog 5 uur', '5 hours left'],
  [{ kind: 'ON_TIME', unit: 'HOURS', left: 1 }, 'nog 1 uur', '1 hour left'],
  [{ kind: 'ON_TIME', unit: 'HOURS', left: 0 }, 'nog minder dan een uur', 'less than an hour left'],
  [{ kind: 'LATE', unit: 'HOURS', by: 3 }, '3 uur te laat', '3 hours late'],
  [{ kind: 'LATE', unit: 'HOURS', by: 47 }, '47 uur te laat', '47 hours late'],
  [{ kind: 'LATE', unit: 'HOURS', by: 86 }, '3 dagen te laat', '3 days late'],
  [{ kind: 'LATE', unit: 'HOURS', by: 0 }, 'net te laat', 'just late'],
  [{ kind: 'OUTSIDE_CALENDAR' }, 'termijn onbekend', 'term unknown'],
  [{ kind: 'NO_TERM' }, 'geen termijn', 'no term'],
];

describe('TM40 how a term stands is said in Dutch and English', () => {
  it.each(cases)('%o', (term, nl, en) => {
    expect(termSentence(term, 'nl')).toBe(nl);
    expect(termSentence(term, 'en')).toBe(en);
  });
});
