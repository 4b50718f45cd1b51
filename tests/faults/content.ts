/** What stands in a document, in a form that can be compared and counted. */
import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import type { Edit } from './history.ts';

/** What an update made, one span for each run of structs, and what it deleted. */
export function editIn(update: Uint8Array): Required<Edit> {
  const { structs, ds } = Y.decodeUpdate(update);
  const spans = structs
    .filter((struct) => !(struct instanceof Y.Skip))
    .map(({ id, length }) => ({ client: id.client, clock: id.clock, length }));
  const deletes = [...ds.clients].flatMap(([client, items]) =>
    items.map(({ clock, len }) => ({ client, clock, length: len })),
  );
  return { spans, deletes };
}

/**
 * One hash for the same content. Yjs encodes the same document differently after a different order
 * of arrival, so the roots are compared as they read, with the clocks that they were made of.
 */
export function contentHash(doc: Y.Doc): string {
  const roots = [...doc.share.entries()]
    .filter(([, root]) => root._start !== null || root._map.size > 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name]) => [name, contentOf(doc, name)]);
  const clocks = [...Y.decodeStateVector(Y.encodeStateVector(doc))].toSorted(([a], [b]) => a - b);
  const parked = doc.store.pendingStructs !== null;
  return createHash('sha256').update(JSON.stringify({ roots, clocks, parked })).digest('hex');
}

const textRoots = new Set(['scratch', 'remarks']);
const mapRoots = new Set(['actions', 'conditions', 'order']);
const richTextRoots = new Set(['facts', 'worries', 'strengths', 'childVoice', 'decisionText']);

function contentOf(doc: Y.Doc, name: string): unknown {
  if (textRoots.has(name)) return doc.getText(name).toDelta();
  if (mapRoots.has(name)) return sorted(doc.getMap(name).toJSON());
  if (richTextRoots.has(name)) return doc.getXmlFragment(name).toJSON();
  return doc.getArray(name).toJSON();
}

function sorted(map: Record<string, unknown>): [string, unknown][] {
  return Object.entries(map).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
