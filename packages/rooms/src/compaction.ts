import { newDocument, type DocumentKind } from '@overlegtafel/documents';
import * as Y from 'yjs';
import { replay, type Replayable } from './room-content.ts';
import type { RoomSnapshot } from './room-log.ts';

/**
 * Makes a snapshot of what a room's log holds, or nothing when that would not be exactly the same
 * document. May run elsewhere (a worker), so that it takes no time from the rooms.
 */
export type Compact = (
  kind: DocumentKind,
  record: Replayable,
) => RoomSnapshot | undefined | Promise<RoomSnapshot | undefined>;

/**
 * Loads, encodes, loads again and compares. Merging the bytes of updates would be no compaction,
 * and takes minutes for long logs.
 */
export function compactHere(kind: DocumentKind, record: Replayable): RoomSnapshot | undefined {
  const doc = replay(kind, record);
  const state = Y.encodeStateAsUpdate(doc);
  const again = newDocument(kind, { gc: true });
  Y.applyUpdate(again, state);
  const isSame = isSameDocument(doc, again);
  const stateVector = Y.encodeStateVector(again);
  doc.destroy();
  again.destroy();
  return isSame ? { upTo: record.head, state, stateVector } : undefined;
}

/** True when two documents hold the same, by clocks, deletions and visible content. */
export function isSameDocument(one: Y.Doc, other: Y.Doc): boolean {
  if (one.store.pendingStructs || other.store.pendingStructs) return false;
  return (
    Y.equalSnapshots(Y.snapshot(one), Y.snapshot(other)) && contentOf(one) === contentOf(other)
  );
}

/** The visible content of a document as one text, to compare by. */
export function contentOf(doc: Y.Doc): string {
  const names = [...doc.share.keys()].toSorted();
  const content = names.map((name) => [name, rootContent(doc.share.get(name))]);
  return JSON.stringify(content, (_key, value: unknown) => inKeyOrder(value));
}

/** The keys of a Y.Map come in the order of arrival, which is not part of what it says. */
function inKeyOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function rootContent(root: unknown): unknown {
  if (root instanceof Y.Text) return root.toDelta();
  if (root instanceof Y.XmlFragment) return root.toJSON();
  return root instanceof Y.AbstractType ? root.toJSON() : undefined;
}
