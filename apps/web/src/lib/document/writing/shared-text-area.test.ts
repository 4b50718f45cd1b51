import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { SharedTextArea } from './shared-text-area.ts';
import { caretAfter, editBetween } from './text-edits.ts';

/** A textarea as far as it matters: setting its value moves the caret to the end. */
class Box extends EventTarget {
  selectionStart = 0;
  selectionEnd = 0;
  selectionDirection = 'none' as const;
  scrollTop = 0;
  #value = '';

  get value(): string {
    return this.#value;
  }

  set value(text: string) {
    this.#value = text.replaceAll('\r', '');
    this.setSelectionRange(this.#value.length, this.#value.length);
  }

  setSelectionRange(start: number, end: number): void {
    this.selectionStart = start;
    this.selectionEnd = end;
  }

  /** Types over what is selected. */
  type(text: string): void {
    const { selectionStart, selectionEnd } = this;
    this.#value = this.#value.slice(0, selectionStart) + text + this.#value.slice(selectionEnd);
    this.setSelectionRange(selectionStart + text.length, selectionStart + text.length);
    this.dispatchEvent(new Event('input'));
  }

  press(key: string, shiftKey = false): void {
    const event = new Event('keydown', { cancelable: true });
    Object.assign(event, { key, shiftKey, ctrlKey: true, altKey: false, metaKey: false });
    this.dispatchEvent(event);
  }
}

function opened(text: string): { box: Box; shared: Y.Text; doc: Y.Doc } {
  const doc = new Y.Doc();
  const shared = doc.getText('scratch');
  shared.insert(0, text);
  const box = new Box();
  const binding = new SharedTextArea(shared, box);
  expect(binding).toBeDefined();
  return { box, shared, doc };
}

describe('a text box that people share', () => {
  it('takes in what is typed, and shows what others type behind the caret', () => {
    const { box, shared } = opened('Moeder belt.');
    box.setSelectionRange(6, 6);
    box.type(' S.');
    expect(shared.toJSON()).toBe('Moeder S. belt.');
    shared.insert(0, 'Let op: ');
    expect(box.value).toBe('Let op: Moeder S. belt.');
    expect(box.value.slice(0, box.selectionStart)).toBe('Let op: Moeder S.');
  });

  it('puts the same letter where it was typed, not beside it', () => {
    const { box, shared } = opened('aaaa');
    const before = Y.createRelativePositionFromTypeIndex(shared, 2);
    box.setSelectionRange(1, 1);
    box.type('a');
    const place = Y.createAbsolutePositionFromRelativePosition(before, shared.doc ?? new Y.Doc());
    expect(place?.index).toBe(3);
  });

  it('leaves the box alone while a character is being composed, and loses nothing of it', () => {
    const { box, shared } = opened('cafe');
    box.setSelectionRange(3, 4);
    box.dispatchEvent(new Event('compositionstart'));
    box.type("'");
    shared.insert(0, 'Het ');
    expect(box.value).toBe("caf'");
    box.setSelectionRange(3, 4);
    box.type('é');
    box.dispatchEvent(new Event('compositionend'));
    expect(shared.toJSON()).toBe('Het café');
    expect(box.value).toBe('Het café');
    expect(box.selectionStart).toBe(8);
  });

  it('undoes one’s own changes and leaves those of others', () => {
    const { box, shared } = opened('');
    box.type('van mij');
    shared.insert(0, 'van jou, ');
    box.press('z');
    expect(box.value).toBe('van jou, ');
    box.press('z', true);
    expect(box.value).toBe('van jou, van mij');
  });

  it('copes with carriage returns of other programs', () => {
    const { box, shared } = opened('een\r\ntwee');
    box.setSelectionRange(box.value.length, box.value.length);
    box.type('!');
    expect(shared.toJSON()).toBe('een\ntwee!');
  });

  it('lets go', () => {
    const doc = new Y.Doc();
    const box = new Box();
    const binding = new SharedTextArea(doc.getText('scratch'), box);
    binding.destroy();
    box.type('x');
    doc.getText('scratch').insert(0, 'y');
    expect([box.value, doc.getText('scratch').toJSON()]).toEqual(['x', 'y']);
  });
});

const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '😀', '😁'), maxLength: 12 });

/** A place in a text, not inside a character. */
function placeIn(all: string, chance: number): number {
  const letters = [...all];
  return letters.slice(0, Math.floor(chance * (letters.length + 1))).join('').length;
}

describe('caret keeping, whatever is typed', () => {
  const chance = fc.double({ min: 0, max: 0.999, noNaN: true });
  const chances = fc.tuple(chance, chance, chance);

  it('an edit that is found again makes the one text from the other, and splits no character', () => {
    fc.assert(
      fc.property(text, text, chance, (before, after, at) => {
        const { index, removed, inserted } = editBetween(before, after, placeIn(after, at));
        expect(before.slice(0, index) + inserted + before.slice(index + removed)).toBe(after);
        for (const piece of [inserted, before.slice(index, index + removed)])
          expect(piece.isWellFormed()).toBe(true);
      }),
    );
  });

  it('the caret stays behind the letter it stood behind', () => {
    fc.assert(
      fc.property(text, chances, text, (before, [at, from, to], inserted) => {
        const doc = new Y.Doc();
        const shared = doc.getText('scratch');
        shared.insert(0, before);
        const caret = placeIn(before, at);
        const mark = Y.createRelativePositionFromTypeIndex(shared, caret, -1);
        let moved = caret;
        shared.observe(({ delta }) => (moved = caretAfter(caret, delta)));
        const [start = 0, end = 0] = [placeIn(before, from), placeIn(before, to)].sort(
          (a, b) => a - b,
        );
        doc.transact(() => {
          shared.delete(start, end - start);
          shared.insert(start, inserted);
        });
        const expected = Y.createAbsolutePositionFromRelativePosition(mark, doc)?.index;
        // Where the letter itself was replaced both ends of the replacement are right.
        const isReplaced = start < caret && caret <= end;
        expect(isReplaced ? [start, start + inserted.length] : [expected]).toContain(moved);
      }),
    );
  });

  it('box and text agree after any edits of both sides', () => {
    const step = fc.record({ isOwn: fc.boolean(), from: chance, to: chance, inserted: text });
    fc.assert(
      fc.property(text, fc.array(step, { maxLength: 12 }), (begin, steps) => {
        const { box, shared } = opened(begin);
        for (const { isOwn, from, to, inserted } of steps) {
          const all = shared.toJSON();
          const [start = 0, end = 0] = [placeIn(all, from), placeIn(all, to)].sort((a, b) => a - b);
          if (isOwn) {
            box.setSelectionRange(start, end);
            box.type(inserted);
          } else {
            shared.delete(start, end - start);
            shared.insert(start, inserted);
          }
          expect(box.value).toBe(shared.toJSON());
          expect(box.selectionStart).toBeLessThanOrEqual(box.value.length);
        }
      }),
    );
  });
});
