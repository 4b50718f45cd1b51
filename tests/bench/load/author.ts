import * as Y from 'yjs';
import { updateMessage } from './messages.ts';
import type { LoadOptions } from './options.ts';

/** How many edits may be under way at once before their times are forgotten. A power of two. */
const ring = 8192;
const caretJumpsEvery = 40;
const cards = 24;

/** Somebody who writes, with the time and the number of screens still to reach for each edit. */
export class Author {
  readonly chair: number;
  private readonly doc = new Y.Doc();
  private readonly text: Y.Text;
  private readonly map: Y.Map<unknown>;
  private readonly sentAt = new Float64Array(ring);
  private readonly screensLeft = new Uint16Array(ring);
  private made = 0;
  private caret = 0;
  private clock = 0;
  private message = Buffer.alloc(0);

  constructor(chair: number, clientId: number, options: LoadOptions) {
    this.chair = chair;
    this.doc.clientID = clientId;
    this.text = this.doc.getText(options.textRoot);
    this.map = this.doc.getMap(options.mapRoot);
    this.doc.on('update', (update: Uint8Array) => {
      this.message = updateMessage(update);
    });
  }

  /** One letter, mostly where the caret was. Gives the message to send. */
  keystroke(): Buffer {
    this.made += 1;
    if (this.made % caretJumpsEvery === 0) {
      this.caret = Math.floor(Math.random() * (this.text.length + 1));
    }
    const at = Math.min(this.caret, this.text.length);
    this.caret = at + 1;
    this.text.insert(at, 'etaoin shrdlu'[this.made % 13] ?? 'e');
    return this.message;
  }

  /** One structured edit. */
  mapSet(): Buffer {
    this.made += 1;
    const value = { x: this.made % 1999, color: '#ffd', text: 'follow up with owner' };
    this.map.set(`card${this.made % cards}`, value);
    return this.message;
  }

  /** Notes that the last edit is sent now, to so many screens. */
  sent(screens: number): number {
    const slot = this.clock & (ring - 1);
    this.clock += 1;
    const now = performance.now();
    this.sentAt[slot] = now;
    this.screensLeft[slot] = screens;
    return now;
  }

  /** When the struct at this clock was sent; undefined for what is not ours. */
  whenSent(clock: number): number | undefined {
    if (clock >= this.clock) return undefined;
    return this.sentAt[clock & (ring - 1)];
  }

  /** One more screen shows it. True when that was the last one. */
  arrived(clock: number): boolean {
    const slot = clock & (ring - 1);
    const left = (this.screensLeft[slot] ?? 0) - 1;
    if (left < 0) return false;
    this.screensLeft[slot] = left;
    return left === 0;
  }
}
