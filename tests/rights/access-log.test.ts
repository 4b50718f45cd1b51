import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ServerUnderTest, signIn } from '../faults/server-under-test.ts';
import { Participant } from '../meeting/table-client.ts';
import { table } from './practice-roles.ts';

/** A line as it is exported; all of it may be absent, which is what is looked at here. */
type Line = Readonly<Record<string, unknown>>;

const required = [
  'id',
  'at',
  'action',
  'event',
  'result',
  'person',
  'objectKind',
  'object',
  'origin',
  'traceId',
];
const readers = ['chair', 'vt-worker', 'process-director', 'police', 'administrator'] as const;

let folder: string;
let server: ServerUnderTest;
let items: readonly { readonly id: string; readonly caseId: string }[];
const people = new Map<string, Participant>();

function seat(id: string): Participant {
  const found = people.get(id);
  if (!found) throw new Error(`${id} is not there`);
  return found;
}

/** Reads what is there to be read about the first items, each exactly once. */
async function readOnce(): Promise<void> {
  for (const who of readers)
    for (const { id, caseId } of items) {
      await seat(who).call('item', { params: { item: id } });
      await seat(who).call('case', { params: { case: caseId } });
      await seat(who).call('reporterIdentity', { params: { item: id } });
    }
}

async function exportLines(): Promise<readonly Line[]> {
  const cookie = await signIn(server.url, 'privacy-officer');
  const from = new Date(Date.now() - 3_600_000).toISOString();
  const until = new Date(Date.now() + 60_000).toISOString();
  const response = await fetch(`${server.url}/api/v1/audit/exports`, {
    method: 'POST',
    headers: { cookie, origin: server.url, 'content-type': 'application/json' },
    body: JSON.stringify({ from, until }),
  });
  const text = await response.text();
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlegtafel-access-log-'));
  server = await ServerUnderTest.start({ dataFolder: folder });
  for (const id of [...readers, 'privacy-officer'])
    people.set(id, await Participant.signIn(server.url, id));
  const { meetings } = await seat('chair').must('meetings', { params: { table } });
  const meeting = meetings.find(({ state }) => state === 'PREPARED')?.id ?? '';
  const read = await seat('chair').must('meeting', { params: { meeting } });
  items = read.items.slice(0, 6);
  await readOnce();
});

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('the access log of a scripted run', () => {
  it('WR6 every line says who, when, what, where from and with which result, and on which ground', async () => {
    const lines = (await exportLines()).filter(({ origin }) => origin !== 'practice-week');
    expect(lines.length).toBeGreaterThan(60);
    const empty = lines.flatMap((line) =>
      required.filter(
        (field) => line[field] === undefined || line[field] === null || line[field] === '',
      ),
    );
    expect(empty).toEqual([]);
    const grounds = lines.map(({ result, ground, reason }) =>
      result === 'ALLOWED' ? ground : reason,
    );
    expect(grounds.filter((ground) => typeof ground !== 'string' || ground === '')).toEqual([]);
  });

  it('WR6 each reading of an item has exactly one line, whatever came of it', async () => {
    const lines = await exportLines();
    const mine = lines.filter(
      ({ event, origin }) => event === 'read-item' && origin !== 'practice-week',
    );
    const counted = readers.flatMap((who) =>
      items.map(
        ({ id }) => mine.filter((line) => line['person'] === who && line['object'] === id).length,
      ),
    );
    expect(counted).toEqual(counted.map(() => 1));
    expect(new Set(mine.map(({ traceId }) => traceId)).size).toBe(mine.length);
  });

  it('WR6 who saw a case is told exactly, with who tried to', async () => {
    for (const { caseId, id } of items) {
      const { lines } = await seat('privacy-officer').must('whoSawCase', {
        params: { case: caseId },
      });
      const saw = lines.filter(
        ({ event, result, origin }) =>
          event === 'read-item' && result === 'ALLOWED' && origin !== 'practice-week',
      );
      const answers = await Promise.all(
        readers.map(async (who) => (await seat(who).call('item', { params: { item: id } })).kind),
      );
      const could = readers.filter((_who, n) => answers[n] === 'DONE');
      expect(saw.map(({ person }) => person).toSorted()).toEqual(could.toSorted());
    }
  });
});
