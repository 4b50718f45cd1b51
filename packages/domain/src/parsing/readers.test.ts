import { describe, expect, it } from 'vitest';
import { readSeen } from './read-answers.ts';
import { form, listOf, text, thing, wholeNumber, word, yesOrNo } from './readers.ts';

const mistake = (path: string, kind: string) => ({ ok: false, mistakes: [{ path, kind }] });
const value = (found: unknown) => ({ ok: true, value: found });

describe('small readers say what is wrong', () => {
  it.each([
    [true, value(true)],
    [false, value(false)],
    [undefined, mistake('p', 'MISSING')],
    [null, mistake('p', 'MISSING')],
    ['true', mistake('p', 'WRONG_TYPE')],
    [0, mistake('p', 'WRONG_TYPE')],
  ])('yes or no: %j', (given, expected) => {
    expect(yesOrNo(given, 'p')).toEqual(expected);
  });
  it.each([
    ['a', value('a')],
    ['c', mistake('p', 'UNKNOWN_VALUE')],
    [7, mistake('p', 'WRONG_TYPE')],
    ['', mistake('p', 'MISSING')],
    [null, mistake('p', 'MISSING')],
  ])('a word: %j', (given, expected) => {
    expect(word(['a', 'b'])(given, 'p')).toEqual(expected);
  });
  it.each([
    [1, value(1)],
    [3, value(3)],
    [0, mistake('p', 'OUT_OF_RANGE')],
    [4, mistake('p', 'OUT_OF_RANGE')],
    [1.5, mistake('p', 'WRONG_TYPE')],
    ['2', mistake('p', 'WRONG_TYPE')],
    [undefined, mistake('p', 'MISSING')],
  ])('a number from 1 to 3: %j', (given, expected) => {
    expect(wholeNumber(1, 3)(given, 'p')).toEqual(expected);
  });
  it.each([
    ['a'.repeat(64), true],
    ['a'.repeat(65), false],
    [`x${'a'.repeat(64)}`, false],
    [`${'a'.repeat(64)}x`, false],
    ['A'.repeat(64), false],
    [7, false],
  ])('a hash: %s', (given, ok) => {
    expect(readSeen(given, 'seen').ok).toBe(ok);
  });
  it.each([undefined, null, ''])('no hash: %j', (given) => {
    expect(readSeen(given, 'seen')).toEqual(mistake('seen', 'MISSING'));
  });
});

describe('lists and things', () => {
  const words = listOf(text(), { least: 1, most: 2 });
  it.each([
    [['a'], value(['a'])],
    [['a', 'b'], value(['a', 'b'])],
    [['a', 'b', 'c'], mistake('p', 'TOO_LONG')],
    [[], mistake('p', 'EMPTY')],
    ['ab', mistake('p', 'WRONG_TYPE')],
    [{ length: 1 }, mistake('p', 'WRONG_TYPE')],
    [undefined, mistake('p', 'MISSING')],
    [['a', ' '], mistake('p.1', 'EMPTY')],
  ])('a list: %j', (given, expected) => {
    expect(words(given, 'p')).toEqual(expected);
  });
  const named = thing({ name: text() });
  it.each([7, 'x', true, [1], new Date(0), () => 1])('a thing is no %o', (given) => {
    expect(named(given, 'p')).toEqual(mistake('p', 'WRONG_TYPE'));
  });
  it.each([undefined, null])('a thing is there: %j', (given) => {
    expect(named(given, 'p')).toEqual(mistake('p', 'MISSING'));
  });
  it('a thing without a prototype is one', () => {
    const bare: unknown = Object.assign(Object.create(null), { name: 'a' });
    expect(named(bare, 'p')).toEqual(value({ name: 'a' }));
  });
});

describe('one of several forms', () => {
  const forms = form<{ kind: string }>({ A: thing({ kind: word(['A']) }) });
  it.each([
    [{ kind: 'A' }, value({ kind: 'A' })],
    [{ kind: 'B' }, mistake('p.kind', 'UNKNOWN_VALUE')],
    [{ kind: 'toString' }, mistake('p.kind', 'UNKNOWN_VALUE')],
    [{}, mistake('p.kind', 'MISSING')],
    ['A', mistake('p', 'WRONG_TYPE')],
    [['A'], mistake('p', 'WRONG_TYPE')],
    [null, mistake('p', 'MISSING')],
  ])('%j', (given, expected) => {
    expect(forms(given, 'p')).toEqual(expected);
  });
});
