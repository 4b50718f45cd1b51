import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { fitsAsChild } from './fits.ts';
import { richTextSchema } from './schema.ts';

const nodes = Object.values(richTextSchema.nodes);
const marks = Object.values(richTextSchema.marks);

describe('the schema of rich text', () => {
  it('DC50 lets every node be empty and take any number of each of its children', () => {
    for (const { contentMatch } of nodes) {
      expect(contentMatch.validEnd).toBe(true);
      for (const child of nodes) {
        const next = contentMatch.matchType(child);
        if (next) expect([next.validEnd, next.matchType(child)]).toEqual([true, next]);
        for (const other of nodes)
          expect(next?.matchType(other) ?? null).toEqual(next && contentMatch.matchType(other));
      }
    }
  });

  it('DC50 is read in admission as an editor reads it: the same children under the same parents', () => {
    const text = (child: string): Y.XmlElement | Y.XmlText =>
      child === 'text' ? new Y.XmlText() : new Y.XmlElement(child);
    for (const parent of nodes) {
      for (const child of nodes) {
        const allowed = parent.contentMatch.matchType(child) !== null;
        const content = new Y.ContentType(text(child.name));
        expect([parent.name, child.name, fitsAsChild({ element: parent.name }, content)]).toEqual([
          parent.name,
          child.name,
          allowed,
        ]);
      }
    }
  });

  it('DC50 has no attributes, and marks that go together everywhere', () => {
    for (const type of [...nodes, ...marks]) expect(type.spec.attrs).toBeUndefined();
    for (const mark of marks)
      for (const other of marks) expect(mark.excludes(other)).toBe(mark === other);
    for (const node of nodes.filter(({ inlineContent }) => inlineContent))
      expect(node.allowsMarks(marks.map((mark) => mark.create()))).toBe(true);
  });
});
