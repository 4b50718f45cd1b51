import * as Y from 'yjs';

/** One document for each agenda item, and one for each meeting. */
export type DocumentKind = 'item' | 'meeting';

/**
 * How a root is used. A REGISTER is an Array of surviving values, RICH_TEXT an XmlFragment that fits the
 * schema of rich-text/rich-text-spec.ts.
 */
export type RootType = 'TEXT' | 'RICH_TEXT' | 'REGISTER' | 'MAP';

export const richTextFields = [
  'facts',
  'worries',
  'strengths',
  'childVoice',
  'decisionText',
] as const;
export type RichTextField = (typeof richTextFields)[number];

export const registerFields = [
  'priority',
  'owner',
  'decisionKind',
  'safeNow',
  'visitThisWeek',
  'riskFactors',
  'violenceProfile',
] as const;
export type RegisterField = (typeof registerFields)[number];

const rootTypes: Record<DocumentKind, ReadonlyMap<string, RootType>> = {
  item: new Map<string, RootType>([
    ['scratch', 'TEXT'],
    ...richTextFields.map((name): [string, RootType] => [name, 'RICH_TEXT']),
    ...registerFields.map((name): [string, RootType] => [name, 'REGISTER']),
    ['actions', 'MAP'],
    ['conditions', 'MAP'],
  ]),
  meeting: new Map<string, RootType>([
    ['remarks', 'TEXT'],
    ['order', 'MAP'],
  ]),
};

/** The names of all roots of a kind of document. */
export function rootNames(kind: DocumentKind): readonly string[] {
  return [...rootTypes[kind].keys()];
}

/** How the root is used, or nothing for a name that this kind of document does not have. */
export function rootType(kind: DocumentKind, name: string): RootType | undefined {
  return rootTypes[kind].get(name);
}

/**
 * An empty document in which every root has its type. Whoever applies updates needs this: Yjs gives a root
 * its type at first use, and refuses to read it as another type afterwards.
 */
export function newDocument(kind: DocumentKind, options: { readonly gc: boolean }): Y.Doc {
  const doc = new Y.Doc(options);
  for (const [name, type] of rootTypes[kind]) {
    if (type === 'TEXT') doc.getText(name);
    else if (type === 'RICH_TEXT') doc.getXmlFragment(name);
    else if (type === 'REGISTER') doc.getArray(name);
    else doc.getMap(name);
  }
  return doc;
}

/**
 * The roots as the type they should have, or nothing where a document from elsewhere uses the name for another
 * type: asking Yjs for it would throw.
 */
export const rootAs = {
  list: (doc: Y.Doc, name: string): Y.Array<unknown> | undefined =>
    isFreeFor(doc, name, Y.Array) ? doc.getArray(name) : undefined,
  map: (doc: Y.Doc, name: string): Y.Map<unknown> | undefined =>
    isFreeFor(doc, name, Y.Map) ? doc.getMap(name) : undefined,
  text: (doc: Y.Doc, name: string): Y.Text | undefined =>
    isFreeFor(doc, name, Y.Text) ? doc.getText(name) : undefined,
  richText: (doc: Y.Doc, name: string): Y.XmlFragment | undefined =>
    isFreeFor(doc, name, Y.XmlFragment) ? doc.getXmlFragment(name) : undefined,
} as const;

/** A root that nobody asked for yet has no type of its own, and takes the one it is asked for with. */
function isFreeFor(doc: Y.Doc, name: string, type: unknown): boolean {
  const known = doc.share.get(name);
  return !known || known.constructor === Y.AbstractType || known.constructor === type;
}

/** The name under which a type hangs in its document, through all its parents. Detached types have none. */
export function rootNameOf(
  type: Pick<Y.AbstractType<unknown>, '_item' | 'doc'>,
): string | undefined {
  let top = type;
  while (top._item) {
    const parent: unknown = top._item.parent;
    if (!(parent instanceof Y.AbstractType)) return undefined;
    top = parent;
  }
  for (const [name, root] of top.doc?.share ?? []) if (root === top) return name;
  return undefined;
}
