import { setTimeout as after } from 'node:timers/promises';
import type { Random } from '../../seeded-random.ts';
import { markOf } from '../races/race-commands.ts';
import type { Participant } from '../table-client.ts';
import type { TableDocument } from '../table-document.ts';
import { writeParagraph } from '../write-case.ts';

const everyMs = 15;
const mark = /merk[0-9a-z]+/g;

/** Somebody who keeps writing in a document, and keeps what they saw of others. */
export class Writer {
  url: string;
  isGone = false;
  readonly #who: Participant;
  readonly #document: TableDocument;
  readonly #random: Random;
  readonly #typed: string[] = [];
  #acknowledged: readonly string[] = [];
  #seen: readonly string[] = [];

  private constructor(who: Participant, url: string, document: TableDocument, random: Random) {
    this.#who = who;
    this.url = url;
    this.#document = document;
    this.#random = random;
  }

  static async sit(who: Participant, url: string, item: string, random: Random): Promise<Writer> {
    return new Writer(who, url, await who.open(`item:${item}`), random);
  }

  /** What the server said is on disk. */
  get acknowledged(): readonly string[] {
    return this.isGone ? this.#acknowledged : this.#acknowledgedNow();
  }

  /** What was there of others, when this writer last looked. */
  get seen(): readonly string[] {
    return this.isGone ? this.#seen : this.#seenNow();
  }

  async writeUntil(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && !this.isGone) {
      const word = markOf(this.#random);
      this.#typed.push(word);
      this.#document.type((doc) => {
        writeParagraph(doc, 'facts', ` ${word} `);
      });
      await after(this.#random.below(2 * everyMs));
    }
  }

  /** Goes on at another server, with what was not acknowledged yet. */
  moveTo(url: string): void {
    this.#who.moveTo(url);
    this.url = url;
  }

  saved(): Promise<void> {
    return this.#document.saved();
  }

  /** The laptop is shut: what was not sent is never sent. */
  vanish(): void {
    if (this.isGone) return;
    this.#acknowledged = this.#acknowledgedNow();
    this.#seen = this.#seenNow();
    this.isGone = true;
    this.#who.leave();
  }

  /** Each edit was an update of its own, acknowledged in order; of joined ones none counts before all do. */
  #acknowledgedNow(): readonly string[] {
    const { waiting } = this.#document;
    return this.#document.hasJoined && waiting > 0
      ? []
      : this.#typed.slice(0, this.#typed.length - waiting);
  }

  #seenNow(): readonly string[] {
    const text = this.#document.doc.getXmlFragment('facts').toJSON();
    const own = new Set(this.#typed);
    return [...text.matchAll(mark)].map(([word]) => word).filter((word) => !own.has(word));
  }
}
