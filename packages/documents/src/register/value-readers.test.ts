import { riskFactors, violenceProfiles } from '@overlegtafel/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  oneOf,
  readAlarm,
  readBeneficiary,
  readBoolean,
  readDate,
  readOwner,
  readWords,
  rankedOf,
  setOf,
} from './value-readers.ts';

const readers = {
  oneOf: oneOf(['A', 'B']),
  setOf: setOf(riskFactors),
  readAlarm,
  readBeneficiary,
  readBoolean,
  readDate,
  readOwner,
  readWords,
};

describe('values of registers', () => {
  it('DC2 no value makes a reader throw', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (value) => {
        for (const read of Object.values(readers)) expect(() => read(value)).not.toThrow();
      }),
    );
  });

  it.each([
    [readOwner, { kind: 'PERSON', person: 'chair' }],
    [readOwner, { kind: 'ORGANISATION', organisation: 'police' }],
    [readBeneficiary, { kind: 'CASE' }],
    [readBeneficiary, { kind: 'PERSONS', persons: ['child-1', 'mother'] }],
    [readAlarm, { signal: 'Vader staat voor de deur', caller: 'Moeder', callee: '112' }],
    [readDate, '2026-11-24'],
    [readBoolean, false],
    [readWords, 'Belt school'],
  ])('DC12 %o reads %o', (read, value) => {
    expect(read(value)).toEqual(value);
  });

  it.each([
    [readOwner, { kind: 'PERSON', person: 'chair', organisation: 'police' }],
    [readOwner, { kind: 'PERSON', organisation: 'police' }],
    [readOwner, { kind: 'PERSON', person: 'No id!' }],
    [readOwner, 'chair'],
    [readBeneficiary, { kind: 'PERSONS', persons: [] }],
    [readBeneficiary, { kind: 'PERSONS', persons: ['mother', 'mother'] }],
    [readBeneficiary, { kind: 'CASE', persons: ['mother'] }],
    [readAlarm, { signal: 'x', caller: ' ', callee: 'y' }],
    [readAlarm, { signal: 'x', caller: 'z' }],
    [readDate, '2026-02-30'],
    [readBoolean, 'true'],
    [readWords, '   '],
    [readWords, '\ud800'],
    [readWords, 'x'.repeat(10_001)],
    [setOf(riskFactors), ['DEBTS', 'DEBTS']],
    [setOf(riskFactors), ['DEBTS', 'RAIN']],
    [oneOf(['A']), 'B'],
  ])('DC12 %o does not read %o', (read, value) => {
    expect(read(value)).toBeUndefined();
  });

  it('DC11 the order of persons and of ticks means nothing', () => {
    expect(readBeneficiary({ kind: 'PERSONS', persons: ['mother', 'child-1'] })).toEqual({
      kind: 'PERSONS',
      persons: ['child-1', 'mother'],
    });
    expect(setOf(riskFactors)(['OTHER', 'DEBTS'])).toEqual(['DEBTS', 'OTHER']);
  });

  it('DC11 keeps the order where it means something: the first violence profile is the dominant one', () => {
    const read = rankedOf(violenceProfiles);
    expect(read(['CONFLICT_DIVORCE', 'INTIMATE_TERROR'])).toEqual([
      'CONFLICT_DIVORCE',
      'INTIMATE_TERROR',
    ]);
    expect(read(['INTIMATE_TERROR', 'INTIMATE_TERROR'])).toBeUndefined();
    expect(read(['INTIMATE_TERROR', 'RAIN'])).toBeUndefined();
    expect(read('INTIMATE_TERROR')).toBeUndefined();
  });
});
