import { describeRoomLog } from '@overlegtafel/rooms/room-log.contract';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { join } from 'node:path';
import type { Database } from '../database.ts';
import type { Orm } from '../kit/orm.ts';
import { sqliteKit } from '../kit/sqlite-kit.ts';
import { defineTables } from '../tables.ts';
import { temporaryFolder, testKeys } from '../testing/sample-rooms.ts';
import { describeAuditTrail } from '../testing/audit-trail.contract.ts';
import { describeStorage, type StorageUnderTest } from '../testing/storage.contract.ts';
import { openToWrite } from './connection.ts';
import type { Writer } from './disk-speed.ts';
import { openSqlite } from './open-sqlite.ts';

const onFatal = (error: Error) => {
  throw error;
};

/** A folder with any number of databases open on it. */
function sharedFolder(writer: Writer) {
  const folder = temporaryFolder();
  const opened: Database[] = [];
  return {
    path: folder.path,
    open: async () => {
      const fixed = { dataDir: folder.path, keys: testKeys, writer, onFatal, pollMs: 20 };
      const database = await openSqlite(fixed);
      opened.push(database);
      return database;
    },
    dispose: async () => {
      for (const database of opened) await database.close();
      folder[Symbol.dispose]();
    },
  };
}

const asPorts = ({ roomLog: log, roomGate: gate }: Database) => ({ log, gate });

const withoutGuards = `DROP TRIGGER room_update_never_changes;
  DROP TRIGGER room_update_is_not_deleted; DROP TRIGGER room_head_never_falls;
  DROP TRIGGER access_line_never_changes; DROP TRIGGER access_line_is_not_deleted;
  DROP TRIGGER processing_line_never_changes; DROP TRIGGER processing_line_is_not_deleted;
  DROP TRIGGER audit_stream_only_grows; DROP TRIGGER audit_stream_is_not_deleted;`;

const stopLog = `CREATE TRIGGER stop BEFORE INSERT ON access_line
  BEGIN SELECT RAISE(ABORT, 'the log is full'); END;`;

for (const writer of ['main', 'worker'] as const) {
  describeRoomLog(`SQLite, commits on ${writer}`, async () => {
    const { open, dispose } = sharedFolder(writer);
    return { ...asPorts(await open()), another: async () => asPorts(await open()), dispose };
  });

  const makeStorage = async (): Promise<StorageUnderTest> => {
    const folder = sharedFolder(writer);
    const database = await folder.open();
    const beside = openToWrite({ path: join(folder.path, 'overlegtafel.db'), key: testKeys.file });
    let isGuarded = true;
    const run = (sql: string) => new Promise<void>((resolve) => resolve(void beside.exec(sql)));
    return {
      database,
      tables: defineTables(sqliteKit),
      orm: drizzle(beside) as unknown as Orm,
      another: folder.open,
      runBeside: run,
      stopLog,
      async tamper(sql) {
        if (isGuarded) await run(withoutGuards);
        isGuarded = false;
        await run(sql);
      },
      async dispose() {
        beside.close();
        await folder.dispose();
      },
    };
  };
  describeStorage(`SQLite, commits on ${writer}`, makeStorage);
  describeAuditTrail(`SQLite, commits on ${writer}`, makeStorage);
}
