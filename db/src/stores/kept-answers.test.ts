import type { PersonId, Instant } from '@overlegtafel/domain';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openToWrite } from '../sqlite/connection.ts';
import { openSqlite } from '../sqlite/open-sqlite.ts';
import { temporaryFolder, testKeys } from '../testing/sample-rooms.ts';

const chair = 'chair' as PersonId;
const dayMs = 24 * 60 * 60 * 1000;

function answer(body: string, at: number) {
  return { status: 201, body, at: at as Instant };
}

it('SR40 the first answer is kept for a day, sealed, for its own person, and removed after that', async () => {
  using folder = temporaryFolder();
  let nowMs = 1_000_000_000_000;
  const onFatal = () => undefined;
  const fixed = { dataDir: folder.path, keys: testKeys, writer: 'main', onFatal } as const;
  const database = await openSqlite({ ...fixed, now: () => nowMs });
  const { keptAnswers } = database;
  await keptAnswers.keep(chair, 'key', answer('{"id":"kanarie"}', nowMs));
  await keptAnswers.keep(chair, 'key', answer('{"id":"other"}', nowMs));
  expect(await keptAnswers.find(chair, 'key')).toEqual({ status: 201, body: '{"id":"kanarie"}' });
  expect(await keptAnswers.find('police', 'key')).toBeUndefined();
  expect(await keptAnswers.find(chair, 'other')).toBeUndefined();
  const beside = openToWrite({ path: join(folder.path, 'overlegtafel.db'), key: testKeys.file });
  const bodies = beside.prepare('SELECT body FROM kept_answer').pluck().all() as Buffer[];
  expect(Buffer.concat(bodies).toString('latin1')).not.toContain('kanarie');
  nowMs += dayMs;
  expect(await keptAnswers.find(chair, 'key')).toBeUndefined();
  await keptAnswers.keep(chair, 'key', answer('{"id":"new"}', nowMs));
  expect(await keptAnswers.find(chair, 'key')).toEqual({ status: 201, body: '{"id":"new"}' });
  expect(beside.prepare('SELECT count(*) FROM kept_answer').pluck().get()).toBe(1);
  beside.close();
  await database.close();
});
