import { systemClock } from '../clock.ts';
import type { OutboxStore } from '../keeping/outbox-store.ts';
import { RoomKeeper } from '../keeping/room-keeper.ts';
import type { WriterLocks } from '../keeping/writer-locks.ts';
import { OpenDocument } from '../open-document.ts';
import type { FakeServer } from './fake-server.ts';

/** What the pages of one browser share. */
export interface Browser {
  readonly store: OutboxStore;
  readonly locks: WriterLocks;
}

let pages = 0;

/** A page with a room open on it. */
export class Page {
  readonly document: OpenDocument;
  readonly keeper: RoomKeeper;
  isSignedIn: boolean | undefined = true;

  constructor(browser: Browser, server: FakeServer) {
    pages += 1;
    const id = pages;
    this.keeper = new RoomKeeper({
      ...browser,
      room: 'item:esdoorn',
      random: (count) => crypto.getRandomValues(new Uint8Array(count)).fill(id, 0, 1),
    });
    this.document = new OpenDocument({
      room: 'item:esdoorn',
      address: 'ws://tafel.example/documents',
      keeper: this.keeper,
      sockets: server.Socket,
      clock: systemClock,
      isSignedIn: () => Promise.resolve(this.isSignedIn),
      changed: () => undefined,
    });
    void this.document.open();
  }

  get text(): string {
    return this.document.doc?.getText('scratch').toJSON() ?? '';
  }

  type(text: string): void {
    const scratch = this.document.doc?.getText('scratch');
    scratch?.insert(scratch.length, text);
  }

  /** The page is gone as in a crash: nothing is finished, its locks fall free. */
  crash(server: FakeServer): void {
    server.drop();
    this.keeper.close();
    this.document.close();
  }
}
