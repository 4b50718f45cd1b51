import * as Y from 'yjs';

/** One document for each agenda item, and one for each meeting. */
export type DocumentKind = 'item' | 'meeting';

/**
 * How a root is used. A REGISTER is an Array of surviving values, RICH_TEXT an XmlFragment that fits the
 * schema of rich-text/schema.ts.
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

/** The root if it has the type that is asked for. A document from elsewhere may use the name for another type. */
export function rootIfOfType<T extends Y.AbstractType<unknown>>(
  doc: Y.Doc,
  name: string,
  type: new () => T,
): T | undefined {
  const known = doc.share.get(name);
  if (known && known.constructor !== Y.AbstractType && known.constructor !== type) return undefined;
  return doc.get(name, type);
}

/** The name under which a type hangs in its document, through all its parents. Detached types have none. */
export function rootNameOf(type: Y.AbstractType<unknown>): string | undefined {
  let top = type;
  while (top._item) {
    const parent: unknown = top._item.parent;
    if (!(parent instanceof Y.AbstractType)) return undefined;
    top = parent;
  }
  for (const [name, root] of top.doc?.share ?? []) if (root === top) return name;
  return undefined;
}
