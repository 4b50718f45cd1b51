import type { KeyObject } from 'node:crypto';
import { hashOfLine, nameOfKey } from '../audit/checkpoint.ts';
import { CheckpointWriter, nameOfNewFile } from '../audit/checkpoint-files.ts';
import { namedIn, type NamedDestructions, readDestructionFiles } from './destruction-files.ts';
import { type DestructionAct, signDestruction } from './destruction-line.ts';

export interface LedgerSettings {
  /** The folder of the checkpoints, whose files leave the machine. */
  readonly folder: string;
  readonly key: KeyObject;
  readonly now: () => number;
  /** Which database it is about. */
  readonly database: string;
}

/**
 * Names what is destroyed, outside the database: a backup that is put back does not bring back what stands here. Each
 * process writes a file of its own; a line is on disk when the call returns.
 */
export class DestructionLedger {
  readonly #settings: LedgerSettings;
  #writer: CheckpointWriter | undefined;
  #number = 0;
  #head: string | null;

  constructor(settings: LedgerSettings) {
    this.#settings = settings;
    this.#head = readDestructionFiles(settings.folder).at(-1)?.lines.at(-1)?.hash ?? null;
  }

  /** The hash of the last line that this process knows of: what a checkpoint promises. */
  get head(): string | null {
    return this.#head;
  }

  /** Everything that was named in this database, by any process; nothing when none ever named anything. */
  named(): NamedDestructions | undefined {
    const { folder, database } = this.#settings;
    return namedIn(readDestructionFiles(folder), database);
  }

  begin(): void {
    this.#add({ kind: 'BEGUN' });
  }

  goOnWithout(by: string, reason: string): void {
    this.#add({ kind: 'LOST', by, reason });
  }

  /** Gives what `settle` needs to say what became of it. */
  name(thing: string, why: string): string {
    return this.#add({ kind: 'NAMED', thing, why });
  }

  settle(thing: string, named: string, kind: 'DONE' | 'NOT_DONE'): void {
    this.#add({ kind, thing, named });
  }

  #add(act: DestructionAct): string {
    const { key, now, database } = this.#settings;
    const atMs = now();
    const number = this.#writer ? this.#number + 1 : 1;
    const at = new Date(atMs).toISOString();
    const line = { form: 1, number, at, database, act, previous: this.#head } as const;
    const text = signDestruction({ ...line, key: nameOfKey(key) }, key);
    const writer = this.#writer ?? this.#newFile(atMs);
    // A line that was cut off by a full disk stays half: whatever follows goes into a new file.
    this.#writer = undefined;
    writer.append(text);
    this.#writer = writer;
    this.#number = number;
    this.#head = hashOfLine(text);
    return this.#head;
  }

  #newFile(atMs: number): CheckpointWriter {
    const { folder } = this.#settings;
    return new CheckpointWriter(folder, nameOfNewFile('destructions', folder, atMs));
  }
}
