// edge: rows as SQLite gives them
import type { CaseKeys } from '../keys/case-keys.ts';
import type { Connection } from './connection.ts';

/** Stores at the first start, and checks at every other, that the keys of the cases will open. */
export function checkKeys(connection: Connection, keys: CaseKeys): void {
  const stored = storedKeyCheck(connection);
  if (stored) keys.check(stored);
  else
    connection.prepare('INSERT INTO key_check (id, wrapped) VALUES (1, ?)').run(keys.makeCheck());
}

/** What the keys of the cases are held against; nothing before the first start. */
export function storedKeyCheck(connection: Connection): Buffer | undefined {
  const select = connection.prepare('SELECT wrapped FROM key_check WHERE id = 1').pluck();
  return select.get() as Buffer | undefined;
}
