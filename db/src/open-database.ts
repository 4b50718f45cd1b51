import { join } from 'node:path';
import type { Database, OnFatal } from './database.ts';
import { readKeyFile, readOrMakeKeyFile, KeyFileError } from './keys/key-file.ts';
import type { OnTrouble } from './kit/jobs.ts';
import { openPostgres } from './postgres/open-postgres.ts';
import { openSqlite } from './sqlite/open-sqlite.ts';

/** What the environment says about storage, already read and checked by the server. */
export interface DatabaseConfiguration {
  readonly mode: 'practice' | 'production';
  /** `DATA_DIR` */
  readonly dataDir: string;
  /** `DATABASE_URL`; absent means SQLite in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  /** `DATA_KEY_FILE`; practice mode makes one in `dataDir` when it is absent. */
  readonly keyFile?: string | undefined;
  readonly onFatal: OnFatal;
  readonly onTrouble?: OnTrouble;
}

const practiceKeyName = 'practice.key';

/** Opens the database that the environment asks for. */
export function openDatabase(configuration: DatabaseConfiguration): Promise<Database> {
  const { databaseUrl, dataDir, onFatal, onTrouble } = configuration;
  const keys = keysFor(configuration);
  return databaseUrl === undefined
    ? openSqlite({ dataDir, keys, onFatal, onTrouble })
    : openPostgres({ url: databaseUrl, keys, onFatal, onTrouble });
}

function keysFor({ mode, keyFile, dataDir }: DatabaseConfiguration) {
  if (mode === 'practice') return readOrMakeKeyFile(keyFile ?? join(dataDir, practiceKeyName));
  if (keyFile === undefined) throw new KeyFileError('DATA_KEY_FILE is not set');
  return readKeyFile(keyFile);
}
