import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgres } from '../postgres/open-postgres.ts';
import { openSqlite } from '../sqlite/open-sqlite.ts';
import { playMemberships, type PlayTally, turns } from '../testing/membership-play.ts';
import { temporaryFolder, testKeys } from '../testing/sample-rooms.ts';
import { startPostgres, type TestPostgres } from '../testing/start-postgres.ts';
import type { Database } from '../database.ts';

const onFatal = (error: Error) => {
  throw error;
};
/** Thousands of commits, each on disk. */
const patienceMs = 280_000;

/** What has to happen somewhere in the histories, or they prove nothing. */
const everything = [
  'GIVE DONE',
  'GIVE DUTIES_CONFLICT',
  'GIVE NOT_TO_YOURSELF',
  'GIVE MEMBER_ALREADY',
  'END DONE',
  'END MEMBERSHIP_OVER',
  'END ONLY_SHORTER',
  'END LAST_ADMINISTRATOR',
  'END MISTAKES',
  'END NOT_THERE',
];

async function playMany(databases: readonly Database[], histories: number): Promise<PlayTally> {
  const tally: PlayTally = new Map();
  let n = 0;
  await fc.assert(
    fc.asyncProperty(turns, async (history) => {
      n += 1;
      expect(await playMemberships(history, String(n), databases, tally)).toEqual([]);
    }),
    { numRuns: histories },
  );
  return tally;
}

describe('memberships that change at random', () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  it(
    'RT140, RT142, ID140 in 1,000 histories nobody ever holds two duties that exclude each other',
    { timeout: patienceMs },
    async () => {
      using folder = temporaryFolder();
      const database = await openSqlite({
        dataDir: folder.path,
        keys: testKeys,
        writer: 'main',
        onFatal,
      });
      const tally = await playMany([database], 1_000);
      await database.close();
      expect([...tally.keys()]).toEqual(expect.arrayContaining(everything));
    },
  );

  it(
    'RT140, RT142, ID140 nor when several servers change them at the same moment',
    { timeout: patienceMs },
    async () => {
      const url = await server.newDatabase();
      const open = () => openPostgres({ url, keys: testKeys, onFatal });
      const databases = [await open(), await open(), await open()];
      const tally = await playMany(databases, 200);
      for (const database of databases) await database.close();
      expect([...tally.keys()]).toEqual(
        expect.arrayContaining(['GIVE DONE', 'GIVE DUTIES_CONFLICT', 'END LAST_ADMINISTRATOR']),
      );
    },
  );
});
