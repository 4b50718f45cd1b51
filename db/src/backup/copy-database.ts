import { dirname, join } from 'node:path';
import type { VerifyConfig } from '../audit/open-to-verify.ts';
import type { InstallationKeys } from '../keys/key-file.ts';
import type { DatabaseCopy } from './backup-form.ts';
import { exportPostgres } from './export-postgres.ts';
import { importPostgres } from './import-postgres.ts';
import { copySqlite, putSqliteBack } from './copy-sqlite.ts';
import type { ChainVerdict } from '../audit/chain-verdict.ts';
import type { CheckpointFolder } from '../audit/chains.ts';

/** A database with the keys that open it. */
export type KeyedDatabase = VerifyConfig & { readonly keys: InstallationKeys };

/** Writes one moment of the database to a folder, while others go on writing. On disk when it resolves. */
export function copyDatabase(source: KeyedDatabase, folder: string): Promise<DatabaseCopy> {
  if (source.kind === 'postgresql') return exportPostgres(source, folder);
  return copySqlite({ dataDir: dirname(source.path), keys: source.keys }, folder);
}

/**
 * Puts a copy back where there is nothing yet. Nothing stays when a chain is broken or the copy is not the one that
 * was described.
 *
 * @returns every chain as it stands in the copy
 * @throws {RestoreRefusedError} when it is refused
 */
export function putDatabaseBack(
  copy: DatabaseCopy,
  from: { readonly folder: string; readonly checkpoints: CheckpointFolder },
  target: KeyedDatabase,
): Promise<readonly ChainVerdict[]> {
  const path = join(from.folder, copy.file);
  const put = { copy, path, checkpoints: from.checkpoints };
  return target.kind === 'sqlite' ? putSqliteBack(put, target) : importPostgres(put, target);
}
