import type { NewAction } from '@overlegtafel/documents';
import type { LocalDate, Owner } from '@overlegtafel/domain';
import { matchOwners, type OwnerOption } from './owner-options.ts';
import { mentionBefore, parseActionLine, type ActionLine } from './parse-action-line.ts';

/** More names than one reads at a glance. */
const maxSuggestions = 6;

export interface NewActionParts {
  readonly owners: () => readonly OwnerOption[];
  readonly today: () => LocalDate;
  readonly add: (action: NewAction) => void;
}

/** A day that somebody has to say more about. */
export type UnclearDay = Pick<NonNullable<ActionLine['doubt']>, 'why' | 'written' | 'date'>;

/** Why an action was not made: it says nothing, or it is not clear who or which day is meant. */
export type Hindrance = 'NO_WORDS' | 'UNCLEAR_OWNER' | 'UNCLEAR_DAY';

/** An action that is being typed in one line, and what will become of it. */
export class NewActionLine {
  line = $state('');
  caret = $state(0);
  /** Which of the suggested names is marked. */
  marked = $state(0);
  hindrance = $state.raw<Hindrance>();
  /** Chosen beside the line, which then counts no more; null: none. */
  #chosenOwner = $state.raw<Owner | null>();
  /** Chosen from the list of names: says which of several people of that name is meant. */
  #completed = $state.raw<OwnerOption>();
  #chosenDay = $state.raw<LocalDate | null>();
  #isListClosed = $state(false);
  readonly #parts: NewActionParts;

  constructor(parts: NewActionParts) {
    this.#parts = parts;
  }

  get parsed(): ActionLine {
    return parseActionLine(this.line, {
      today: this.#parts.today(),
      owners: this.#parts.owners(),
      takesDay: this.#chosenDay !== null,
    });
  }

  get owner(): Owner | undefined {
    if (this.#chosenOwner !== undefined) return this.#chosenOwner ?? undefined;
    const { owner } = this.parsed;
    if (owner.kind === 'FOUND') return owner.option.owner;
    return owner.kind === 'UNCLEAR' ? this.#namesake(owner.text)?.owner : undefined;
  }

  get dueDate(): LocalDate | undefined {
    return this.#chosenDay === undefined ? this.parsed.dueDate : (this.#chosenDay ?? undefined);
  }

  /** The day in the line that is not taken before somebody says which one is meant, or that it is none. */
  get unclearDay(): UnclearDay | undefined {
    const day = this.#chosenDay;
    if (day === undefined) return this.parsed.doubt;
    const isPast = day !== null && day < this.#parts.today();
    return isPast ? { why: 'PAST', written: day, date: day } : undefined;
  }

  /** What will be done: without the owner, and without the day that was taken or chosen instead. */
  get words(): string {
    const { words, doubt } = this.parsed;
    return doubt && this.#chosenDay ? doubt.wordsWithout : words;
  }

  /** The name in the line that nobody can tell whose it is. */
  get unclearName(): string | undefined {
    const { owner } = this.parsed;
    const isUnclear = owner.kind === 'UNCLEAR' && this.#namesake(owner.text) === undefined;
    return isUnclear && this.#chosenOwner === undefined ? owner.text : undefined;
  }

  /** Names for what is being typed behind an `@`. */
  get suggestions(): readonly OwnerOption[] {
    const mention = this.#isListClosed ? undefined : mentionBefore(this.line, this.caret);
    if (mention === undefined) return [];
    return matchOwners(mention.query, this.#parts.owners()).slice(0, maxSuggestions);
  }

  typed(line: string, caret: number): void {
    this.line = line;
    this.caret = caret;
    this.marked = 0;
    this.hindrance = undefined;
    this.#isListClosed = false;
    if (line.trim() === '') this.#forget();
  }

  chooseOwner(owner: Owner | undefined): void {
    this.#chosenOwner = owner ?? null;
    this.hindrance = undefined;
  }

  /** Undefined: what looks like a day in the line is none. */
  chooseDay(day: LocalDate | undefined): void {
    this.#chosenDay = day ?? null;
  }

  mark(step: 1 | -1): void {
    const count = this.suggestions.length;
    if (count > 0) this.marked = (this.marked + step + count) % count;
  }

  closeList(): void {
    this.#isListClosed = true;
  }

  /** Puts a name into the line. Gives where the caret stands after it. */
  complete(option: OwnerOption | undefined = this.suggestions[this.marked]): number {
    const mention = mentionBefore(this.line, this.caret);
    if (option === undefined || mention === undefined) return this.caret;
    this.#completed = option;
    const before = `${this.line.slice(0, mention.from)}${option.name} `;
    this.typed(before + this.line.slice(mention.to).trimStart(), before.length);
    return before.length;
  }

  /** Makes the action. Gives its words, or nothing and says why in `hindrance`. */
  add(): string | undefined {
    const { words } = this;
    this.hindrance = undefined;
    if (words === '') this.hindrance = 'NO_WORDS';
    else if (this.unclearName !== undefined) this.hindrance = 'UNCLEAR_OWNER';
    else if (this.unclearDay !== undefined) this.hindrance = 'UNCLEAR_DAY';
    if (this.hindrance !== undefined) return undefined;
    const { owner, dueDate } = this;
    this.#parts.add({
      purpose: 'CARE',
      words,
      ...(owner && { owner }),
      ...(dueDate && { dueDate }),
    });
    this.typed('', 0);
    return words;
  }

  #namesake(name: string): OwnerOption | undefined {
    return this.#completed?.name === name ? this.#completed : undefined;
  }

  #forget(): void {
    this.#completed = undefined;
    this.#chosenOwner = undefined;
    this.#chosenDay = undefined;
  }
}
