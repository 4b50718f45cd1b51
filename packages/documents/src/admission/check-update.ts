import * as Y from 'yjs';
import { rootType, type DocumentKind } from '../shape/roots.ts';
import type { StructId } from '../shape/struct-id.ts';
import { walkInCausalOrder } from './causal-order.ts';
import type { ClockRange, InspectedUpdate } from './inspect-update.ts';
import { misfit, type MisfitReason } from './misfit.ts';
import { isSamePlace, nowhere, placeInDocument, placeOfChild, type MaybePlace } from './place.ts';

/** A part of an update that does not belong in the document. */
export interface Misfit {
  readonly reason: MisfitReason;
  readonly root: string;
}

/** What would happen if the update were applied now. */
export type UpdateVerdict =
  /**
   * Everything has its place and nothing would be parked. `fresh` is what the document does not hold yet;
   * only its client ids have to belong to the sender.
   */
  | { readonly kind: 'FITS'; readonly fresh: readonly ClockRange[] }
  /** It builds on something that is not here. Ask the sender for its state; this is no offence. */
  | { readonly kind: 'INCOMPLETE'; readonly missing: readonly StructId[] }
  /** It can never be let in. The first thing that does not fit. */
  | { readonly kind: 'REFUSED'; readonly misfit: Misfit };

/**
 * Says before applying whether an update fits: known roots, used as their type, and rich text within its
 * schema. The document is only read, so a refusal leaves nothing to clean up; it must hold everything that was
 * admitted before, on disk or not. A value that cannot be understood is not refused here: readers report it.
 *
 * Costs time for what the update holds, not for what the document holds.
 */
export function checkUpdate(
  doc: Y.Doc,
  kind: DocumentKind,
  update: InspectedUpdate,
): UpdateVerdict {
  const unknown = unknownRootNamed(kind, update);
  if (unknown !== undefined) return refused('UNKNOWN_ROOT', unknown);
  const places = new Places(doc);
  let found: Misfit | undefined;
  const walk = walkInCausalOrder(doc, update, (struct) => {
    const place = places.add(struct);
    if (found || place === nowhere || !(struct instanceof Y.Item)) return;
    const reason = places.continuesElsewhere(struct, place)
      ? 'CONTRADICTION'
      : misfit(rootType(kind, place.root), place, struct.content);
    if (reason) found = { reason, root: place.root };
  });
  if (found) return { kind: 'REFUSED', misfit: found };
  if (walk.missing.length > 0) return { kind: 'INCOMPLETE', missing: walk.missing };
  return { kind: 'FITS', fresh: walk.fresh };
}

function refused(reason: MisfitReason, root: string): UpdateVerdict {
  return { kind: 'REFUSED', misfit: { reason, root } };
}

/** Also in writes that could not be placed: Yjs makes a root for every name it reads. */
function unknownRootNamed(kind: DocumentKind, update: InspectedUpdate): string | undefined {
  for (const structs of update.decoded.values())
    for (const struct of structs) {
      const parent: unknown = struct instanceof Y.Item ? struct.parent : undefined;
      if (typeof parent === 'string' && !rootType(kind, parent)) return parent;
    }
  return undefined;
}

interface Placed {
  readonly struct: Y.Item | Y.GC;
  readonly place: MaybePlace;
}

/** Where the writes of one update sit, as far as they have been visited. */
class Places {
  readonly #doc: Y.Doc;
  readonly #placed = new Map<number, Placed[]>();

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  add(struct: Y.Item | Y.GC): MaybePlace {
    const place = struct instanceof Y.Item ? this.#placeOf(struct) : nowhere;
    const earlier = this.#placed.get(struct.id.client);
    if (earlier) earlier.push({ struct, place });
    else this.#placed.set(struct.id.client, [{ struct, place }]);
    return place;
  }

  /** True for a write of which the document holds the first part at another place. */
  continuesElsewhere(item: Y.Item, place: MaybePlace): boolean {
    const { client, clock } = item.id;
    const state = Y.getState(this.#doc.store, client);
    if (clock >= state) return false;
    return !isSamePlace(place, placeInDocument(this.#doc, Y.createID(client, state - 1)));
  }

  /** A write names its parent, or takes that of its neighbours; if one of those is gone, so is the write. */
  #placeOf(item: Y.Item): MaybePlace {
    const parent: unknown = item.parent;
    const keyed = item.parentSub !== null;
    if (typeof parent === 'string') return { root: parent, under: 'ROOT', depth: 1, keyed };
    if (parent instanceof Y.ID) return this.#childOf(parent, keyed);
    const left = item.origin && this.#find(item.origin);
    const right = item.rightOrigin && this.#find(item.rightOrigin);
    if (left === nowhere || right === nowhere) return nowhere;
    return left ?? right ?? nowhere;
  }

  #childOf(parent: Y.ID, keyed: boolean): MaybePlace {
    const made = this.#inUpdate(parent);
    const struct: unknown = made ? made.struct : Y.getItem(this.#doc.store, parent);
    if (!(struct instanceof Y.Item)) return nowhere;
    const place = made ? made.place : placeInDocument(this.#doc, parent);
    return placeOfChild(place, struct.content, keyed);
  }

  #find(id: Y.ID): MaybePlace {
    return this.#inUpdate(id)?.place ?? placeInDocument(this.#doc, id);
  }

  #inUpdate(id: Y.ID): Placed | undefined {
    const placed = this.#placed.get(id.client);
    if (!placed) return undefined;
    let low = 0;
    let high = placed.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const candidate = placed[middle];
      if (!candidate || candidate.struct.id.clock > id.clock) high = middle - 1;
      else if (candidate.struct.id.clock + candidate.struct.length <= id.clock) low = middle + 1;
      else return candidate;
    }
    return undefined;
  }
}
