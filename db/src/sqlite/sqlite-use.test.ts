import { describe, expect, it } from 'vitest';
import { entry, openTestSqlite, temporaryFolder, testKeys } from '../testing/sample-rooms.ts';
import { sqliteUse } from './sqlite-use.ts';

describe('who has the database open', () => {
  it('ST24 tells a server that runs, also one that is idle, from none and from no database', async () => {
    using folder = temporaryFolder();
    expect(sqliteUse(folder.path, testKeys)).toBe('ABSENT');
    for (const writer of ['main', 'worker'] as const) {
      const database = await openTestSqlite(folder.path, { writer });
      expect(sqliteUse(folder.path, testKeys)).toBe('IN_USE');
      await database.roomLog.append([entry(1)]);
      expect(sqliteUse(folder.path, testKeys)).toBe('IN_USE');
      await database.close();
      expect(sqliteUse(folder.path, testKeys)).toBe('FREE');
      expect(sqliteUse(folder.path, testKeys)).toBe('FREE');
    }
  });
});
