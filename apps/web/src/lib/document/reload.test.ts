import { describe, expect, it } from 'vitest';
import { indexedDbStore } from './keeping/outbox-store.ts';
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

describe('a device that cannot keep anything', () => {
  it('does not keep people from writing', async () => {
    const broken = () => Promise.reject(new Error('the device is full'));
    Object.assign(browser().store, { read: broken, write: broken, remove: broken });
    const page = await browser().visit();
    page.type('Hallo');
    await browser().settle();
    expect(page.document.state).toEqual({ kind: 'SAVED' });
    expect(browser().server.text).toBe('Hallo');
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
