/**
 * From a key on one screen to the paint on another, with twelve browsers at one case: two real pages, and ten that
 * write in the other texts as fast as people do.
 *
 *   npm run paint
 *   npm run paint -- --keys 500
 *
 * Both pages are of one browser on one machine, so that their clocks are one.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import * as Y from 'yjs';
import { openCase, sitDown } from '../e2e/support/at-table.ts';
import { textBox } from '../e2e/support/case-sheet.ts';
import { openBrowser } from '../e2e/support/open-browser.ts';
import { startServer } from '../e2e/support/start-server.ts';
import { MeetingTable } from '../meeting/meeting-table.ts';
import type { TableDocument } from '../meeting/table-document.ts';
import { writeParagraph } from '../meeting/write-case.ts';

const { values } = parseArgs({ options: { keys: { type: 'string', default: '300' } } });
const keys = Number(values.keys);
/** Only the measured hand writes it. */
const sign = '#';
const betweenKeysMs = 120;
const writers = 10;
/** Five letters a second from each of the others. */
const betweenLettersMs = 200;
const people = ['vt-worker', 'behavioural-scientist', 'process-director', 'chair'] as const;
const others = ['worries', 'strengths', 'childVoice'] as const;

const pressed = `window.pressed = [];
  document.addEventListener('keydown', ({ key }) => {
    if (key === '${sign}') pressed.push(performance.timeOrigin + performance.now());
  }, true);`;

/** Notes when a frame with so many signs was painted: a task that follows the frame runs after it. */
const painted = `(box) => {
  window.painted = [];
  const count = () => box.textContent.split('${sign}').length - 1;
  new MutationObserver(() => requestAnimationFrame(() => {
    const many = count();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      const at = performance.timeOrigin + performance.now();
      while (painted.length < many) painted.push(at);
    };
    port2.postMessage(0);
  })).observe(box, { subtree: true, childList: true, characterData: true });
}`;

const [browser, server] = await Promise.all([openBrowser(), startServer()]);
try {
  const table = await MeetingTable.sitDown(server.address);
  await table.open();
  const item = table.itemOf('Linde');
  await table.as('chair').must('bringToTable', { params: { item } });
  const path = `${server.address}/tafel/${table.meeting}/${item}`;
  const [typist, onlooker] = await Promise.all([open('vt-worker', path), open('chair', path)]);
  const crowd = await gather(table, `item:${item}`);
  await typist.evaluate(pressed);
  await textBox(onlooker, 'Feiten').click();
  await onlooker.evaluate(`(${painted})(document.activeElement)`);
  const write = setInterval(() => {
    crowd.forEach((document, n) => {
      document.type((doc) => {
        writeParagraph(doc, others[n % others.length] ?? 'worries', 'e');
      });
    });
  }, betweenLettersMs);
  await textBox(typist, 'Feiten').click();
  await typist.keyboard.type(sign.repeat(keys), { delay: betweenKeysMs });
  await onlooker.waitForFunction(`painted.length >= ${keys}`);
  clearInterval(write);
  tell(await timesOn(typist, 'pressed'), await timesOn(onlooker, 'painted'));
  table.leave();
} finally {
  await browser.close();
  await server.stop();
}

async function open(person: string, path: string): Promise<Page> {
  const { page } = await sitDown(browser, server.address, person);
  await openCase(page, path);
  await textBox(page, 'Feiten').waitFor();
  return page;
}

async function gather(table: MeetingTable, room: string): Promise<readonly TableDocument[]> {
  const seats = Array.from({ length: writers }, (_, n) => people[n % people.length] ?? 'chair');
  const here = await Promise.all(seats.map((person) => table.as(person).open(room)));
  await here[0]?.write((doc) => {
    for (const field of others) {
      const line = new Y.XmlElement('paragraph');
      line.insert(0, [new Y.XmlText('e')]);
      doc.getXmlFragment(field).insert(0, [line]);
    }
  });
  for (const document of here)
    await document.seen((doc) => others.every((field) => doc.getXmlFragment(field).length > 0));
  return here;
}

function timesOn(page: Page, name: string): Promise<readonly number[]> {
  return page.evaluate<number[]>(name);
}

function tell(from: readonly number[], to: readonly number[]): void {
  const waits = from.map((at, n) => (to[n] ?? Infinity) - at).toSorted((a, b) => a - b);
  const part = (share: number) => waits[Math.ceil(waits.length * share) - 1]?.toFixed(0);
  const load = loadavg()[0]?.toFixed(1);
  console.log(
    `${waits.length} keys: painted on the other screen after ${part(0.5)} ms (p50), ${part(0.95)} ms (p95), ${part(0.99)} ms (p99), ${part(1)} ms (longest); load ${load}`,
  );
}
