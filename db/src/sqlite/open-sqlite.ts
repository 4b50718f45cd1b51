// edge: the reader of SQLite as the builder of both dialects
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { newStreams } from '../audit/line-chain.ts';
import { LogForm } from '../audit/log-line.ts';
import type { Database, Health, OnFatal } from '../database.ts';
import { FatalStorageError } from '../errors.ts';
import { CaseKeys } from '../keys/case-keys.ts';
import type { InstallationKeys } from '../keys/key-file.ts';
import type { Orm, Storage } from '../kit/orm.ts';
import { sqliteKit } from '../kit/sqlite-kit.ts';
import type { OnTrouble } from '../kit/jobs.ts';
import { TurnQueue } from '../kit/turn-queue.ts';
import { assemble } from '../log/assemble.ts';
import { defineTables } from '../tables.ts';
import { SqliteChanges } from './changes.ts';
import {
  openToRead,
  openToWrite,
  quickCheck,
  type Connection,
  type SqliteFile,
} from './connection.ts';
import { chooseWriter, measureFsyncMs, type Writer } from './disk-speed.ts';
import { checkKeys } from './key-check.ts';
import { migrateSqlite } from './migrate.ts';
import { MovingPlace } from './moving-place.ts';
import { openPlace } from './places.ts';
import { StandingFiles } from './standing-files.ts';
import { WalKeeper } from './wal-keeper.ts';

export interface SqliteConfig {
  /** The folder of the database. It is made when it is not there. */
  readonly dataDir: string;
  readonly keys: InstallationKeys;
  readonly onFatal: OnFatal;
  /** Absent: measured, at the start and while it runs. Tests and measurements name the one they want. */
  readonly writer?: Writer;
  /** How often to look for another process on the file. */
  readonly pollMs?: number;
  /** How often to look how long the WAL is. */
  readonly walLookMs?: number;
  /** For the check of the fault harness only: NORMAL loses acknowledged rows. */
  readonly synchronous?: SqliteFile['synchronous'];
  readonly now?: () => number;
  readonly onTrouble?: OnTrouble | undefined;
  /** Between two tries while another process has the lock; a timer when absent. */
  readonly pause?: (ms: number) => Promise<unknown>;
}

/** A reader stands on the thread of the server: it does not stand still for a lock of somebody else. */
const readerPatienceMs = 50;

/** Thirty tables write some hundred pages in this time. */
const walLookMs = 250;

/** The name of the database in its folder. */
export const fileName = 'overlegtafel.db';

/** Opens the database of one machine: checks it, brings it up to date, and chooses where it writes. */
export async function openSqlite(config: SqliteConfig): Promise<Database> {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const { file: key, wrapping, pseudonyms } = config.keys;
  const { synchronous = 'FULL' } = config;
  const file = { path: join(config.dataDir, fileName), key, synchronous };
  const keys = new CaseKeys(wrapping);
  prepare(file, keys);
  const fsyncMs = config.writer === undefined ? measureFsyncMs(config.dataDir) : undefined;
  const first = config.writer ?? chooseWriter(fsyncMs ?? Infinity);
  const streams = newStreams();
  const open = (writer: Writer) =>
    openPlace(writer, { file, wrapping, streams, pause: config.pause });
  const place = await MovingPlace.start({ first, open, mayMove: config.writer === undefined });
  const reader = openToRead(file, readerPatienceMs);
  const queue = new TurnQueue(place, config.onFatal, config.onTrouble);
  const files = new StandingFiles(file.path);
  const lookEveryMs = config.walLookMs ?? walLookMs;
  const wal = new WalKeeper({ reader, file, files, lookEveryMs });
  const orm = drizzle(reader) as unknown as Orm;
  const form = new LogForm(pseudonyms);
  const storage: Storage = { tables: defineTables(sqliteKit), orm, write: queue, form };
  const isWell = () => queue.isSound && queue.trouble !== 'locked' && files.areThere;
  const changes = new SqliteChanges(reader, config.pollMs ?? 1_000);
  const measured = fsyncMs === undefined ? '' : `, fsync ${fsyncMs.toFixed(2)} ms`;
  return assemble({
    kind: 'sqlite',
    parts: { storage, queue, keys, changes },
    storeKeys: config.keys,
    now: config.now ?? Date.now,
    health: () =>
      Promise.resolve(healthOf(reader, isWell(), `commits on ${place.writer}${measured}`)),
    close: async () => {
      await wal.close();
      reader.close();
    },
  });
}

/** Everything that has to be right before anybody may read or write. */
function prepare(file: SqliteFile, keys: CaseKeys): void {
  const connection = openToWrite(file);
  try {
    const damage = quickCheck(connection);
    if (damage !== undefined) throw new FatalStorageError(`${file.path} is damaged: ${damage}`);
    migrateSqlite(connection);
    checkKeys(connection, keys);
  } finally {
    connection.close();
  }
}

function healthOf(reader: Connection, isWell: boolean, detail: string): Health {
  const isReadable = reader.prepare('SELECT 1').get() !== undefined;
  return { status: isReadable && isWell ? 'ok' : 'trouble', database: 'sqlite', detail };
}
