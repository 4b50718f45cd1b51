import { createHash } from 'node:crypto';
import { readId, type PersonId } from '@overlegtafel/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PageMarks } from './page-marks.ts';

const secret = Buffer.alloc(32, 3);
const marks = new PageMarks(secret);

function person(text: string): PersonId {
  const read = readId('PersonId', text, 'person');
  if (!read.ok) throw new Error(text);
  return read.value;
}

const [police, chair] = [person('police'), person('chair')];

describe('the mark of a page', () => {
  it('ID160 is believed for its person alone, by every process with the same secret', () => {
    const mark = marks.make(police);
    expect(new PageMarks(secret).isOf(mark, police)).toBe(true);
    expect(marks.isOf(mark, chair)).toBe(false);
    expect(new PageMarks(Buffer.alloc(32, 4)).isOf(mark, police)).toBe(false);
  });

  it('ID160 is another one for every page, and holds nothing of whom it is for', () => {
    const made = Array.from({ length: 200 }, () => marks.make(police));
    expect(new Set(made).size).toBe(200);
    const digest = createHash('sha256').update('police').digest();
    for (const mark of made) {
      expect(mark).toMatch(/^[\w-]{32}$/);
      const bytes = Buffer.from(mark, 'base64url');
      expect(bytes.includes('police') || bytes.includes(digest.subarray(0, 8))).toBe(false);
    }
  });

  it('ID160 is not believed when one letter of it is another, nor anything else', () => {
    const mark = marks.make(police);
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    fc.assert(
      fc.property(fc.nat(31), fc.nat(63), (at, letter) => {
        const other = mark.slice(0, at) + (letters[letter] ?? '') + mark.slice(at + 1);
        expect(marks.isOf(other, police)).toBe(other === mark);
      }),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        expect(marks.isOf(text, police)).toBe(false);
      }),
    );
  });
});
