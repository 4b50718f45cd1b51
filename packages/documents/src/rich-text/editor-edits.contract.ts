import fc from 'fast-check';
import { Fragment, type Node } from 'prosemirror-model';
import { findWrapping, liftTarget, Transform } from 'prosemirror-transform';
import { initProseMirrorDoc, updateYFragment } from 'y-prosemirror';
import type * as Y from 'yjs';
import { richTextSchema } from './schema.ts';

/** One thing that somebody does in an editor, at places given as parts of the whole document. */
export interface EditorEdit {
  readonly kind: (typeof editKinds)[number];
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const editKinds = [
  'TYPE',
  'TYPE',
  'DELETE',
  'SPLIT',
  'JOIN',
  'BOLD',
  'ITALIC',
  'PLAIN',
  'BULLETS',
  'NUMBERS',
  'LIFT',
  'PASTE',
] as const;

export const editorEdit: fc.Arbitrary<EditorEdit> = fc.record({
  kind: fc.constantFrom(...editKinds),
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
  text: fc.string({ minLength: 1, maxLength: 4, unit: 'grapheme' }),
});

/** Does the edit as the editor binding does: shared text to document, steps, difference back to shared text. */
export function edit(doc: Y.Doc, field: string, { kind, from, to, text }: EditorEdit): void {
  const fragment = doc.getXmlFragment(field);
  const { doc: before, meta } = initProseMirrorDoc(fragment, richTextSchema);
  const size = before.content.size;
  const [start, end] = [Math.floor(from * size), Math.floor(to * size)].sort((a, b) => a - b);
  const transform = new Transform(before);
  try {
    changes[kind](transform, { from: start ?? 0, to: end ?? 0, text });
  } catch {
    // Not possible at this place; an editor would not offer it.
    return;
  }
  doc.transact(() => updateYFragment(doc, fragment, transform.doc, meta));
}

interface Place {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const { nodes, marks } = richTextSchema;

const changes: Record<EditorEdit['kind'], (transform: Transform, place: Place) => void> = {
  TYPE: (transform, { from, text }) => type(transform, from, text),
  DELETE: (transform, { from, to }) => transform.delete(from, to),
  SPLIT: (transform, { from }) => transform.split(from),
  JOIN: (transform, { from }) => transform.join(from),
  BOLD: (transform, { from, to }) => transform.addMark(from, to, marks.strong.create()),
  ITALIC: (transform, { from, to }) => transform.addMark(from, to, marks.em.create()),
  PLAIN: (transform, { from, to }) => transform.removeMark(from, to),
  BULLETS: (transform, place) => wrap(transform, place, nodes.bulletList),
  NUMBERS: (transform, place) => wrap(transform, place, nodes.orderedList),
  LIFT: (transform, place) => lift(transform, place),
  PASTE: (transform, { from, text }) => transform.insert(from, pasted(text)),
};

function type(transform: Transform, at: number, text: string): void {
  const isInLine = transform.doc.resolve(at).parent.inlineContent;
  if (isInLine) transform.insert(at, richTextSchema.text(text));
  else transform.insert(at, pasted(text).firstChild!);
}

function wrap(
  transform: Transform,
  { from, to }: Place,
  list: (typeof richTextSchema.nodes)[string],
): void {
  const range = transform.doc.resolve(from).blockRange(transform.doc.resolve(to));
  const wrapping = range && findWrapping(range, list);
  if (wrapping) transform.wrap(range, wrapping);
}

function lift(transform: Transform, { from, to }: Place): void {
  const range = transform.doc.resolve(from).blockRange(transform.doc.resolve(to));
  const target = range && liftTarget(range);
  if (range && typeof target === 'number') transform.lift(range, target);
}

function pasted(text: string): Fragment {
  const line = (): Node => nodes.paragraph.create(null, richTextSchema.text(text));
  const item = nodes.listItem.create(null, [line(), line()]);
  return Fragment.from([line(), nodes.bulletList.create(null, [item, item])]);
}
