import { isId, type Finding } from '@overlegtafel/domain';
import * as Y from 'yjs';
import { liveItems } from '../shape/live-items.ts';
import type { StructId } from '../shape/struct-id.ts';

/**
 * A map from ids to cards. A card is a map of registers that is made whole, under a fresh id, in one
 * transaction: two people never make the same register twice, so neither one's words can vanish.
 */
export type CardMap = Y.Map<unknown>;

/** A card as it stands in the map, oldest first by the writes that made them. */
export interface FoundCard {
  readonly key: string;
  readonly card: Y.Map<unknown>;
}

/** Longer keys are no ids; a finding does not repeat them. */
const maxShownKeyLength = 32;

/**
 * Makes a card with a register for each field, filled where a value is given. Does nothing if the card exists;
 * takes the place of something under its id that is no card.
 */
export function createCard(
  map: CardMap,
  id: string,
  fixed: Readonly<Record<string, string>>,
  registers: Readonly<Record<string, unknown>>,
): void {
  if (!map.doc) throw new TypeError('a card is made in a document');
  if (map.get(id) instanceof Y.Map) return;
  map.doc.transact(() => {
    const card = new Y.Map<unknown>(Object.entries(fixed));
    for (const [field, value] of Object.entries(registers))
      card.set(field, Y.Array.from(value === undefined ? [] : [{ value }]));
    map.set(id, card);
  });
}

/** All cards, and a finding for everything in the map that is none, or that was one and is gone. */
export function findCards(
  map: CardMap,
  path: string,
): { readonly cards: readonly FoundCard[]; readonly findings: readonly Finding[] } {
  const cards: (FoundCard & { readonly id: StructId })[] = [];
  const findings: Finding[] = liveItems(map).length > 0 ? [{ path }] : [];
  for (const [key, item] of map._map) {
    const card: unknown = item.deleted ? undefined : map.get(key);
    if (card instanceof Y.Map) cards.push({ key, card, id: item.id });
    else if (!item.deleted || isId(key)) findings.push({ path: cardPath(path, key) });
  }
  cards.sort((a, b) => a.id.clock - b.id.clock || a.id.client - b.id.client);
  return { cards, findings };
}

/** Removes what stands under a key that is no id: it never was a card, and nothing else ends its finding. */
export function removeStrays(map: CardMap): void {
  for (const key of [...map.keys()]) if (!isId(key)) map.delete(key);
}

/** Where a card stands, for a finding. */
export function cardPath(path: string, key: string): string {
  return `${path}.${key.slice(0, maxShownKeyLength).toWellFormed()}`;
}
