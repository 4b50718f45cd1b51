import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readItemDocument, writeItemRegister } from '@overlegtafel/documents';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { contentHash } from '../../faults/content.ts';
import { ServerUnderTest, signIn } from '../../faults/server-under-test.ts';
import { startProxy } from '../../proxy/proxy.ts';
import { Page } from './page.ts';

/**
 * What other tools for writing together were reported to do, each under the name of its report. The table at the
 * end of docs/spec/rooms.md lists all of them.
 */
const patience = { timeout: 20_000 };
let folder: string;
let server: ServerUnderTest;
let cookies: Record<'chair' | 'police', string>;
const open: Page[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlegtafel-regressions-'));
  server = await ServerUnderTest.start({ dataFolder: folder });
  cookies = {
    chair: await signIn(server.url, 'chair'),
    police: await signIn(server.url, 'police'),
  };
});

afterEach(() => {
  for (const page of open.splice(0)) page.close();
});

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

function pageOf(person: 'chair' | 'police', room: string, kept?: Page['kept']): Page {
  const page = new Page({ url: server.url, room, cookie: cookies[person] }, kept);
  open.push(page);
  return page;
}

async function twoIn(room: string): Promise<[Page, Page]> {
  const pages: [Page, Page] = [pageOf('chair', room), pageOf('police', room)];
  for (const page of pages) page.online();
  await expect.poll(() => pages.every(({ isOnline }) => isOnline), patience).toBe(true);
  return pages;
}

const areSame = (...pages: Page[]) => new Set(pages.map(({ doc }) => contentHash(doc))).size === 1;

describe('a dropped connection', () => {
  it('hedgedoc#6803 hedgedoc#6608 what is typed on after a reconnect reaches the server', async () => {
    const [chair, police] = await twoIn('item:esdoorn');
    for (const round of [1, 2, 3]) {
      chair.offline();
      chair.write(`zonder lijn ${round}. `);
      chair.online();
      await expect.poll(() => chair.saving, patience).toBe('SAVED');
      chair.write(`weer verbonden ${round}. `);
      await expect.poll(() => police.text, patience).toContain(`weer verbonden ${round}`);
      expect(police.text).toContain(`zonder lijn ${round}`);
    }
    const later = pageOf('police', 'item:esdoorn');
    later.online();
    await expect.poll(() => areSame(chair, police, later), patience).toBe(true);
  });

  it('nextcloud/text#1667 nextcloud/text#4414 nextcloud/text#5215 no line is lost when both were away', async () => {
    const [chair, police] = await twoIn('item:linde');
    chair.offline();
    police.offline();
    const lines = Array.from({ length: 20 }, (_, i) => `regel ${i};`);
    for (const line of lines) {
      chair.write(`chair ${line}`);
      police.write(`police ${line}`);
    }
    chair.online();
    police.online();
    await expect.poll(() => areSame(chair, police), patience).toBe(true);
    for (const line of lines) {
      expect(chair.text).toContain(`chair ${line}`);
      expect(chair.text).toContain(`police ${line}`);
    }
  });

  it('outline#13726 a reload in the middle of an outage keeps what was typed', async () => {
    const [chair, police] = await twoIn('item:wilg');
    chair.write('voor de storing. ');
    await expect.poll(() => chair.saving, patience).toBe('SAVED');
    chair.offline();
    chair.write('tijdens de storing. ');
    const { kept } = chair;
    chair.close();
    const reloaded = pageOf('chair', 'item:wilg', kept);
    expect(reloaded.saving).not.toBe('SAVED');
    reloaded.online();
    await expect.poll(() => reloaded.saving, patience).toBe('SAVED');
    await expect.poll(() => police.text, patience).toBe('voor de storing. tijdens de storing. ');
  });

  it('primero R2-2919 what is sent again after a reload is there once', async () => {
    const [chair, police] = await twoIn('item:berk');
    chair.write('eenmaal. ');
    const { kept } = chair;
    await expect.poll(() => police.text, patience).toBe('eenmaal. ');
    chair.close();
    const reloaded = pageOf('chair', 'item:berk', kept);
    reloaded.online();
    await expect.poll(() => reloaded.saving, patience).toBe('SAVED');
    await expect.poll(() => areSame(reloaded, police), patience).toBe(true);
    expect(police.text).toBe('eenmaal. ');
  });

  it('primero#508 the same field on two devices without a line is a conflict that both see', async () => {
    const [chair, police] = await twoIn('item:vlier');
    chair.offline();
    police.offline();
    writeItemRegister(chair.doc, 'safeNow', 'YES');
    writeItemRegister(police.doc, 'safeNow', 'NO');
    chair.online();
    police.online();
    await expect.poll(() => areSame(chair, police), patience).toBe(true);
    for (const { doc } of [chair, police]) {
      const { safeNow } = readItemDocument(doc).registers;
      expect(safeNow).toMatchObject({ kind: 'CONFLICT' });
      expect(JSON.stringify(safeNow)).toContain('YES');
      expect(JSON.stringify(safeNow)).toContain('NO');
    }
  });

  it('indico#1827 work goes on when the session ends while somebody types, and survives the new sign-in', async () => {
    const [chair, police] = await twoIn('item:els');
    chair.write('voor het einde van de sessie. ');
    await expect.poll(() => chair.saving, patience).toBe('SAVED');
    chair.offline();
    chair.online({ cookie: `session=${'a'.repeat(43)}` });
    chair.write('zonder sessie. ');
    await expect.poll(() => chair.turnedAway, patience).toBe(1);
    expect(chair.saving).toBe('WAITING');
    expect(police.text).not.toContain('zonder sessie');
    chair.online({ cookie: await signIn(server.url, 'chair') });
    await expect.poll(() => chair.saving, patience).toBe('SAVED');
    await expect.poll(() => police.text, patience).toContain('zonder sessie. ');
  });

  it('parabol#385 parabol#1786 whoever is cut off ten times is back ten times', async () => {
    const proxy = await startProxy({ target: server.url, seed: 1 });
    const page = new Page({ url: proxy.url, room: 'item:ceder', cookie: cookies.chair });
    open.push(page);
    for (let round = 0; round < 10; round += 1) {
      page.online();
      page.write(`${round};`);
      await expect.poll(() => page.saving, patience).toBe('SAVED');
      proxy.cut();
      await expect.poll(() => page.isOnline, patience).toBe(false);
    }
    const reader = pageOf('police', 'item:ceder');
    reader.online();
    await expect.poll(() => reader.text, patience).toBe('0;1;2;3;4;5;6;7;8;9;');
    await proxy.close();
  });
});
