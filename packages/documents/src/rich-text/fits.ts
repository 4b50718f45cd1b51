import * as Y from 'yjs';
import { isPlainObject } from '../canonical/plain-object.ts';
import { richTextSpec } from './rich-text-spec.ts';

type Content = Y.Item['content'];

/** What a piece hangs under: the root (`doc`), an element by its name, or a run of text. */
export type RichTextParent = { readonly element: string } | 'TEXT_RUN';

/**
 * True when the schema allows this content as a child of this parent. Looks at nothing else, which is what
 * makes the schema closed under merging. Deleted content always fits.
 */
export function fitsAsChild(parent: RichTextParent, content: Content): boolean {
  if (content instanceof Y.ContentDeleted) return true;
  if (parent === 'TEXT_RUN') return fitsInText(content);
  if (!(content instanceof Y.ContentType)) return false;
  const type: unknown = content.type;
  if (type instanceof Y.XmlText) return takes(parent.element, 'text');
  if (!(type instanceof Y.XmlElement) || type.nodeName === 'text') return false;
  return takes(parent.element, type.nodeName);
}

function fitsInText(content: Content): boolean {
  if (content instanceof Y.ContentString) return true;
  return content instanceof Y.ContentFormat && fitsAsMark(content.key, content.value);
}

/** A mark begins with an empty object (it has no attributes) and ends with null. */
function fitsAsMark(name: string, value: unknown): boolean {
  if (!Object.hasOwn(richTextSpec.marks, name)) return false;
  return value === null || (isPlainObject(value) && Object.keys(value).length === 0);
}

interface NodeSpec {
  readonly content?: string;
  readonly group?: string;
}

const specs: Readonly<Record<string, NodeSpec>> = richTextSpec.nodes;

/** Content is one name and a star, of a node or of a group: it says which children fit, and no more. */
const allowed = new Map(
  Object.entries(specs).map(([parent, { content = '' }]) => {
    const wanted = content.replace(/\*$/, '');
    const children = Object.entries(specs).filter(
      ([name, { group }]) => name === wanted || group === wanted,
    );
    return [parent, new Set(children.map(([name]) => name))];
  }),
);

function takes(parent: string, child: string): boolean {
  return allowed.get(parent)?.has(child) ?? false;
}
