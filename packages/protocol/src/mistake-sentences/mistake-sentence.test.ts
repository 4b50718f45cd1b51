import type { MistakeKind } from '@overlegtafel/domain';
import { describe, expect, it } from 'vitest';
import { languages } from '../blocker-sentences/sentence.ts';
import { mistakeSentence } from './mistake-sentence.ts';

const everyKind: Readonly<Record<MistakeKind, true>> = {
  MISSING: true,
  WRONG_TYPE: true,
  UNKNOWN_VALUE: true,
  UNKNOWN_FIELD: true,
  TOO_LONG: true,
  EMPTY: true,
  OUT_OF_RANGE: true,
  NOT_ALLOWED: true,
  NOT_A_NUMBER: true,
  ILLEGIBLE: true,
  OPEN_QUOTE: true,
  NO_HEAD: true,
  TWICE: true,
  TOO_MANY_COLUMNS: true,
  TOO_MANY_LINES: true,
  NO_COLUMN: true,
  ALREADY_KNOWN: true,
  NOT_A_DAY: true,
  NOT_A_MOMENT: true,
  NO_SUCH_DAY: true,
  NO_SUCH_TIME: true,
  OTHER_WEEKDAY: true,
  CLOCK_SKIPPED: true,
  CLOCK_TWICE: true,
  TOO_LONG_AGO: true,
  TOO_FAR_AHEAD: true,
  IN_FUTURE: true,
  IN_PAST: true,
  IS_TODAY: true,
};
const kinds = Object.keys(everyKind) as MistakeKind[];

describe('mistakes in words', () => {
  it.each(kinds)('CG72 name the field and what to do: %s', (kind) => {
    for (const language of languages) {
      const texts = ['words', 'household.2.role', 'xyz', '', 'constructor'].map((path) =>
        mistakeSentence({ path, kind }, language),
      );
      for (const text of texts) expect(text).toMatch(/^\p{Lu}.*\. .*\.$/u);
      expect(texts.join()).not.toMatch(/undefined|xyz|function/);
    }
    expect(mistakeSentence({ path: 'x', kind }, 'nl')).not.toBe(
      mistakeSentence({ path: 'x', kind }, 'en'),
    );
  });

  it('CG72 know the field by the last word of the path that people know', () => {
    const kind = 'MISSING';
    expect(mistakeSentence({ path: 'household.2.role', kind }, 'nl')).toBe(
      'Rol is nog niet ingevuld. Vul het in.',
    );
    expect(mistakeSentence({ path: 'owner.person', kind }, 'en')).toBe(
      'Owner is not filled in yet. Fill it in.',
    );
  });

  it('CG72 say that a request for advice is no case', () => {
    const mistake = { path: 'report.signal', kind: 'NOT_ALLOWED' } as const;
    expect(mistakeSentence(mistake, 'nl')).toContain('adviesvraag');
    expect(mistakeSentence(mistake, 'en')).toContain('advice');
  });

  it.each([
    ['NO_SUCH_DAY', '2026-02-31', '31 februari 2026 bestaat niet', '31 February 2026 does not'],
    ['NO_SUCH_DAY', '2026-13-05', 'maand 13 bestaat niet', 'there is no month 13'],
    ['NO_SUCH_TIME', '2026-11-24 25:10', '25:10 op 24 november 2026 bestaat niet', '25:10 on 24'],
    ['OTHER_WEEKDAY', '2026-11-05', '5 november 2026 is een donderdag', 'is a Thursday'],
    ['CLOCK_SKIPPED', '2026-03-29 02:30', 'een uur vooruit', 'the clocks went forward'],
    ['CLOCK_TWICE', '2026-10-25 02:30', 'Schrijf er zomertijd achter', 'Add summer time'],
    ['TOO_LONG_AGO', '1926-11-05', '5 november 1926 is te lang geleden', '5 November 1926 is too'],
    ['TOO_FAR_AHEAD', '2226-05-01', '1 mei 2226 is te ver weg', '1 May 2226 is too far away'],
    ['IN_PAST', '2025-01-02', '2 januari 2025 is al geweest', '2 January 2025 has already been'],
    ['IS_TODAY', '2026-11-24', '24 november 2026 is vandaag', 'is today'],
    ['IN_FUTURE', '2027-01-02 09:05', '09:05 op 2 januari 2027 moet nog komen', 'still to come'],
  ] as const)('IN186 say what was understood: %s of %s', (kind, understood, dutch, english) => {
    const mistake = { path: 'receivedAt', kind, understood };
    expect(mistakeSentence(mistake, 'nl')).toContain(`Ontvangen op: `);
    expect(mistakeSentence(mistake, 'nl')).toContain(dutch);
    expect(mistakeSentence(mistake, 'en')).toContain(english);
  });
});
