import type { PersonId, Instant } from '@overlegtafel/domain';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../database.ts';
import { openPostgres } from '../postgres/open-postgres.ts';
import { openToWrite } from '../sqlite/connection.ts';
import { openSqlite } from '../sqlite/open-sqlite.ts';
import { temporaryFolder, testKeys } from '../testing/sample-rooms.ts';
import { startPostgres, type TestPostgres } from '../testing/start-postgres.ts';

const chair = 'chair' as PersonId;
const dayMs = 24 * 60 * 60 * 1000;
const onFatal = () => undefined;
let postgres: TestPostgres;

beforeAll(async () => {
  postgres = await startPostgres();
}, 240_000);
afterAll(() => postgres.stop(), 240_000);

function answer(body: string, at: number) {
  return { status: 201, body, at: at as Instant };
}

/** Holds for every storage; `bodies` gives what stands in the table. */
async function expectKept(
  { keptAnswers }: Pick<Database, 'keptAnswers'>,
  clock: { nowMs: number },
  bodies: () => Promise<readonly Buffer[]>,
): Promise<void> {
  const { nowMs } = clock;
  await keptAnswers.keep(chair, 'key', answer('{"id":"kanarie"}', nowMs));
  await keptAnswers.keep(chair, 'key', answer('{"id":"other"}', nowMs));
  expect(await keptAnswers.find(chair, 'key')).toEqual({ status: 201, body: '{"id":"kanarie"}' });
  expect(await keptAnswers.find('police', 'key')).toBeUndefined();
  expect(await keptAnswers.find(chair, 'other')).toBeUndefined();
  expect(Buffer.concat(await bodies()).toString('latin1')).not.toContain('kanarie');
  clock.nowMs += dayMs;
  expect(await keptAnswers.find(chair, 'key')).toBeUndefined();
  await keptAnswers.keep(chair, 'key', answer('{"id":"new"}', clock.nowMs));
  expect(await keptAnswers.find(chair, 'key')).toEqual({ status: 201, body: '{"id":"new"}' });
  expect(await bodies()).toHaveLength(1);
}

it('SR40 on SQLite the first answer is kept for a day, sealed, for its own person, and removed after that', async () => {
  using folder = temporaryFolder();
  const clock = { nowMs: 1_000_000_000_000 };
  const fixed = { dataDir: folder.path, keys: testKeys, writer: 'main', onFatal } as const;
  const database = await openSqlite({ ...fixed, now: () => clock.nowMs });
  const beside = openToWrite({ path: join(folder.path, 'overlegtafel.db'), key: testKeys.file });
  await expectKept(database, clock, () =>
    Promise.resolve(beside.prepare('SELECT body FROM kept_answer').pluck().all() as Buffer[]),
  );
  beside.close();
  await database.close();
});

it('SR40 on PostgreSQL too, and of two processes that answer at once the first is kept', async () => {
  const url = await postgres.newDatabase();
  const clock = { nowMs: 1_000_000_000_000 };
  const opened = () => openPostgres({ url, keys: testKeys, onFatal, now: () => clock.nowMs });
  const [one, other] = [await opened(), await opened()];
  const { pool } = one;
  if (!pool) throw new Error('no pool');
  await expectKept(one, clock, async () => {
    const { rows } = await drizzle(pool).execute(sql`select body from kept_answer`);
    return rows.map(({ body }) => body as Buffer);
  });
  await Promise.all(
    [one, other].map(({ keptAnswers }, n) =>
      keptAnswers.keep(chair, 'both', answer(`{"id":"${n}"}`, clock.nowMs)),
    ),
  );
  const [here, there] = await Promise.all(
    [one, other].map(({ keptAnswers }) => keptAnswers.find(chair, 'both')),
  );
  expect(here).toBeDefined();
  expect(there).toEqual(here);
  await one.close();
  await other.close();
});
