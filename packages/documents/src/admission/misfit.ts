import * as Y from 'yjs';
import { fitsAsChild, type RichTextParent } from '../rich-text/fits.ts';
import { maxDepth } from '../rich-text/rich-text-spec.ts';
import type { RootType } from '../shape/roots.ts';
import type { Place } from './place.ts';

export type MisfitReason =
  | 'UNKNOWN_ROOT'
  /** A root used as another type: keys in a list, letters in a register. */
  | 'WRONG_ROOT_TYPE'
  /** Rich text that the schema does not allow; an editor would delete what stands around it. */
  | 'RICH_TEXT'
  | 'TOO_DEEP'
  /** It says to continue a write that stands elsewhere. Yjs would believe both and tie two fields together. */
  | 'CONTRADICTION';

type Content = Y.Item['content'];

/**
 * Why a write may not stand at this place, or nothing. Looks only at the write and its place, which never
 * changes: what fits stays fitting whatever else is written at the same time.
 */
export function misfit(
  type: RootType | undefined,
  place: Place,
  content: Content,
): MisfitReason | undefined {
  if (type === undefined) return 'UNKNOWN_ROOT';
  if (place.depth > maxDepth) return 'TOO_DEEP';
  if (type === 'RICH_TEXT') return richTextMisfit(place, content);
  if (place.under !== 'ROOT' || content instanceof Y.ContentDeleted) return undefined;
  return fitsRoot(type, place.keyed, content) ? undefined : 'WRONG_ROOT_TYPE';
}

function fitsRoot(type: 'TEXT' | 'REGISTER' | 'MAP', keyed: boolean, content: Content): boolean {
  const isLetters = content instanceof Y.ContentString || content instanceof Y.ContentFormat;
  if (type === 'MAP') return keyed;
  if (type === 'TEXT') return !keyed && isLetters;
  return !keyed && !isLetters && !(content instanceof Y.ContentEmbed);
}

/** There are no attributes in the schema, so nothing in rich text stands under a key. */
function richTextMisfit(place: Place, content: Content): MisfitReason | undefined {
  if (content instanceof Y.ContentDeleted) return undefined;
  const parent = place.keyed ? undefined : richTextParent(place.under);
  return parent && fitsAsChild(parent, content) ? undefined : 'RICH_TEXT';
}

/** How the schema sees what a piece hangs under; nothing for a type that rich text does not know. */
function richTextParent(under: Place['under']): RichTextParent | undefined {
  if (under === 'ROOT') return { element: 'doc' };
  if (under instanceof Y.XmlText) return 'TEXT_RUN';
  return under instanceof Y.XmlElement ? { element: under.nodeName } : undefined;
}
