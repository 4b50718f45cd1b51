import { describe, expect, it } from 'vitest';
import { patienceMs } from './keeping/bounded.ts';
import { indexedDbStore } from './keeping/outbox-store.ts';
import { lookMs } from './keeping/room-keeper.ts';
import { openSafe } from './keeping/safe.ts';
import { oneBrowserPerTest } from './testing/one-browser.ts';

const browser = oneBrowserPerTest();

describe('OB3 a reload loses nothing', () => {
  it('outline#13726 what was typed in an outage is there after a reload', async () => {
    const page = await browser().visit();
    page.type('opgeslagen, ');
    await browser().settle();
    browser().server.isReachable = false;
    browser().server.drop();
    await browser().settle();
    page.type('niet opgeslagen');
    await browser().settle();
    page.crash(browser().server);
    browser().server.isReachable = true;
    const again = await browser().visit();
    await browser().pass(1_000);
    expect(again.text).toBe('opgeslagen, niet opgeslagen');
    expect(browser().server.text).toBe('opgeslagen, niet opgeslagen');
    expect(await browser().kept()).toEqual([]);
  });

  it('goes on with its numbers: none is given twice', async () => {
    const page = await browser().visit();
    browser().server.mood = 'hangs';
    page.type('a');
    page.type('b');
    await browser().settle();
    page.crash(browser().server);
    browser().server.mood = 'stores';
    const again = await browser().visit();
    again.type('c');
    await browser().pass(1_000);
    expect(browser().server.text).toHaveLength(3);
    expect(new Set(browser().server.said.map((said) => said.split('/')[1]))).toEqual(
      new Set(['1', '2', '3']),
    );
    expect(new Set(browser().server.said.map((said) => said.split('/')[0])).size).toBe(1);
  });

  it('OB8 keeps nothing that is readable on the device, and nothing once it is saved', async () => {
    browser().server.isReachable = false;
    const page = await browser().visit();
    page.type('Mevrouw Van den Berg');
    await browser().settle();
    expect(await browser().kept()).toHaveLength(1);
    const raw = await rawContent();
    expect(raw).not.toContain('Mevrouw');
    expect(raw).not.toContain('esdoorn');
    browser().server.isReachable = true;
    await browser().pass(10_000);
    expect(await browser().kept()).toEqual([]);
  });

  it('is empty after signing out', async () => {
    browser().server.isReachable = false;
    const page = await browser().visit();
    page.type('Hallo');
    await browser().settle();
    await browser().store.clear();
    expect(await browser().kept()).toEqual([]);
  });

  it('cannot be opened by somebody else on the same computer', async () => {
    browser().server.isReachable = false;
    const page = await browser().visit();
    page.type('Hallo');
    await browser().settle();
    const other = await indexedDbStore(await openSafe(new Uint8Array(32).fill(4)));
    expect(await other.read('item:esdoorn')).toEqual([]);
    await other.clear();
    expect(await browser().kept()).toHaveLength(1);
  });
});

describe('OB201 where the changes are is said as it is', () => {
  async function offline() {
    const page = await browser().visit();
    browser().server.isReachable = false;
    browser().server.drop();
    await browser().pass(1_000);
    page.type('Hallo');
    return page;
  }

  it('on this device, once the device has them and not before', async () => {
    const page = await offline();
    expect(page.document.state).toEqual({ kind: 'WAITING', count: 1 });
    await browser().settle();
    expect(page.document.state).toEqual({ kind: 'WAITING', count: 1, place: 'DEVICE' });
    expect(page.document.wouldLose).toBe(true);
  });

  it('in this tab alone where the browser keeps nothing, and it can be written in', async () => {
    browser().openDevice = () => Promise.reject(new Error('SecurityError'));
    const page = await offline();
    await browser().settle();
    expect(page.document.state).toEqual({ kind: 'WAITING', count: 1, place: 'TAB' });
    expect(page.document.wouldLose).toBe(true);
    browser().server.isReachable = true;
    await browser().pass(10_000);
    expect(page.document.state).toEqual({ kind: 'SAVED' });
    expect(browser().server.text).toBe('Hallo');
    expect(page.document.wouldLose).toBe(false);
  });

  it('in this tab alone when the device is full, and on the device again when there is room', async () => {
    const { write } = browser().store;
    browser().store.write = () => Promise.reject(new Error('QuotaExceededError'));
    const page = await offline();
    await browser().settle();
    expect(page.document.state).toMatchObject({ place: 'TAB' });
    browser().store.write = write;
    page.type('!');
    await browser().settle();
    expect(page.document.state).toMatchObject({ place: 'DEVICE' });
  });

  it('in this tab alone when the device does not answer', async () => {
    browser().store.write = () => new Promise(() => undefined);
    const page = await offline();
    await browser().settle();
    expect(page.document.state).not.toHaveProperty('place');
    await browser().pass(patienceMs);
    expect(page.document.state).toMatchObject({ place: 'TAB' });
  });

  it('a refused text that the device does not have would be lost with the page', async () => {
    browser().openDevice = () => Promise.resolve('NEVER');
    const page = await browser().visit();
    browser().server.mood = { refuses: 'CLOSED' };
    page.type('Hallo');
    await browser().settle();
    expect(page.document.state.kind).toBe('REFUSED');
    expect(page.document.wouldLose).toBe(true);
  });
});

describe('OB202 nobody waits for the device without an end', () => {
  const never = () => new Promise<never>(() => undefined);

  it('whoever gets no answer writes after a moment, and it is saved', async () => {
    browser().openDevice = never;
    const page = await browser().visit();
    expect(page.document.doc).toBeUndefined();
    await browser().pass(patienceMs);
    page.type('Hallo');
    await browser().settle();
    expect(page.document.state).toEqual({ kind: 'SAVED' });
    expect(browser().server.text).toBe('Hallo');
  });

  it.each(['read', 'write', 'remove'] as const)('a %s that hangs holds nobody up', async (what) => {
    browser().store[what] = never;
    const page = await browser().visit();
    await browser().pass(3 * patienceMs);
    page.type('Hallo');
    await browser().pass(3 * patienceMs);
    expect(page.document.state).toEqual({ kind: 'SAVED' });
    expect(browser().server.text).toBe('Hallo');
  });

  it('locks that never answer hold nobody up', async () => {
    browser().locks.take = never;
    browser().locks.waitFor = never;
    const page = await browser().visit();
    await browser().pass(3 * patienceMs);
    page.type('Hallo');
    await browser().pass(3 * patienceMs);
    expect(page.document.state).toEqual({ kind: 'SAVED' });
  });

  it('what comes late is taken into use: nothing is lost and nothing is there twice', async () => {
    browser().server.isReachable = false;
    const earlier = await browser().visit();
    earlier.type('van eerder. ');
    await browser().settle();
    earlier.crash(browser().server);
    const come = Promise.withResolvers<undefined>();
    const { openDevice } = browser();
    browser().openDevice = () => come.promise.then(openDevice);
    const page = await browser().visit();
    await browser().pass(patienceMs);
    page.type('van nu.');
    await browser().settle();
    expect(page.document.state).toMatchObject({ place: 'TAB' });
    come.resolve(undefined);
    await browser().settle();
    expect(page.document.state).toMatchObject({ place: 'DEVICE' });
    expect(page.text.split('van eerder. ')).toHaveLength(2);
    expect(page.text.split('van nu.')).toHaveLength(2);
    page.crash(browser().server);
    browser().server.isReachable = true;
    const last = await browser().visit();
    await browser().pass(10_000);
    expect(last.document.state).toEqual({ kind: 'SAVED' });
    expect(browser().server.text.length).toBe('van eerder. van nu.'.length);
    expect(await browser().kept()).toEqual([]);
  });

  it('the key is asked for again once there is a server', async () => {
    let asked = 0;
    const { openDevice } = browser();
    browser().openDevice = () => {
      asked += 1;
      return browser().server.isReachable ? openDevice() : Promise.resolve('LATER');
    };
    browser().server.isReachable = false;
    const page = await browser().visit();
    page.type('Hallo');
    await browser().settle();
    expect(page.document.state).toMatchObject({ place: 'TAB' });
    await browser().pass(10_000);
    expect(asked).toBe(1);
    browser().server.mood = 'hangs';
    browser().server.isReachable = true;
    await browser().pass(10_000);
    expect(asked).toBe(2);
    expect(await browser().kept()).toHaveLength(1);
  });
});

describe('OB9 a second tab', () => {
  it('has a writer of its own and leaves that of the first alone', async () => {
    browser().server.mood = 'hangs';
    const first = await browser().visit();
    first.type('een');
    await browser().settle();
    const second = await browser().visit();
    expect(second.text).toBe('');
    second.type('twee');
    await browser().settle();
    expect(await browser().kept()).toHaveLength(2);
    expect(new Set(browser().server.said.map((said) => said.split('/')[0])).size).toBe(2);
  });

  it('OB203 brings what the first wrote after the second was opened, and says saved only then', async () => {
    const [first, second] = [await browser().visit(), await browser().visit()];
    browser().server.isReachable = false;
    browser().server.drop();
    await browser().settle();
    first.type('een');
    second.type('twee');
    await browser().settle();
    first.document.close();
    await browser().settle();
    const said: string[] = [];
    browser().server.isReachable = true;
    for (let i = 0; i < 20 && second.document.state.kind !== 'SAVED'; i += 1) {
      await browser().pass(1_000);
      said.push(second.document.state.kind);
    }
    expect(said.at(-1)).toBe('SAVED');
    expect(['eentwee', 'tweeeen']).toContain(browser().server.text);
    expect(await browser().kept()).toEqual([]);
  });

  it('OB203 finds what was left while its own line held', async () => {
    const first = await browser().visit();
    await browser().visit();
    browser().server.mood = 'hangs';
    first.type('een');
    await browser().settle();
    first.document.close();
    browser().server.mood = 'stores';
    await browser().pass(lookMs);
    await browser().pass(1_000);
    expect(browser().server.text).toBe('een');
    expect(await browser().kept()).toEqual([]);
  });

  it('brings to the server what the first left when it was closed', async () => {
    browser().server.mood = 'hangs';
    const first = await browser().visit();
    first.type('een');
    await browser().settle();
    await browser().visit();
    browser().server.mood = 'stores';
    first.document.close();
    await browser().pass(1_000);
    expect(browser().server.text).toBe('een');
    expect(await browser().kept()).toEqual([]);
  });
});

async function rawContent(): Promise<string> {
  const request = indexedDB.open('overlegtafel');
  await new Promise((resolve) => (request.onsuccess = resolve));
  const store = request.result.transaction('outboxes').objectStore('outboxes');
  const [values, keys] = [store.getAll(), store.getAllKeys()];
  await new Promise((resolve) => (keys.onsuccess = resolve));
  const bytes = values.result as Uint8Array[];
  return (
    keys.result.map(String).join() +
    bytes.map((each) => Buffer.from(each).toString('latin1')).join()
  );
}
