import { documentLimits } from '@overlegtafel/protocol';
import { describe, expect, it } from 'vitest';
import { oneBrowserPerTest } from './testing/one-browser.ts';

const browser = oneBrowserPerTest();

describe('a document in a page', () => {
  it('OB1 says saved when the server has acknowledged everything, and not before', async () => {
    const page = await browser().visit();
    expect(page.document.state).toEqual({ kind: 'SAVED' });
    browser().server.mood = 'hangs';
    page.type('Hallo');
    await browser().settle();
    expect(page.document.state).toEqual({ kind: 'SAVING', count: 1, isSlow: false });
  });

  it('OB6 says that it takes long, then that there is trouble', async () => {
    const page = await browser().visit();
    browser().server.mood = 'hangs';
    page.type('Hallo');
    await browser().pass(3_000);
    expect(page.document.state).toEqual({ kind: 'SAVING', count: 1, isSlow: true });
    await browser().pass(7_000);
    expect(page.document.state).toEqual({ kind: 'TROUBLE', count: 1 });
  });

  it('OB2 sends again after a drop, under the same number, and nothing is there twice', async () => {
    const page = await browser().visit();
    browser().server.mood = 'hangs';
    page.type('Hallo');
    await browser().settle();
    browser().server.mood = 'stores';
    browser().server.drop();
    await browser().pass(1_000);
    expect(page.document.state).toEqual({ kind: 'SAVED' });
    expect(browser().server.text).toBe('Hallo');
    expect(new Set(browser().server.said).size).toBe(1);
    expect(browser().server.said.length).toBeGreaterThan(1);
  });

  it('hedgedoc#6803 what is typed after a reconnect reaches the server', async () => {
    const page = await browser().visit();
    browser().server.drop();
    await browser().pass(1_000);
    page.type('na de val');
    await browser().settle();
    expect(browser().server.text).toBe('na de val');
    expect(page.document.state).toEqual({ kind: 'SAVED' });
  });

  it('hedgedoc#1992 is not shown as connected while it is not', async () => {
    browser().server.isReachable = false;
    const page = await browser().visit();
    expect(page.document.state.kind).not.toBe('SAVED');
    page.type('Hallo');
    await browser().pass(1_000);
    expect(page.document.state.kind).toBe('CONNECTING');
  });

  it('hocuspocus#183 a server that ignores updates is never "saved"', async () => {
    const page = await browser().visit();
    browser().server.mood = 'hangs';
    page.type('Hallo');
    await browser().pass(60_000);
    expect(page.document.state).toEqual({ kind: 'TROUBLE', count: 1 });
  });

  it('counts what waits on this device without a connection, and joins it', async () => {
    const page = await browser().visit();
    browser().server.isReachable = false;
    browser().server.drop();
    await browser().settle();
    page.type('een ');
    page.type('twee');
    expect(page.document.state).toEqual({ kind: 'WAITING', count: 1 });
    browser().server.isReachable = true;
    await browser().pass(30_000);
    expect(browser().server.text).toBe('een twee');
    expect(browser().server.said).toHaveLength(1);
  });

  it('OB200 brings more than a message holds, written in a long time without a connection', async () => {
    const page = await browser().visit();
    browser().server.isReachable = false;
    browser().server.drop();
    await browser().settle();
    const large = 'x'.repeat(documentLimits.frameBytes * 0.6);
    for (let i = 0; i < 3; i += 1) page.type(large);
    page.type('en slot');
    browser().server.isReachable = true;
    await browser().pass(30_000);
    expect(page.document.state).toEqual({ kind: 'SAVED' });
    expect(browser().server.text.length).toBe(3 * large.length + 'en slot'.length);
    expect(new Set(browser().server.said).size).toBe(browser().server.said.length);
  });

  it('AU106 says why nobody is let in while the access log fails, keeps what is typed, and comes back by itself', async () => {
    browser().server.isUnlogged = true;
    const page = await browser().visit();
    await browser().pass(6_000);
    expect(page.document.state).toEqual({ kind: 'UNLOGGED', count: 0 });
    page.type('Hallo');
    await browser().pass(6_000);
    expect(page.document.state).toEqual({ kind: 'UNLOGGED', count: 1 });
    browser().server.isUnlogged = false;
    await browser().pass(6_000);
    expect(page.document.state).toEqual({ kind: 'SAVED' });
    expect(browser().server.text).toBe('Hallo');
  });

  it('comes back by itself when the line is dead and nobody said so', async () => {
    const page = await browser().visit();
    browser().server.isSilent = true;
    page.type('Hallo');
    await browser().pass(9_000);
    browser().server.isSilent = false;
    await browser().pass(3_000);
    expect(browser().server.text).toBe('Hallo');
    expect(page.document.state).toEqual({ kind: 'SAVED' });
  });

  it('OB5 says everything again in another epoch', async () => {
    const page = await browser().visit();
    browser().server.mood = 'hangs';
    page.type('Hallo');
    await browser().settle();
    browser().server.mood = 'stores';
    browser().server.epoch = 2;
    browser().server.drop();
    await browser().pass(1_000);
    expect(page.document.state).toEqual({ kind: 'SAVED' });
    expect(browser().server.text).toBe('Hallo');
  });
});

describe('OB7 a refusal keeps the text', () => {
  it('gives it to its author with the reason, and goes on with a fresh document', async () => {
    const page = await browser().visit();
    page.type('wel opgeslagen. ');
    await browser().settle();
    browser().server.mood = { refuses: 'DOES_NOT_FIT' };
    page.type('Bel de school');
    await browser().settle();
    expect(page.document.state).toEqual({ kind: 'REFUSED', reason: 'DOES_NOT_FIT' });
    expect(page.document.lost).toMatchObject([{ reason: 'DOES_NOT_FIT', text: 'Bel de school' }]);
    expect(page.document.doc).toBeUndefined();
    browser().server.mood = 'stores';
    await page.document.goOn();
    await browser().settle();
    expect(page.text).toBe('wel opgeslagen. ');
    expect(page.document.lost).toEqual([]);
    expect(await browser().kept()).toEqual([]);
    page.type('Verder');
    await browser().settle();
    expect(browser().server.text).toBe('wel opgeslagen. Verder');
  });

  it('shows it again after a reload, until its author has seen it', async () => {
    const page = await browser().visit();
    browser().server.mood = { refuses: 'DOES_NOT_FIT' };
    page.type('Bel de school');
    await browser().settle();
    page.crash(browser().server);
    browser().server.mood = 'stores';
    const again = await browser().visit();
    expect(again.document.lost).toMatchObject([{ text: 'Bel de school' }]);
    expect(again.document.state).toEqual({ kind: 'SAVED' });
    expect(browser().server.text).toBe('');
    await again.document.goOn();
    await browser().settle();
    expect(await browser().kept()).toEqual([]);
  });

  it('hedgedoc#3894 who loses rights while away keeps the text, and the others go on saving', async () => {
    const page = await browser().visit();
    const other = await browser().visit();
    browser().server.isReachable = false;
    browser().server.drop();
    await browser().settle();
    page.type('te laat');
    browser().server.isReachable = true;
    browser().server.mood = { refuses: 'NO_ACCESS' };
    await browser().pass(1_000);
    expect(page.document.state).toEqual({ kind: 'REFUSED', reason: 'NO_ACCESS' });
    expect(page.document.lost).toMatchObject([{ text: 'te laat' }]);
    browser().server.mood = 'stores';
    other.type('ik schrijf door');
    await browser().pass(1_000);
    expect(browser().server.text).toBe('ik schrijf door');
  });

  it('knows the reason from the code alone', async () => {
    const page = await browser().visit();
    browser().server.mood = 'hangs';
    page.type('Hallo');
    await browser().settle();
    browser().server.drop(4409);
    await browser().settle();
    expect(page.document.state).toEqual({ kind: 'REFUSED', reason: 'CLOSED' });
    expect(page.document.lost).toMatchObject([{ reason: 'CLOSED', text: 'Hallo' }]);
    await page.document.goOn();
    expect(page.document.doc).toBeUndefined();
  });

  it('does not send what no server takes: a change larger than a message', async () => {
    const page = await browser().visit();
    page.type('x'.repeat(1024 * 1024));
    await browser().settle();
    expect(page.document.state).toEqual({ kind: 'REFUSED', reason: 'TOO_LARGE' });
    expect(page.document.lost[0]?.text).toHaveLength(1024 * 1024);
  });
});

describe('indico#1827 the session ends while somebody writes', () => {
  it('keeps the work and saves it when the same person is back', async () => {
    const page = await browser().visit();
    browser().server.mood = 'hangs';
    page.type('tijdens het typen');
    await browser().settle();
    browser().server.drop(4401);
    await browser().settle();
    expect(page.document.state).toEqual({ kind: 'SIGNED_OUT', count: 1, place: 'DEVICE' });
    page.type(' en verder');
    browser().server.mood = 'stores';
    page.document.comeBack();
    await browser().pass(1_000);
    expect(page.document.state).toEqual({ kind: 'SAVED' });
    expect(browser().server.text).toBe('tijdens het typen en verder');
  });

  it('notices it also when the browser is refused before it is connected', async () => {
    const page = await browser().visit();
    page.isSignedIn = false;
    browser().server.isReachable = false;
    browser().server.drop();
    page.type('Hallo');
    await browser().pass(10_000);
    expect(page.document.state).toEqual({ kind: 'SIGNED_OUT', count: 1, place: 'DEVICE' });
  });
});
