import type { Finding, Register } from '@overlegtafel/domain';
import * as Y from 'yjs';
import { findCards, type FoundCard } from '../register/card-map.ts';
import {
  clearRegister,
  readRegister,
  survivingEntries,
  writeRegister,
  type SurvivingEntry,
} from '../register/register.ts';
import type { ValueReader } from '../register/value-readers.ts';
import { hasLiveKeys } from '../shape/live-items.ts';
import { rootAs } from '../shape/roots.ts';

/** The fields of a kind of card: where the cards stand and what each register holds. */
export interface CardShape<V> {
  readonly root: 'actions' | 'conditions';
  readonly readers: { readonly [F in keyof V]: ValueReader<V[F]> };
}

/** One field of one card. */
export interface CardField<F> {
  readonly id: string;
  readonly field: F;
}

/** Writes a field; settles a conflict when there is one. Throws on a value that could not be read back. */
export function writeCardField<V, F extends keyof V & string>(
  doc: Y.Doc,
  shape: CardShape<V>,
  { id, field }: CardField<F>,
  value: V[F],
): void {
  const read = shape.readers[field](value);
  if (read === undefined) throw new RangeError(`no value for ${field}`);
  doc.transact(() => writeRegister(registerForWriting(doc, shape.root, { id, field }), read));
}

/** Empties a field. */
export function clearCardField<V, F extends keyof V & string>(
  doc: Y.Doc,
  shape: CardShape<V>,
  at: CardField<F>,
): void {
  doc.transact(() => clearRegister(registerForWriting(doc, shape.root, at)));
}

/** One that is lacking or no register is made anew: writing repairs the card. */
function registerForWriting(
  doc: Y.Doc,
  root: string,
  { id, field }: CardField<string>,
): Y.Array<unknown> {
  const card = doc.getMap(root).get(id);
  if (!(card instanceof Y.Map)) throw new RangeError('there is no such card');
  const register: unknown = card.get(field);
  if (register instanceof Y.Array && !hasLiveKeys(register)) return register;
  return card.set(field, new Y.Array<unknown>());
}

/** What stands in a field with the write that put it there: the sides of a conflict. */
export function cardEntries<V, F extends keyof V & string>(
  doc: Y.Doc,
  shape: CardShape<V>,
  { id, field }: CardField<F>,
): readonly SurvivingEntry<V[F]>[] {
  const card: unknown = rootAs.map(doc, shape.root)?.get(id);
  const register: unknown = card instanceof Y.Map ? card.get(field) : undefined;
  return register instanceof Y.Array ? survivingEntries(register, shape.readers[field]) : [];
}

/** Reads the fields of one card and keeps what was found wrong with them. */
export class CardFields<V> {
  readonly findings: Finding[] = [];
  readonly #shape: CardShape<V>;
  readonly #card: Y.Map<unknown>;
  readonly #path: string;

  constructor(shape: CardShape<V>, { card }: FoundCard, path: string) {
    this.#shape = shape;
    this.#card = card;
    this.#path = path;
  }

  read<F extends keyof V & string>(field: F): Register<V[F]> {
    const path = `${this.#path}.${field}`;
    const reading = readRegister<V[F]>(this.#card.get(field), this.#shape.readers[field], path);
    this.findings.push(...reading.findings);
    return reading.register;
  }

  /** A plain value that never changes. */
  readFixed<T>(field: string, read: ValueReader<T>): T | undefined {
    const value = read(this.#card.get(field));
    if (value === undefined) this.findings.push({ path: `${this.#path}.${field}` });
    return value;
  }
}

/** A card as it is read; nothing when its id cannot be. */
export interface CardReading<C> {
  readonly card?: C;
  readonly findings: readonly Finding[];
}

/** All cards of a kind, in an order that all replicas share. */
export function readCards<V, C>(
  doc: Y.Doc,
  { root }: CardShape<V>,
  readCard: (found: FoundCard) => CardReading<C>,
): { readonly cards: readonly C[]; readonly findings: readonly Finding[] } {
  const map = rootAs.map(doc, root);
  if (!map) return { cards: [], findings: [{ path: root }] };
  const found = findCards(map, root);
  const readings = found.cards.map(readCard);
  return {
    cards: readings.flatMap(({ card }) => (card === undefined ? [] : [card])),
    findings: [...found.findings, ...readings.flatMap(({ findings }) => findings)],
  };
}
