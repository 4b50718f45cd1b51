import { beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from './clock.ts';
import { Device } from './keeping/device.ts';
import { indexedDbStore } from './keeping/outbox-store.ts';
import { RoomKeeper } from './keeping/room-keeper.ts';
import { openSafe } from './keeping/safe.ts';
import { LeftBehind } from './left-behind.ts';
import { OpenDocument } from './open-document.ts';
import { FakeServer } from './testing/fake-server.ts';
import { oneBrowserPerTest } from './testing/one-browser.ts';

const browser = oneBrowserPerTest();
/** The room in which a tab wrote that is gone. */
const room = 'item:linde';
let server: FakeServer;
let hints: string[];

beforeEach(() => {
  server = new FakeServer();
  hints = [];
});

/** Another page of the same person, in no room. */
function elsewhere(): LeftBehind {
  const device = new Device(() => browser().openDevice(), systemClock);
  return new LeftBehind({
    device,
    clock: systemClock,
    enter: (entered, changed) =>
      new OpenDocument({
        room: entered,
        address: 'ws://tafel.example/documents',
        keeperOf: (moved) =>
          new RoomKeeper({
            room: entered,
            device,
            clock: systemClock,
            random: (count) => crypto.getRandomValues(new Uint8Array(count)),
            changed: moved,
          }),
        sockets: server.Socket,
        clock: systemClock,
        isSignedIn: () => Promise.resolve(true),
        changed,
      }),
    changed: () => undefined,
    nothingLeft: () => hints.push('nothing'),
    somethingLeft: () => hints.push('something'),
  });
}

async function writeAndClose(text: string): Promise<void> {
  const page = await browser().visit(room, server);
  server.mood = 'hangs';
  page.type(text);
  await browser().settle();
  page.crash(server);
  await browser().settle();
}

describe('OB204 what a closed tab left', () => {
  it('is brought from any other page of its person, under its writer and number, once', async () => {
    await writeAndClose('Bel de school');
    const [first] = server.said;
    server.mood = 'stores';
    const left = elsewhere();
    void left.look();
    await browser().pass(1_000);
    expect(server.text).toBe('Bel de school');
    expect(server.rows).toHaveLength(1);
    expect(new Set(server.said)).toEqual(new Set([first]));
    expect(await browser().store.readAll()).toEqual([]);
    expect(left.lost).toEqual([]);
    void left.look();
    await browser().settle();
    expect(hints.at(-1)).toBe('nothing');
  });

  it('is left alone while its tab is open', async () => {
    const page = await browser().visit(room, server);
    server.mood = 'hangs';
    page.type('nog bezig');
    await browser().settle();
    const said = server.said.length;
    void elsewhere().look();
    await browser().pass(1_000);
    expect(server.said).toHaveLength(said);
    expect(hints).toEqual(['nothing', 'something']);
  });

  it('stays for its author to copy when it is refused, until that was seen', async () => {
    await writeAndClose('Bel de school');
    server.mood = { refuses: 'CLOSED' };
    const left = elsewhere();
    void left.look();
    await browser().pass(1_000);
    expect(left.lost).toMatchObject([{ reason: 'CLOSED', text: 'Bel de school' }]);
    expect(await browser().store.readAll()).toHaveLength(1);
    await left.seen();
    await browser().settle();
    expect(left.lost).toEqual([]);
    expect(await browser().store.readAll()).toEqual([]);
  });

  it('of somebody else is neither opened nor sent, and stays', async () => {
    await writeAndClose('Bel de school');
    const said = server.said.length;
    server.mood = 'stores';
    const mine = browser().openDevice;
    const store = await indexedDbStore(await openSafe(new Uint8Array(32).fill(4)));
    browser().openDevice = () => Promise.resolve({ store, locks: browser().locks });
    const left = elsewhere();
    void left.look();
    await browser().pass(1_000);
    expect(await store.readAll()).toEqual([]);
    expect(server.said).toHaveLength(said);
    expect(left.lost).toEqual([]);
    expect(hints.at(-1)).toBe('something');
    browser().openDevice = mine;
    void elsewhere().look();
    await browser().pass(1_000);
    expect(server.text).toBe('Bel de school');
  });

  it('holds up nothing when the device does not answer', async () => {
    browser().openDevice = () => new Promise(() => undefined);
    const left = elsewhere();
    let isDone = false;
    void left.look().then(() => (isDone = true));
    await browser().pass(2_000);
    expect(isDone).toBe(true);
    expect(hints).toEqual([]);
  });
});
