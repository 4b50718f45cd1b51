import * as Y from 'yjs';
import { misfit } from '../admission/misfit.ts';
import { hasLiveKeys, liveItems, type Contents } from '../shape/live-items.ts';
import { maxDepth } from './rich-text-spec.ts';

/**
 * True when everything under the root fits the schema: opening it in an editor deletes nothing. Admission asks
 * the same for each write alone; this asks it for a whole document, after loading or converting one.
 */
export function fitsSchema(fragment: Y.XmlFragment): boolean {
  const open: { type: Contents; depth: number }[] = [{ type: fragment, depth: 1 }];
  for (let level = open.pop(); level; level = open.pop()) {
    const { type, depth } = level;
    if (depth > maxDepth + 1 || hasLiveKeys(type)) return false;
    const under = type === fragment ? 'ROOT' : type;
    for (const { content } of liveItems(type)) {
      if (misfit('RICH_TEXT', { root: '', under, depth, keyed: false }, content)) return false;
      if (content instanceof Y.ContentType) open.push({ type: content.type, depth: depth + 1 });
    }
  }
  return true;
}
