import type { Finding } from '@overlegtafel/domain';
import * as Y from 'yjs';
import { hasLiveKeys, liveItems } from './live-items.ts';
import { rootAs } from './roots.ts';

/** Reads a root of plain text. Something in it that is no letter is left out and is a finding. */
export function readText(
  doc: Y.Doc,
  name: string,
): { readonly text: string; readonly findings: readonly Finding[] } {
  const root = rootAs.text(doc, name);
  if (!root) return { text: '', findings: [{ path: name }] };
  const items = liveItems(root);
  const isPlain = !hasLiveKeys(root) && items.every(({ content }) => isLettersOrMark(content));
  const text = items
    .map(({ content }) => (content instanceof Y.ContentString ? content.str : ''))
    .join('')
    .toWellFormed();
  return { text, findings: isPlain ? [] : [{ path: name }] };
}

function isLettersOrMark(content: Y.Item['content']): boolean {
  return content instanceof Y.ContentString || content instanceof Y.ContentFormat;
}
