import type { Finding, ItemId } from '@overlegtafel/domain';
import type * as Y from 'yjs';
import { liveItems } from '../shape/live-items.ts';
import { rootAs } from '../shape/roots.ts';
import { isRank, rankBetween, spreadRanks, type Rank } from './rank.ts';

/** Where an item goes: directly before or after another one. */
export interface Destination {
  readonly side: 'BEFORE' | 'AFTER';
  readonly item: ItemId;
}

/** The items of a meeting in the order that people gave them. */
export interface AgendaOrder {
  readonly items: readonly ItemId[];
  readonly findings: readonly Finding[];
}

/**
 * The agenda in the order of its ranks, ties by id; items without a readable rank follow in the order in which
 * they were put on the agenda. Every item of the agenda is in it once, whatever the document says.
 */
export function readAgendaOrder(doc: Y.Doc, agenda: readonly ItemId[]): AgendaOrder {
  const map = rootAs.map(doc, 'order');
  const findings: Finding[] = !map || liveItems(map).length > 0 ? [{ path: 'order' }] : [];
  for (const item of new Set(agenda))
    if (map?.has(item) && rankOf(map, item) === undefined) findings.push({ path: `order.${item}` });
  return { items: sorted(map, agenda), findings };
}

function sorted(map: Y.Map<unknown> | undefined, agenda: readonly ItemId[]): readonly ItemId[] {
  const items = [...new Set(agenda)];
  const ranked = items
    .flatMap((item) => ({ item, rank: map && rankOf(map, item) }))
    .filter((entry) => entry.rank !== undefined)
    .sort((a, b) => byText(a.rank ?? '', b.rank ?? '') || byText(a.item, b.item))
    .map(({ item }) => item);
  const placed = new Set(ranked);
  return [...ranked, ...items.filter((item) => !placed.has(item))];
}

/** By characters, not by language: all replicas must agree. */
function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function rankOf(map: Y.Map<unknown>, item: ItemId): Rank | undefined {
  const rank = map.get(item);
  return isRank(rank) ? rank : undefined;
}

/**
 * Moves an item in one transaction. Does nothing when either item is not on the agenda. Two people who move
 * things at the same time end with the same order; of two moves of one item, one counts.
 */
export function moveItem(
  doc: Y.Doc,
  agenda: readonly ItemId[],
  item: ItemId,
  destination: Destination,
): void {
  const others = sorted(rootAs.map(doc, 'order'), agenda).filter((other) => other !== item);
  const beside = others.indexOf(destination.item);
  if (beside === -1 || !agenda.includes(item)) return;
  const index = destination.side === 'BEFORE' ? beside : beside + 1;
  const map: Y.Map<unknown> = doc.getMap('order');
  doc.transact(() => place(map, others, item, index));
}

/** Gives the item a rank between its neighbours; where there is none, everything gets a new one. */
function place(map: Y.Map<unknown>, others: readonly ItemId[], item: ItemId, index: number): void {
  const previous = others[index - 1];
  const next = others[index];
  const after = previous && rankOf(map, previous);
  const before = next && rankOf(map, next);
  const isOpen = previous === undefined || after !== undefined;
  if (isOpen && (!after || !before || after < before)) {
    const rank = rankBetween(after, before);
    if (isRank(rank)) return void map.set(item, rank);
  }
  writeOrder(map, others.toSpliced(index, 0, item));
}

/** Ranks a whole list anew. */
export function writeOrder(map: Y.Map<unknown>, items: readonly ItemId[]): void {
  const ranks = spreadRanks(items.length);
  items.forEach((item, index) => map.set(item, ranks[index]));
}
