import type { ItemField } from '@overlegtafel/domain';
import type { ItemRecord } from '../record/record-shape.ts';
import type { RecordedItem } from '../scene/recorded-items.ts';

/** Under which field of the rights each part of a sealed card falls; what is not here goes with the card itself. */
const fieldOf: Readonly<Partial<Record<keyof ItemRecord, ItemField>>> = {
  household: 'household',
  report: 'report',
  assessment: 'assessment',
  agreedLevel: 'agreedLevel',
  levelAgreedBy: 'agreedLevel',
  ratings: 'ratings',
  safeNow: 'safeNow',
  priority: 'priority',
  visitThisWeek: 'visitThisWeek',
  riskFactors: 'riskFactors',
  violenceProfile: 'violenceProfile',
  texts: 'facts',
  proposal: 'proposal',
  response: 'response',
  decision: 'decision',
  owner: 'owner',
  actions: 'actions',
  conditions: 'conditions',
  dissents: 'dissent',
  nothingForChildren: 'nothingForChild',
  recused: 'recusal',
  authors: 'record',
};

/** Random, and there for the hash alone. */
const untold = ['salt', 'form'];

/** Moments stand in a record in milliseconds. */
const moments = new Set(['at', 'askedAt', 'receivedAt', 'openedAt']);

/** Whether somebody may read all of a sealed card, so that its words may leave as they were sealed. */
export function isWholeCard(card: ItemRecord, { ask }: Pick<RecordedItem, 'ask'>): boolean {
  return Object.entries(fieldOf)
    .filter(([name]) => name in card)
    .every(([, field]) => ask('READ', field).kind === 'ALLOWED');
}

/** A sealed card as somebody may read it: each part only when its field may be read. */
export function recordedCard(
  card: ItemRecord,
  { ask }: Pick<RecordedItem, 'ask'>,
): Record<string, unknown> & { item: string; alias: string } {
  const parts = Object.entries(card).filter(([name]) => {
    const field = Object.entries(fieldOf).find(([key]) => key === name)?.[1];
    const isOpen = field === undefined || ask('READ', field).kind === 'ALLOWED';
    return isOpen && !untold.includes(name);
  });
  const told = Object.fromEntries(parts.map(([name, value]) => [name, withIso(value, name)]));
  return { ...told, item: card.item, alias: card.alias };
}

function withIso(value: unknown, name: string): unknown {
  if (typeof value === 'number' && moments.has(name)) return new Date(value).toISOString();
  if (Array.isArray(value)) return value.map((one) => withIso(one, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withIso(part, key)]));
}
