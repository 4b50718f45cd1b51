/**
 * How long a file of reports holds up a meeting that is going on: `node tests/bench/long-file.ts [lines]`. A server on
 * SQLite takes in the file over its API, while the chair changes the minutes of an item again and again.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ServerUnderTest } from '../faults/server-under-test.ts';

const lines = Number(process.argv[2] ?? '100000');
const pauseMs = 500;
/** Says from inside the server what the longest wait of its event loop was, five times a second. */
const watching = `data:text/javascript,import{monitorEventLoopDelay as m}from'node:perf_hooks';
const h=m({resolution:5});h.enable();
setInterval(()=>{process.stderr.write('WAIT '+(h.max/1e6).toFixed(0)+'\\n');h.reset()},200).unref()`;

interface Seat {
  readonly url: string;
  readonly cookie: string;
}

const folder = mkdtempSync(join(tmpdir(), 'long-file-'));
const server = await ServerUnderTest.start({
  dataFolder: folder,
  nodeFlags: ['--import', watching.replaceAll('\n', '')],
});
try {
  const [chair, worker] = [await sitDown('chair'), await sitDown('vt-worker')];
  const item = await firstItem(chair);
  const before = waits().length;
  const answered = { isIn: false };
  const minutes = changeMinutes(chair, item, answered);
  const from = performance.now();
  const taken = await takeIn(worker, fileOf(lines));
  const seconds = (performance.now() - from) / 1000;
  answered.isIn = true;
  const changed = (await minutes).toSorted((a, b) => a - b);
  const during = waits().slice(before);
  process.stdout.write(
    `${taken} reports in ${seconds.toFixed(0)} s; longest wait of the event loop ${Math.max(...during)} ms; ` +
      `a command of the chair took ${at(changed, 0.5)} ms (median), ${at(changed, 1)} ms (longest of ${changed.length})\n`,
  );
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

function waits(): number[] {
  return [...server.output.matchAll(/WAIT (\d+)/g)].map(([, ms]) => Number(ms));
}

function at(sorted: readonly number[], part: number): string {
  return (sorted[Math.ceil((sorted.length - 1) * part)] ?? 0).toFixed(0);
}

async function sitDown(person: string): Promise<Seat> {
  const answer = await fetch(`${server.url}/api/v1/practice/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ person }),
  });
  return { url: server.url, cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
}

async function ask({ url, cookie }: Seat, path: string, method = 'GET', body?: object) {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { cookie, origin: url, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  const told = await answer.text();
  const value: unknown = told === '' ? {} : JSON.parse(told);
  return value;
}

function stringAt(value: unknown, ...path: readonly string[]): string {
  let found = value;
  for (const name of path) found = Object.entries(found ?? {}).find(([each]) => each === name)?.[1];
  if (typeof found !== 'string') throw new Error(`nothing at ${path.join('.')}`);
  return found;
}

async function firstItem(chair: Seat): Promise<string> {
  const table = stringAt(await ask(chair, '/tables'), '0', 'id');
  const meetings = await ask(chair, `/tables/${table}/meetings`);
  return stringAt(
    await ask(chair, `/meetings/${stringAt(meetings, 'meetings', '0', 'id')}`),
    'items',
    '0',
    'id',
  );
}

async function changeMinutes(chair: Seat, item: string, answered: { readonly isIn: boolean }) {
  const tookMs: number[] = [];
  for (let n = 0; !answered.isIn; n += 1) {
    const from = performance.now();
    await ask(chair, `/items/${item}/minutes`, 'PUT', { minutes: 5 + (n % 20) });
    tookMs.push(performance.now() - from);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return tookMs;
}

/** With node:http: fetch gives up when an answer takes five minutes to begin. */
async function takeIn(worker: Seat, content: string): Promise<string> {
  const table = stringAt(await ask(worker, '/tables'), '0', 'id');
  const sent = request(`${worker.url}/api/v1/tables/${table}/reports/import`, {
    method: 'POST',
    headers: { cookie: worker.cookie, origin: worker.url, 'content-type': 'application/json' },
  });
  sent.end(JSON.stringify({ format: 'csv', content }));
  const told = await new Promise<string>((resolve, reject) => {
    sent.once('error', reject).once('response', (answer) => resolve(text(answer)));
  });
  return /"taken":(\d+)/.exec(told)?.[1] ?? told.slice(0, 200);
}

function fileOf(count: number): string {
  const head = 'signaal;soort;bron;soort melder;ontvangen;samenvatting;casus;huishouden';
  const line = 'melding;eerste;politie;bekend;2026-11-21 23:40;Ruzie.;Casus Iep;moeder 31, zoon 4';
  return `${head}\n${`${line}\n`.repeat(count)}`;
}
