import * as Y from 'yjs';
import { rootNameOf } from '../shape/roots.ts';

/** Where a write sits. */
export interface Place {
  readonly root: string;
  /** What it hangs under; the root itself, or the type that a write made. */
  readonly under: 'ROOT' | object;
  /** 1 directly under the root. */
  readonly depth: number;
  /** True for a value under a key (of a map, or an attribute), false for a part of a sequence. */
  readonly keyed: boolean;
}

/** A write whose parent is deleted for good: it has no place and is never seen. */
export const nowhere = 'NOWHERE';
export type MaybePlace = Place | typeof nowhere;

/** The place of a write that the document holds. */
export function placeInDocument(doc: Y.Doc, id: Y.ID): MaybePlace {
  const struct: unknown = Y.getItem(doc.store, id);
  if (!(struct instanceof Y.Item)) return nowhere;
  const parent: unknown = struct.parent;
  if (!(parent instanceof Y.AbstractType)) return nowhere;
  const root = rootNameOf(parent);
  if (root === undefined) return nowhere;
  return {
    root,
    under: parent._item ? parent : 'ROOT',
    depth: depthOf(parent),
    keyed: struct.parentSub !== null,
  };
}

function depthOf(parent: Y.AbstractType<unknown>): number {
  let depth = 1;
  for (let item = parent._item; item; depth++) {
    const above: unknown = item.parent;
    item = above instanceof Y.AbstractType ? above._item : null;
  }
  return depth;
}

/** The place of a child of what was written at a place; a write that is no type has no children. */
export function placeOfChild(
  place: MaybePlace,
  content: Y.Item['content'],
  keyed: boolean,
): MaybePlace {
  if (place === nowhere || !(content instanceof Y.ContentType)) return nowhere;
  return { root: place.root, under: content.type, depth: place.depth + 1, keyed };
}

/** True when both are the same sequence, or values under keys of the same type. */
export function isSamePlace(one: MaybePlace, other: MaybePlace): boolean {
  if (one === nowhere || other === nowhere) return one === other;
  return one.root === other.root && one.under === other.under && one.keyed === other.keyed;
}
