import type { Clock } from '#lib/document/clock.ts';
import type { Command } from './command.ts';
import { isCharacterKeys } from './strokes.ts';

/** What the reader changed about keys. */
export interface KeyPreferences {
  /** Whether letters, digits and signs alone do anything. */
  readonly hasLetters: boolean;
  /** Changed keys by the id of the command. */
  readonly changed: Readonly<Record<string, string>>;
}

const sequencePatienceMs = 1_000;

/** Which keys do what on the screen that is open. */
export class KeyMap {
  readonly #clock: Clock;
  readonly #preferences: () => KeyPreferences;
  #registrations: readonly (readonly Command[])[] = [];
  #begun: { readonly strokes: string; readonly at: number } | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(clock: Clock, preferences: () => KeyPreferences) {
    this.#clock = clock;
    this.#preferences = preferences;
  }

  /** Offers commands until the answer is called. A later one with the same id or keys goes first. */
  register(commands: readonly Command[]): () => void {
    this.#registrations = [...this.#registrations, commands];
    this.#tell();
    return () => {
      this.#registrations = this.#registrations.filter((other) => other !== commands);
      this.#tell();
    };
  }

  /** Calls `then` whenever other commands are offered. */
  onChange(then: () => void): () => void {
    this.#listeners.add(then);
    return () => this.#listeners.delete(then);
  }

  /** What is offered now, each id once, in the order in which it was registered. */
  commands(): readonly Command[] {
    const byId = new Map<string, Command>();
    for (const command of this.#registrations.flat()) byId.set(command.id, command);
    return [...byId.values()];
  }

  /** The keys of a command now, or undefined when it has none or letters are switched off. */
  keysOf({ id, keys }: Command): string | undefined {
    const { changed, hasLetters } = this.#preferences();
    const current = changed[id] ?? keys;
    if (current === undefined || current === '') return undefined;
    return isCharacterKeys(current) && !hasLetters ? undefined : current;
  }

  /** The other command that has these keys already, or whose keys begin with them or the other way. */
  takenBy(keys: string, id: string): Command | undefined {
    const { changed } = this.#preferences();
    return this.commands().find((other) => {
      const theirs = changed[other.id] ?? other.keys;
      if (other.id === id || theirs === undefined) return false;
      return `${theirs} `.startsWith(`${keys} `) || `${keys} `.startsWith(`${theirs} `);
    });
  }

  /**
   * What a stroke means.
   *
   * @param isInText whether it was made in a text field: there letters are text
   * @returns the command to run; undefined when it means nothing, or is the start of more
   */
  press(stroke: string, isInText: boolean): Command | undefined {
    const offered = [...this.commands()]
      .reverse()
      .filter((command) => !isInText || this.#reachesText(command));
    const strokes = this.#joined(stroke);
    const found =
      offered.find((command) => this.keysOf(command) === strokes) ??
      offered.find((command) => this.keysOf(command) === stroke);
    const isStart = offered.some((command) => this.keysOf(command)?.startsWith(`${strokes} `));
    this.#begun = found === undefined && isStart ? { strokes, at: this.#clock.now() } : undefined;
    return found;
  }

  #joined(stroke: string): string {
    const begun = this.#begun;
    const isFresh = begun !== undefined && this.#clock.now() - begun.at <= sequencePatienceMs;
    return isFresh ? `${begun.strokes} ${stroke}` : stroke;
  }

  #reachesText(command: Command): boolean {
    const keys = this.keysOf(command);
    return keys !== undefined && !isCharacterKeys(keys) && command.sparesText !== true;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
