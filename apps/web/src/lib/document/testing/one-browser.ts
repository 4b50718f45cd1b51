import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import type { RoomName } from '@overlegtafel/protocol';
import { afterEach, beforeEach, vi } from 'vitest';
import type { Opened } from '../keeping/device.ts';
import type { KeptRecord } from '../keeping/kept-record.ts';
import { indexedDbStore } from '../keeping/outbox-store.ts';
import { openSafe } from '../keeping/safe.ts';
import { CountedStore } from './counted-store.ts';
import { FakeLocks } from './fake-locks.ts';
import { FakeServer } from './fake-server.ts';
import { Page } from './page.ts';

const timers = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] as const;
const quietTurns = 10;

/** A browser with one person and a server, new for each test, in a time that stands still until a test moves it. */
export class OneBrowser {
  server = new FakeServer();
  readonly locks = new FakeLocks();
  readonly store: CountedStore;
  readonly #open: Page[] = [];
  /** How its storage behaves; what is not there yet can be let come. */
  openDevice: () => Promise<Opened> = () =>
    Promise.resolve({ store: this.store, locks: this.locks });

  constructor(store: CountedStore) {
    this.store = store;
  }

  async visit(room: RoomName = 'item:esdoorn', server = this.server): Promise<Page> {
    const page = new Page(this, server, room);
    this.#open.push(page);
    await this.settle();
    return page;
  }

  /** What is kept on the device, as its person can read it. */
  kept(): Promise<readonly KeptRecord[]> {
    return this.store.read('item:esdoorn');
  }

  /** Lets everything happen that needs no time: messages, storage, keys. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < quietTurns; quiet = this.store.isBusy ? 0 : quiet + 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async pass(ms: number): Promise<void> {
    await this.settle();
    await vi.advanceTimersByTimeAsync(ms);
    await this.settle();
  }

  close(): void {
    for (const page of this.#open.splice(0)) page.document.close();
  }
}

/** Gives each test of a file its own; ask for it inside the test. */
export function oneBrowserPerTest(): () => OneBrowser {
  let browser: OneBrowser | undefined;
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: [...timers] });
    globalThis.indexedDB = new IDBFactory();
    const safe = await openSafe(new Uint8Array(32).fill(3));
    browser = new OneBrowser(new CountedStore(await indexedDbStore(safe)));
  });
  afterEach(() => {
    browser?.close();
    vi.useRealTimers();
  });
  return () => {
    if (browser === undefined) throw new Error('no test is running');
    return browser;
  };
}
