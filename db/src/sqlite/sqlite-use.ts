import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { InstallationKeys } from '../keys/key-file.ts';
import { useKey } from './connection.ts';
import { fileName } from './open-sqlite.ts';

/**
 * Who has the database in this folder open: for tools that may only run while no server does. Asks
 * for the file alone, which SQLite refuses while there is any other connection, also one that does
 * nothing. Changes nothing.
 *
 * @throws when the key does not open the file
 */
export function sqliteUse(
  dataDir: string,
  keys: Pick<InstallationKeys, 'file'>,
): 'ABSENT' | 'FREE' | 'IN_USE' {
  const path = join(dataDir, fileName);
  if (!existsSync(path)) return 'ABSENT';
  const connection = new Database(path, { fileMustExist: true, timeout: 0 });
  try {
    useKey(connection, keys.file);
    connection.pragma('locking_mode = EXCLUSIVE');
    connection.prepare('SELECT count(*) FROM sqlite_schema').get();
    return 'FREE';
  } catch (error) {
    const isBusy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
    if (!isBusy) throw error;
    return 'IN_USE';
  } finally {
    connection.close();
  }
}
