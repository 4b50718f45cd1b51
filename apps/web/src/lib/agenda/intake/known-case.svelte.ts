import { call } from '#lib/api/call.ts';
import { nextIndex } from '#lib/look/next-index.ts';

/** A case that exists, by what people call it. */
export interface CaseName {
  readonly caseId: string;
  readonly alias: string;
}

interface Parts {
  readonly fetch: typeof globalThis.fetch;
  readonly table: string;
  /** The cases that are at hand already: those on the agenda. */
  readonly atHand: readonly CaseName[];
  readonly chosen?: CaseName | undefined;
}

const fromLetters = 2;
const mostNames = 8;

/** AG23: choosing the case that a report joins, among those that the reader may see. */
export class KnownCase {
  query = $state('');
  names = $state.raw<readonly CaseName[]>([]);
  /** Which name the keyboard is at; -1 is none yet. */
  marked = $state(-1);
  isOpen = $state(false);
  chosen = $state.raw<CaseName>();
  /** How many reports the chosen case has that the reader may see; undefined when that is not known. */
  reports = $state<number>();
  readonly #parts: Parts;
  #asking: AbortController | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.chosen = parts.chosen;
  }

  /** Looks for what was typed: at hand at once, and in what was decided before as soon as the server answers. */
  async typed(query: string): Promise<void> {
    this.query = query;
    this.#asking?.abort();
    const words = query.trim();
    this.#show(this.#named(this.#parts.atHand, words));
    if (words.length < fromLetters) return;
    const asking = new AbortController();
    this.#asking = asking;
    const { fetch, table, atHand } = this.#parts;
    const parts = { params: { table }, body: { words }, signal: asking.signal };
    const found = await call(fetch, 'search', parts);
    // Somebody who typed on asks for something else by now.
    if (found.kind === 'PROBLEM' || asking.signal.aborted) return;
    this.#show(this.#named([...atHand, ...found.value.hits], words));
  }

  /** @returns whether the key did something here */
  pressed(key: string): boolean {
    if (!this.isOpen) return false;
    if (key === 'Escape') this.close();
    else if (key === 'Enter') return this.#chooseMarked();
    else {
      const next = key.startsWith('Arrow')
        ? nextIndex(key, this.marked, this.names.length)
        : undefined;
      if (next === undefined) return false;
      this.marked = next;
    }
    return true;
  }

  close(): void {
    this.isOpen = false;
    this.marked = -1;
  }

  async choose(one: CaseName): Promise<void> {
    this.#asking?.abort();
    this.chosen = { caseId: one.caseId, alias: one.alias };
    this.query = '';
    this.close();
    const found = await call(this.#parts.fetch, 'case', { params: { case: one.caseId } });
    if (this.chosen.caseId !== one.caseId) return;
    this.reports = found.kind === 'DONE' ? found.value.reports.length : undefined;
  }

  /** Back to a case of its own. */
  clear(): void {
    this.chosen = undefined;
    this.reports = undefined;
  }

  #chooseMarked(): boolean {
    const one = this.names[this.marked];
    if (one === undefined) return false;
    void this.choose(one);
    return true;
  }

  #named(names: readonly CaseName[], words: string): readonly CaseName[] {
    if (words === '') return [];
    const sought = plain(words);
    const fitting = names.filter(({ alias }) => plain(alias).includes(sought));
    const isFirst = ({ caseId }: CaseName, place: number) =>
      fitting.findIndex((other) => other.caseId === caseId) === place;
    return fitting.filter(isFirst).slice(0, mostNames);
  }

  #show(names: readonly CaseName[]): void {
    this.names = names;
    this.isOpen = names.length > 0;
    this.marked = -1;
  }
}

/** Capitals and accents make no difference. */
function plain(words: string): string {
  return words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
