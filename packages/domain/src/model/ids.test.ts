import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idFromBytes, idLength, isId, readId } from './ids.ts';
import { compareText } from './order.ts';
import { settled, settledValue } from './register.ts';

const random = 'abcdefghijklmnopqrstuvwxyz';

describe('an id', () => {
  it.each([random, 'a234567'.padEnd(26, '2'), 'chair', 'vt-worker', 'a1', `a${'b'.repeat(24)}`])(
    '%s is one',
    (text) => {
      expect(isId(text)).toBe(true);
      expect(readId('ItemId', text, 'item')).toEqual({ ok: true, value: text });
    },
  );
  it.each([
    ['', 'MISSING'],
    [undefined, 'MISSING'],
    [null, 'MISSING'],
    [7, 'WRONG_TYPE'],
    [[random], 'WRONG_TYPE'],
    ['a', 'UNKNOWN_VALUE'],
    ['Chair', 'UNKNOWN_VALUE'],
    ['1chair', 'UNKNOWN_VALUE'],
    ['-chair', 'UNKNOWN_VALUE'],
    ['the chair', 'UNKNOWN_VALUE'],
    [`${random}a`, 'UNKNOWN_VALUE'],
    [`a${random}`, 'UNKNOWN_VALUE'],
    [` ${random}`, 'UNKNOWN_VALUE'],
    [`${random} `, 'UNKNOWN_VALUE'],
    ['chair\n', 'UNKNOWN_VALUE'],
    ['22222222222222222222222220', 'UNKNOWN_VALUE'],
    ['22222222222222222222222221', 'UNKNOWN_VALUE'],
    ['x_y', 'UNKNOWN_VALUE'],
  ])('%j is none: %s', (value, kind) => {
    expect(isId(value)).toBe(false);
    expect(readId('PersonId', value, 'persons.0')).toEqual({
      ok: false,
      mistakes: [{ path: 'persons.0', kind }],
    });
  });
});

describe('an id of random bytes', () => {
  it('is the first letter for zeros and the last for ones', () => {
    const bytes = new Uint8Array(17);
    expect(idFromBytes('ItemId', bytes)).toBe('a'.repeat(26));
    expect(
      idFromBytes(
        'ItemId',
        bytes.map(() => 255),
      ),
    ).toBe('7'.repeat(26));
  });
  it('reads its bits in order and nothing beyond the 130th', () => {
    const fromBits = (bits: string) => {
      const bytes = Array.from({ length: 17 }, (_, n) =>
        Number.parseInt(bits.slice(8 * n, 8 * n + 8).padEnd(8, '0'), 2),
      );
      return idFromBytes('ItemId', Uint8Array.from(bytes));
    };
    const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 31 }), { minLength: 26, maxLength: 26 }), (digits) => {
        const bits = digits.map((digit) => digit.toString(2).padStart(5, '0')).join('');
        const expected = digits.map((digit) => alphabet.charAt(digit)).join('');
        expect(fromBits(bits)).toBe(expected);
        expect(fromBits(`${bits}111111`)).toBe(expected);
      }),
    );
  });
  it('is an id, and needs 17 bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 17, maxLength: 40 }), (bytes) => {
        const id = idFromBytes('CaseId', bytes);
        expect(id).toHaveLength(idLength);
        expect(isId(id)).toBe(true);
      }),
    );
    expect(() => idFromBytes('CaseId', new Uint8Array(16))).toThrow(
      'an id needs at least 17 random bytes',
    );
  });
});

describe('small words of the model', () => {
  it('text is ordered by its characters', () => {
    expect(['b', 'a', 'B', '10', '9'].sort(compareText)).toEqual(['10', '9', 'B', 'a', 'b']);
    expect([compareText('a', 'b'), compareText('b', 'a'), compareText('a', 'a')]).toEqual([
      -1, 1, 0,
    ]);
  });
  it('only a settled register has a value', () => {
    expect(settledValue(settled('x'))).toBe('x');
    expect(settledValue({ kind: 'EMPTY' })).toBeUndefined();
    expect(settledValue({ kind: 'CONFLICT', values: ['x', 'y'] })).toBeUndefined();
    expect(settledValue({ kind: 'MALFORMED' })).toBeUndefined();
  });
});
