import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { AdviceRequest, Case, Report } from '../model/household.ts';
import type { Parsed } from './parsed.ts';
import { readAdjournment, readNo, readYes } from './read-answers.ts';
import {
  readActionInput,
  readAlarmAgreement,
  readBeneficiary,
  readDeferral,
  readDissent,
  readNothingForChild,
  readOwner,
} from './read-card-parts.ts';
import {
  readAdviceRequest,
  readCaseIntake,
  readHousehold,
  readNewCase,
  type ReportIntake,
  readReportIntake,
} from './read-report.ts';
import { type Reader, text } from './readers.ts';

/** What was refused, as `path KIND`. */
function mistakes(parsed: Parsed<unknown>): readonly string[] {
  return parsed.ok ? [] : parsed.mistakes.map(({ path, kind }) => `${path} ${kind}`);
}

const report = {
  signal: 'POLICE_REPORT',
  kind: 'REPEAT',
  source: 'POLICE',
  reporterKind: 'KNOWN',
  receivedAt: Date.UTC(2026, 10, 21, 22, 40),
  summary: 'Verwurging, kinderen erbij.',
};
const mother = { id: 'mother', role: 'MOTHER', ageYears: 31, isChild: false };
const daughter = { id: 'daughter', role: 'DAUGHTER', ageYears: 3, isChild: true };
const person = { kind: 'PERSON', person: 'chair' };
const action = { purpose: 'CARE', words: 'Bel de school' };
const deferral = {
  reason: 'Geen plek',
  owner: person,
  check: { words: 'Bel oma', owner: person, dueDate: '2026-12-01' },
};
const alarm = { signal: 'hij belt', caller: 'moeder', callee: '112' };
const seen = 'a'.repeat(64);

const readers: readonly (readonly [string, Reader<unknown>, object])[] = [
  ['a report', readReportIntake, report],
  ['a case', readCaseIntake, { alias: 'Casus Esdoorn', household: [mother] }],
  [
    'a request for advice',
    readAdviceRequest,
    { signal: 'ADVICE_REQUEST', receivedAt: report.receivedAt, adviser: 'chair' },
  ],
  ['an action', readActionInput, action],
  ['a deferral', readDeferral, deferral],
  ['an alarm agreement', readAlarmAgreement, alarm],
  ['a dissent', readDissent, { words: 'liever onderzoek' }],
  ['a reason for a child', readNothingForChild, { child: 'daughter', reason: 'bij oma' }],
  ['a yes', readYes, { seen }],
  ['a no', readNo, { seen, reason: 'geen plek' }],
  ['an adjournment', readAdjournment, { reason: 'pauze' }],
];

describe('everything that comes in', () => {
  it.each(readers)('IN1 %s comes through as it is', (_, read, value) => {
    expect(read(value, '')).toEqual({ ok: true, value });
  });

  it.each(readers)('IN1 of %s every missing field is named', (_, read, value) => {
    const paths = Object.keys(value).map((key) => `${key} MISSING`);
    expect([...mistakes(read({}, ''))].sort()).toEqual(paths.sort());
  });

  it.each(readers)('IN1 nonsense instead of %s is refused and throws nothing', (_, read) => {
    for (const value of [undefined, null])
      expect(mistakes(read(value, 'x'))).toEqual(['x MISSING']);
    for (const value of [1, 'x', [], new Map(), () => 0, Symbol('x'), new Date(0)])
      expect(mistakes(read(value, 'x'))).toEqual(['x WRONG_TYPE']);
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (value) => {
        expect(read(value, '').ok).toBe(false);
      }),
    );
  });

  it.each(readers)('IN1 nonsense in a field of %s is refused at its path', (_, read, value) => {
    for (const key of Object.keys(value))
      for (const part of [NaN, {}, [], true, '\uD800', Symbol('x')]) {
        const refused = mistakes(read({ ...value, [key]: part }, 'top'));
        expect(refused.length).toBeGreaterThan(0);
        for (const mistake of refused) expect(mistake.startsWith(`top.${key}`)).toBe(true);
      }
  });

  it.each(readers)('IN2 a field that nobody named is refused in %s', (_, read, value) => {
    const more: unknown = JSON.parse('{"extra": 1, "__proto__": {"a": 1}}');
    const given = Object.assign(Object.create(null) as object, value);
    for (const [key, part] of Object.entries(more as object))
      Object.defineProperty(given, key, { value: part, enumerable: true });
    expect(mistakes(read(given, ''))).toEqual(['extra UNKNOWN_FIELD', '__proto__ UNKNOWN_FIELD']);
    expect(mistakes(read({ ...value, toString: 1 }, 'x'))).toEqual(['x.toString UNKNOWN_FIELD']);
    expect(mistakes(read(Object.create(value), 'x'))).toEqual(['x WRONG_TYPE']);
  });

  it('IN3 words lose blanks, and blank, long or broken text is refused', () => {
    const read = text(5);
    expect(read('  bel ', 'x')).toEqual({ ok: true, value: 'bel' });
    expect(read('abcde', 'x')).toEqual({ ok: true, value: 'abcde' });
    expect(mistakes(read(' \n', 'x'))).toEqual(['x EMPTY']);
    expect(mistakes(read('abcdef', 'x'))).toEqual(['x TOO_LONG']);
    expect(mistakes(read('a\uD800', 'x'))).toEqual(['x WRONG_TYPE']);
    expect(mistakes(readReportIntake({ ...report, summary: 'x'.repeat(5001) }, ''))).toEqual([
      'summary TOO_LONG',
    ]);
  });

  it('IN4 days and moments that do not exist are refused', () => {
    const check = { ...deferral.check, dueDate: '2026-02-30' };
    expect(mistakes(readDeferral({ ...deferral, check }, ''))).toEqual([
      'check.dueDate OUT_OF_RANGE',
    ]);
    expect(mistakes(readReportIntake({ ...report, receivedAt: 0 }, ''))).toEqual([
      'receivedAt OUT_OF_RANGE',
    ]);
    expect(mistakes(readReportIntake({ ...report, receivedAt: NaN }, ''))).toEqual([
      'receivedAt WRONG_TYPE',
    ]);
  });
});

describe('a report', () => {
  it('IN10 that is a request for advice never becomes a case', () => {
    const advice = { ...report, signal: 'ADVICE_REQUEST' };
    expect(mistakes(readReportIntake(advice, ''))).toEqual(['signal NOT_ALLOWED']);
    const opens = { alias: 'Casus Esdoorn', household: [mother] };
    expect(mistakes(readNewCase({ report: advice, opens }))).toEqual(['report.signal NOT_ALLOWED']);
    expect(readNewCase({ report, opens })).toEqual({ ok: true, value: { report, opens } });
  });

  it('IN10 and a request for advice are different types', () => {
    expectTypeOf<AdviceRequest>().not.toExtend<Report>();
    expectTypeOf<AdviceRequest>().not.toExtend<ReportIntake>();
    expectTypeOf<Report['signal']>().toEqualTypeOf<'REPORT' | 'POLICE_REPORT'>();
    expectTypeOf<ReportIntake['signal']>().toEqualTypeOf<'REPORT' | 'POLICE_REPORT'>();
    expectTypeOf<AdviceRequest>().not.toHaveProperty('caseId');
    expectTypeOf<AdviceRequest>().not.toExtend<Pick<Case, 'household'>>();
  });

  it('IN11 a request for advice has no household', () => {
    const advice = { signal: 'ADVICE_REQUEST', receivedAt: report.receivedAt, adviser: 'chair' };
    expect(mistakes(readAdviceRequest({ ...advice, household: [mother] }, ''))).toEqual([
      'household UNKNOWN_FIELD',
    ]);
    expect(mistakes(readAdviceRequest({ ...advice, signal: 'REPORT' }, ''))).toEqual([
      'signal UNKNOWN_VALUE',
    ]);
  });

  it('IN1 words of closed lists are refused when they are not in the list', () => {
    for (const [key, value] of Object.entries({ kind: 'SECOND', source: 'x', reporterKind: '' }))
      expect(mistakes(readReportIntake({ ...report, [key]: value }, ''))).toEqual([
        `${key} ${value === '' ? 'MISSING' : 'UNKNOWN_VALUE'}`,
      ]);
  });

  it('IN1 the municipality is four digits or a readable name, or absent', () => {
    const read = (municipality: unknown) =>
      mistakes(readCaseIntake({ alias: 'x', household: [mother], municipality }, ''));
    expect([read('0935'), read('mijnstad'), read(undefined)]).toEqual([[], [], []]);
    for (const wrong of [935, '935', '09355', null, 'Mijn Stad'])
      expect(read(wrong)).toEqual(['municipality UNKNOWN_VALUE']);
  });
});

describe('a household', () => {
  const read = (...people: unknown[]) => mistakes(readHousehold(people, 'household'));

  it('IN12 has somebody, and nobody twice', () => {
    expect(read(mother, daughter)).toEqual([]);
    expect(read()).toEqual(['household EMPTY']);
    expect(read(mother, daughter, mother)).toEqual(['household.2.id NOT_ALLOWED']);
    expect(read(...Array.from({ length: 101 }, () => mother))).toEqual(['household TOO_LONG']);
  });

  it('IN13 marks as a child whoever is younger than eighteen or unborn, and nobody else', () => {
    const wrong = ['household.0.isChild OUT_OF_RANGE'];
    expect(read({ ...daughter, isChild: false })).toEqual(wrong);
    expect(read({ ...daughter, ageYears: 17, isChild: false })).toEqual(wrong);
    expect(read({ ...daughter, ageYears: 18 })).toEqual(wrong);
    expect(read({ ...mother, ageYears: 18 })).toEqual([]);
    const unborn = { id: 'unborn', role: 'UNBORN_CHILD', isChild: true };
    expect(read(unborn)).toEqual([]);
    expect(read({ ...unborn, isChild: false })).toEqual(wrong);
    expect(read({ ...unborn, ageYears: 0 })).toEqual(['household.0.ageYears NOT_ALLOWED']);
    expect(read({ id: 'son', role: 'SON', isChild: false })).toEqual([]);
    expect(mistakes(readHousehold([{ ...daughter, isChild: false }], ''))).toEqual([
      '0.isChild OUT_OF_RANGE',
    ]);
  });

  it('IN1 ages are whole years from 0 to 130', () => {
    expect(read({ ...mother, ageYears: 130 })).toEqual([]);
    expect(read({ ...daughter, ageYears: 0 })).toEqual([]);
    for (const [age, kind] of [
      [-1, 'OUT_OF_RANGE'],
      [131, 'OUT_OF_RANGE'],
      [3.5, 'WRONG_TYPE'],
      ['3', 'WRONG_TYPE'],
      [null, 'MISSING'],
    ] as const)
      expect(read({ ...mother, ageYears: age })).toEqual([`household.0.ageYears ${kind}`]);
  });
});

describe('parts of a card', () => {
  it('IN20 an action may be filled in later, but what comes is whole', () => {
    const whole = {
      ...action,
      owner: { kind: 'ORGANISATION', organisation: 'youth-care' },
      dueDate: '2026-11-27',
      phase: 'DIRECT_SAFETY',
      forWhom: { kind: 'PERSONS', persons: ['daughter'] },
    };
    expect(readActionInput(whole, '')).toEqual({ ok: true, value: whole });
    expect(
      mistakes(readActionInput({ ...action, owner: { kind: 'PERSON' } }, 'actions.1')),
    ).toEqual(['actions.1.owner.person MISSING']);
    expect(mistakes(readOwner({ kind: 'ANIMAL' }, 'o'))).toEqual(['o.kind UNKNOWN_VALUE']);
    expect(mistakes(readOwner({ kind: 'toString' }, 'o'))).toEqual(['o.kind UNKNOWN_VALUE']);
    expect(mistakes(readOwner({}, 'o'))).toEqual(['o.kind MISSING']);
    expect(mistakes(readOwner({ ...person, organisation: 'x' }, 'o'))).toEqual([
      'o.organisation UNKNOWN_FIELD',
    ]);
    expect(readBeneficiary({ kind: 'CASE' }, 'f').ok).toBe(true);
    expect(mistakes(readBeneficiary({ kind: 'PERSONS', persons: [] }, 'f'))).toEqual([
      'f.persons EMPTY',
    ]);
    expect(mistakes(readBeneficiary({ kind: 'PERSONS', persons: ['a1', ''] }, 'f'))).toEqual([
      'f.persons.1 MISSING',
    ]);
  });

  it('IN21 a deferral without one of its parts is refused', () => {
    for (const part of ['words', 'owner', 'dueDate']) {
      const check = { ...deferral.check, [part]: undefined };
      expect(mistakes(readDeferral({ ...deferral, check }, ''))).toEqual([`check.${part} MISSING`]);
    }
    expect(mistakes(readDeferral({ ...deferral, reason: ' ' }, ''))).toEqual(['reason EMPTY']);
  });

  it.each(['signal', 'caller', 'callee'])('IN22 an alarm agreement has a %s', (part) => {
    expect(mistakes(readAlarmAgreement({ ...alarm, [part]: ' ' }, ''))).toEqual([`${part} EMPTY`]);
  });

  it('IN23 a yes names what was seen, a no and an adjournment say why', () => {
    for (const wrong of ['A'.repeat(64), 'a'.repeat(63), 'unsettled', 7])
      expect(mistakes(readYes({ seen: wrong }, ''))).toEqual(['seen WRONG_TYPE']);
    expect(mistakes(readYes({ seen: '' }, ''))).toEqual(['seen MISSING']);
    expect(mistakes(readNo({ seen, reason: '' }, ''))).toEqual(['reason EMPTY']);
    expect(mistakes(readAdjournment({ reason: ' ' }, ''))).toEqual(['reason EMPTY']);
  });

  it('IN24 a dissent and a reason for a child have words', () => {
    expect(mistakes(readDissent({ words: ' ', revisitOn: '2026-12-01' }, ''))).toEqual([
      'words EMPTY',
    ]);
    expect(mistakes(readDissent({ words: 'x', revisitOn: 'soon' }, ''))).toEqual([
      'revisitOn WRONG_TYPE',
    ]);
    expect(mistakes(readNothingForChild({ child: 'daughter', reason: '' }, ''))).toEqual([
      'reason EMPTY',
    ]);
  });
});
