import { untrack } from 'svelte';
import type { Awareness } from 'y-protocols/awareness';
import type { Author } from '../authors.ts';
import {
  eachOnce,
  penHolder,
  presentStates,
  seenAuthors,
  type PresentState,
  type SheetField,
} from './present-state.ts';

/** Who has the pen of the decision. */
export type Pen =
  | { readonly kind: 'FREE' }
  | { readonly kind: 'MINE' }
  | { readonly kind: 'THEIRS'; readonly name: string };

/** Who is in this case on another screen, and where in it. Presence only: nothing of it is kept. */
export class CasePresence {
  /** Everybody else who has the keyboard in this case, each once. */
  writers: readonly PresentState[] = $state.raw([]);
  pen: Pen = $state.raw({ kind: 'FREE' });
  /** Authors that were seen in the room since this page opened, by client id. */
  authors: ReadonlyMap<number, Author>;
  readonly awareness: Awareness;
  readonly #me: string;

  /** @param me the id of the signed-in person */
  constructor(awareness: Awareness, me: Author & { readonly id: string }) {
    this.awareness = awareness;
    this.#me = me.id;
    this.authors = $state.raw(seenAuthors([[awareness.clientID, me]], []));
    awareness.on('change', this.#look);
    this.#look();
  }

  destroy(): void {
    this.awareness.off('change', this.#look);
    if (this.awareness.getLocalState() !== null) this.leave();
  }

  /** Others who are in this part of the sheet. */
  inField(field: SheetField): readonly PresentState[] {
    return this.writers.filter((writer) => writer.field === field);
  }

  /** My keyboard is here now. */
  enter(field: SheetField): void {
    if (this.awareness.getLocalState()?.['field'] !== field) this.#say('field', field);
  }

  /** My keyboard is nowhere in this case; the pen is free again. */
  leave(): void {
    this.#say('field', null);
    this.putPenDown();
  }

  /** Takes the pen, also out of another's hand. */
  takePen(): void {
    const holder = penHolder(this.#all());
    if (holder?.clientId === this.awareness.clientID) return;
    this.#say('pen', (holder?.pen ?? 0) + 1);
  }

  putPenDown(): void {
    const pen: unknown = this.awareness.getLocalState()?.['pen'];
    if (typeof pen === 'number') this.#say('pen', null);
  }

  #say(key: 'field' | 'pen', value: string | number | null): void {
    this.awareness.setLocalStateField(key, value);
  }

  #all(): readonly PresentState[] {
    const { awareness } = this;
    return presentStates(awareness.getStates(), { clientId: awareness.clientID, id: this.#me });
  }

  /** Also in the middle of drawing: a box that goes while the caret is in it tells the others so at once. */
  readonly #look = (): void => {
    untrack(() => {
      this.#showAll();
    });
  };

  #showAll(): void {
    const all = this.#all();
    const { clientID } = this.awareness;
    const others = all.filter((state) => state.clientId !== clientID && state.id !== this.#me);
    this.writers = eachOnce(others.filter(({ field }) => field !== undefined));
    const holder = penHolder(all);
    if (holder === undefined) this.pen = { kind: 'FREE' };
    else if (holder.clientId === clientID) this.pen = { kind: 'MINE' };
    else this.pen = { kind: 'THEIRS', name: holder.name };
    this.#remember(all);
  }

  /** Who leaves the room wrote what they wrote. */
  #remember(all: readonly PresentState[]): void {
    const named = all.filter(({ name }) => name !== '');
    if (named.every(({ clientId }) => this.authors.has(clientId))) return;
    this.authors = seenAuthors(this.authors, named);
  }
}
