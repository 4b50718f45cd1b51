import { instant } from '@overlegtafel/domain';
import { type Claim, keptAnswerMs } from '@overlegtafel/usecases';
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

const onFatal = () => undefined;
let postgres: TestPostgres;

beforeAll(async () => {
  postgres = await startPostgres();
}, 240_000);
afterAll(() => postgres.stop(), 240_000);

function claimOf(key: string, change: Partial<Claim> = {}): Claim {
  return { person: 'chair', key, of: 'a-request', status: 201, by: 'attempt', ...change };
}

/** Holds for every storage; `bodies` gives what stands in the table. */
async function expectKept(
  { keptAnswers }: Pick<Database, 'keptAnswers'>,
  clock: { nowMs: number },
  bodies: () => Promise<readonly Buffer[]>,
): Promise<void> {
  const [claim, again] = [claimOf('key', { of: 'kanarie' }), claimOf('key', { by: 'again' })];
  await keptAnswers.claim(claim);
  await keptAnswers.keep(claim, '{"id":"kanarie"}');
  await keptAnswers.keep(claim, '{"id":"other"}');
  expect(await keptAnswers.claim({ ...again, of: 'kanarie' })).toEqual({
    kind: 'ANSWERED',
    answer: { status: 201, body: '{"id":"kanarie"}' },
  });
  expect(Buffer.concat(await bodies()).toString('latin1')).not.toContain('kanarie');
  clock.nowMs += 45 * keptAnswerMs;
  expect(await keptAnswers.claim({ ...again, of: 'kanarie' })).toMatchObject({ kind: 'ANSWERED' });
  const other = claimOf('other');
  await keptAnswers.claim(other);
  await keptAnswers.keep(other, undefined);
  await keptAnswers.forget(instant(clock.nowMs - keptAnswerMs));
  expect(await bodies()).toHaveLength(1);
  expect(await keptAnswers.claim(again)).toEqual({ kind: 'MINE' });
}

it('SR40 on SQLite the first answer is kept until it is forgotten and no clock takes it away, sealed, for its own person', async () => {
  using folder = temporaryFolder();
  const clock = { nowMs: Date.UTC(2026, 10, 24, 9) };
  const fixed = { dataDir: folder.path, keys: testKeys, writer: 'main', onFatal } as const;
  const database = await openSqlite({ ...fixed, now: () => clock.nowMs });
  const beside = openToWrite({ path: join(folder.path, 'overlegtafel.db'), key: testKeys.file });
  await expectKept(database, clock, () =>
    Promise.resolve(beside.prepare('SELECT body FROM kept_answer').pluck().all() as Buffer[]),
  );
  beside.close();
  await database.close();
});

it('SR40 on PostgreSQL too', async () => {
  const url = await postgres.newDatabase();
  const clock = { nowMs: Date.UTC(2026, 10, 24, 9) };
  const database = await openPostgres({ url, keys: testKeys, onFatal, now: () => clock.nowMs });
  const { pool } = database;
  if (!pool) throw new Error('no pool');
  await expectKept(database, clock, async () => {
    const { rows } = await drizzle(pool).execute(sql`select body from kept_answer`);
    return rows.map(({ body }) => body as Buffer);
  });
  await database.close();
});
