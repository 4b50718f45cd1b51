import { describe, expect, it } from 'vitest';
import type { ItemId } from '../model/ids.ts';
import { emptyRegister, type Register, settled } from '../model/register.ts';
import { capacityRecord, capacityThisWeek, type Capacity } from './capacity.ts';

const five = { visitsPerWeek: 5 };
const card = (id: string, visitThisWeek: Register<boolean>) => ({
  id: id as ItemId,
  visitThisWeek,
});
const visits = (...ids: string[]) => ids.map((id) => card(id, settled(true)));
const ids = (...names: string[]) => names as ItemId[];

describe('TR40 visits of this week', () => {
  it('count what was settled as yes, and name what is disputed', () => {
    const cards = [
      ...visits('a', 'b'),
      card('c', settled(false)),
      card('d', emptyRegister),
      card('e', { kind: 'CONFLICT', values: [true, false] }),
      card('f', { kind: 'MALFORMED' }),
    ];
    expect(capacityThisWeek(five, cards)).toEqual({
      capacity: { kind: 'FITS', visits: ['a', 'b'], possible: 5 },
      disputed: ['e'],
    });
  });
});

describe('TR41 more visits than can be made ask for a choice', () => {
  const six = visits('a', 'b', 'c', 'd', 'e', 'f');
  it('five of five fit', () => {
    expect(capacityThisWeek(five, six.slice(1)).capacity.kind).toBe('FITS');
  });
  it('a sixth of five asks', () => {
    expect(capacityThisWeek(five, six).capacity).toEqual({
      kind: 'TOO_MANY',
      visits: ['a', 'b', 'c', 'd', 'e', 'f'],
      possible: 5,
      over: 1,
    });
  });
  it('a week without any capacity asks about every visit', () => {
    expect(capacityThisWeek({ visitsPerWeek: 0 }, six).capacity).toMatchObject({ over: 6 });
  });
});

describe('TR41 TR42 what is recorded', () => {
  const tooMany: Capacity = {
    kind: 'TOO_MANY',
    visits: ids('a', 'b', 'c', 'd'),
    possible: 2,
    over: 2,
  };
  const notChosen = { kind: 'NOT_CHOSEN', over: 2 };
  it('nothing when it fits, whatever was said', () => {
    const fits: Capacity = { kind: 'FITS', visits: ids('a'), possible: 2 };
    expect(capacityRecord(fits)).toEqual({ kind: 'NOTHING_TO_CHOOSE' });
    expect(capacityRecord(fits, { kind: 'DO_ALL', reason: 'het kan' })).toEqual({
      kind: 'NOTHING_TO_CHOOSE',
    });
  });
  it.each([
    { kind: 'LET_WAIT', items: ids('a', 'b') },
    { kind: 'LET_WAIT', items: ids('a', 'b', 'c') },
    { kind: 'DO_ALL', reason: 'collega’s vallen in' },
  ] as const)('%j is a choice', (choice) => {
    expect(capacityRecord(tooMany, choice)).toEqual(choice);
  });
  it('no choice is recorded as such', () => {
    expect(capacityRecord(tooMany)).toEqual(notChosen);
  });
  it.each([
    ['too few', { kind: 'LET_WAIT', items: ids('a') }],
    ['nobody', { kind: 'LET_WAIT', items: [] }],
    ['one of them twice', { kind: 'LET_WAIT', items: ids('a', 'a') }],
    ['somebody who gets no visit', { kind: 'LET_WAIT', items: ids('a', 'b', 'z') }],
    ['all of them without a reason', { kind: 'DO_ALL', reason: '  ' }],
  ] as const)('%s is no choice', (_name, choice) => {
    expect(capacityRecord(tooMany, choice)).toEqual(notChosen);
  });
});
