import Database from 'better-sqlite3';
import { join } from 'node:path';
import { readKeyFile } from '../keys/key-file.ts';
import { useKey } from '../sqlite/connection.ts';
import { fileName } from '../sqlite/open-sqlite.ts';

/** Changes the database of a folder as somebody would who has the key, past every rule of the program. */
export function changeFile(dataDir: string, keyFile: string, statements: string): void {
  const connection = new Database(join(dataDir, fileName));
  try {
    useKey(connection, readKeyFile(keyFile).file);
    connection.exec(statements);
  } finally {
    connection.close();
  }
}
