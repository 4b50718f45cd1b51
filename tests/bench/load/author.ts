import { newDocument, writeItemRegister } from '@overlegtafel/documents';
import { triagePriorities } from '@overlegtafel/domain';
import * as Y from 'yjs';
import { updateMessage } from './messages.ts';

/** How many edits may be under way at once before their times are forgotten. A power of two. */
const ring = 8192;
const caretJumpsEvery = 40;

/**
 * Somebody who writes in the document of a case, with the time and the number of screens still to reach for each edit.
 * Every edit is one struct: a letter in a paragraph of the facts, or another triage priority.
 */
export class Author {
  readonly chair: number;
  private readonly doc = newDocument('item', { gc: true });
  private readonly text = new Y.XmlText();
  private readonly sentAt = new Float64Array(ring);
  private readonly screensLeft = new Uint16Array(ring);
  /** The first clock after the paragraph. */
  private readonly firstEdit: number;
  private readonly opening: Buffer;
  private made = 0;
  private chosen = 0;
  private caret = 0;
  private clock = 0;
  private message = Buffer.alloc(0);

  constructor(chair: number, clientId: number) {
    this.chair = chair;
    this.doc.clientID = clientId;
    this.doc.on('update', (update: Uint8Array) => {
      this.message = updateMessage(update);
    });
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [this.text]);
    this.doc.getXmlFragment('facts').insert(0, [paragraph]);
    this.opening = this.message;
    this.firstEdit = Y.getState(this.doc.store, clientId);
    this.clock = this.firstEdit;
  }

  /** The paragraph that the letters go into: sent before any of them, and not measured. */
  open(): Buffer {
    return this.opening;
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

  /** One choice: it takes the place of the one before. */
  choose(): Buffer {
    this.chosen += 1;
    const priority = triagePriorities[this.chosen % triagePriorities.length] ?? 'THIS_WEEK';
    writeItemRegister(this.doc, 'priority', priority);
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

  /** When the struct at this clock was sent; undefined for what is no edit of ours. */
  whenSent(clock: number): number | undefined {
    if (clock < this.firstEdit || clock >= this.clock) return undefined;
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
