import type { RoomName } from '@overlegtafel/protocol';
import { systemClock } from '../clock.ts';
import { Device, type Opened } from '../keeping/device.ts';
import { RoomKeeper } from '../keeping/room-keeper.ts';
import { OpenDocument } from '../open-document.ts';
import type { FakeServer } from './fake-server.ts';

/** What the pages of one browser share. */
export interface Browser {
  /** What a page gets that asks for the device. */
  openDevice(): Promise<Opened>;
}

let pages = 0;

/** A page with a room open on it. */
export class Page {
  readonly document: OpenDocument;
  #keeper: RoomKeeper | undefined;
  isSignedIn: boolean | undefined = true;

  constructor(browser: Browser, server: FakeServer, room: RoomName = 'item:esdoorn') {
    pages += 1;
    const id = pages;
    const device = new Device(() => browser.openDevice(), systemClock);
    this.document = new OpenDocument({
      room,
      address: 'ws://tafel.example/documents',
      keeperOf: (changed) =>
        (this.#keeper = new RoomKeeper({
          ...{ room, device, changed },
          clock: systemClock,
          random: (count) => crypto.getRandomValues(new Uint8Array(count)).fill(id, 0, 1),
        })),
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
    this.#keeper?.close();
    this.document.close();
  }
}
