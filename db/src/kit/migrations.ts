import { readMigrationFiles } from 'drizzle-orm/migrator';
import { fileURLToPath } from 'node:url';
import { UnsupportedVersionError } from '../errors.ts';

/** A migration that a database says it has had. */
export interface Applied {
  readonly hash: string;
  readonly createdAt: number;
}

/** Where the migrations of a dialect stand. They only go forward. */
export function migrationsFolder(dialect: 'sqlite' | 'postgres'): string {
  return fileURLToPath(new URL(`../../migrations/${dialect}`, import.meta.url));
}

/**
 * Refuses a database that a newer version wrote, or whose migrations are not the ones that are
 * here: an older program would read it wrongly and write on.
 */
export function refuseUnknownMigrations(applied: readonly Applied[], folder: string): void {
  const known = readMigrationFiles({ migrationsFolder: folder });
  if (applied.length > known.length)
    throw new UnsupportedVersionError(
      `the database has ${applied.length} migrations and this program knows ${known.length}: ` +
        'start the version that wrote it',
    );
  applied.forEach((migration, i) => {
    if (known[i]?.hash !== migration.hash)
      throw new UnsupportedVersionError(
        `migration ${i + 1} of the database is not the one of this program`,
      );
  });
}
