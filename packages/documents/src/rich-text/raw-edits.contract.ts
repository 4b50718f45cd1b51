import fc from 'fast-check';
import * as Y from 'yjs';

/**
 * One write in the shared text itself, such as a program without an editor makes. Those of `rawEdit` fit the
 * schema; those of `strayEdit` do not.
 */
export interface RawEdit {
  readonly kind: 'ELEMENT' | 'RUN' | 'LETTERS' | 'FORMAT' | 'DELETE' | StrayKind;
  readonly at: number;
  readonly index: number;
  readonly name: string;
}

const strayKinds = [
  'UNKNOWN_ELEMENT',
  'MISPLACED_ELEMENT',
  'BARE_TEXT',
  'ATTRIBUTE',
  'UNKNOWN_MARK',
  'MARK_VALUE',
  'EMBED',
  'HOOK',
  'MAP',
  'TEXT_ATTRIBUTE',
  'TEXT_ELEMENT',
  'CHILD_UNDER_KEY',
] as const;
type StrayKind = (typeof strayKinds)[number];

const place = {
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  index: fc.nat(5),
  name: fc.constantFrom('paragraph', 'bulletList', 'orderedList'),
};

export const rawEdit: fc.Arbitrary<RawEdit> = fc.record({
  kind: fc.constantFrom('ELEMENT', 'ELEMENT', 'RUN', 'LETTERS', 'LETTERS', 'FORMAT', 'DELETE'),
  ...place,
});

export const strayEdit: fc.Arbitrary<RawEdit> = fc.record({
  kind: fc.constantFrom(...strayKinds),
  ...place,
});

/** Does the edit at the chosen one of all places where it is possible; false when there is none. */
export function writeRaw(doc: Y.Doc, field: string, edit: RawEdit): boolean {
  const types = typesUnder(doc.getXmlFragment(field));
  const possible = types.flatMap((type) => workOn(type, edit) ?? []);
  const work = possible[Math.floor(edit.at * possible.length)];
  if (work) doc.transact(work);
  return work !== undefined;
}

type Place = Y.XmlFragment | Y.XmlText;

function typesUnder(type: Place): Place[] {
  if (type instanceof Y.XmlText) return [type];
  return [type, ...type.toArray().flatMap((child) => (isPlace(child) ? typesUnder(child) : []))];
}

function isPlace(child: unknown): child is Place {
  return child instanceof Y.XmlFragment || child instanceof Y.XmlText;
}

type Work = (() => void) | undefined;
type Edits<T> = Partial<Record<RawEdit['kind'], (type: T, index: number, name: string) => Work>>;

function workOn(type: Place, { kind, index, name }: RawEdit): Work {
  const within = Math.min(index, type.length);
  if (type instanceof Y.XmlText) return inRun[kind]?.(type, within, name);
  return inContainer[kind]?.(type, within, name);
}

function nameOf(type: Y.XmlFragment): string {
  return type instanceof Y.XmlElement ? type.nodeName : 'doc';
}

const insert =
  (make: (parent: string, name: string) => Y.XmlElement | Y.XmlText | undefined) =>
  (type: Y.XmlFragment, index: number, name: string): Work => {
    const piece = make(nameOf(type), name);
    return piece && (() => type.insert(index, [piece]));
  };

const isList = (name: string): boolean => name.endsWith('List');

const inContainer: Edits<Y.XmlFragment> = {
  ELEMENT: insert((parent, name) =>
    parent === 'paragraph' ? undefined : new Y.XmlElement(isList(parent) ? 'listItem' : name),
  ),
  RUN: insert((parent) => (parent === 'paragraph' ? new Y.XmlText('run') : undefined)),
  DELETE: (type, index) => (index < type.length ? () => type.delete(index, 1) : undefined),
  UNKNOWN_ELEMENT: insert(() => new Y.XmlElement('image')),
  MISPLACED_ELEMENT: insert(
    (parent) => new Y.XmlElement(isList(parent) ? 'paragraph' : 'listItem'),
  ),
  TEXT_ELEMENT: insert(() => new Y.XmlElement('text')),
  BARE_TEXT: insert((parent) => (parent === 'paragraph' ? undefined : new Y.XmlText('loose'))),
  HOOK: insert(() => new Y.XmlHook('hook') as never),
  MAP: insert(() => new Y.Map() as never),
  ATTRIBUTE: (type) =>
    type instanceof Y.XmlElement ? () => type.setAttribute('level', '1') : undefined,
  CHILD_UNDER_KEY: (type) =>
    nameOf(type) === 'paragraph' && type instanceof Y.XmlElement
      ? () => type.setAttribute('child', new Y.XmlText('x'))
      : undefined,
};

const format =
  (marks: (index: number) => object) =>
  (type: Y.XmlText, index: number): Work =>
    type.length > 0 ? () => type.format(0, 1, marks(index)) : undefined;

const inRun: Edits<Y.XmlText> = {
  LETTERS: (type, index) => () => type.insert(index, 'ab'),
  FORMAT: format((index) => ({ strong: index % 2 === 0 ? {} : null })),
  DELETE: (type, index) => (index < type.length ? () => type.delete(index, 1) : undefined),
  UNKNOWN_MARK: format(() => ({ link: {} })),
  MARK_VALUE: format(() => ({ strong: { onclick: 'x' } })),
  EMBED: (type, index) => () => type.insertEmbed(index, { image: 'x' }),
  TEXT_ATTRIBUTE: (type) => () => type.setAttribute('lang', 'nl'),
};
