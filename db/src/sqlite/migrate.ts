// edge: rows as SQLite gives them
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { migrationsFolder, refuseUnknownMigrations, type Applied } from '../kit/migrations.ts';
import type { Connection } from './connection.ts';

/** Brings the tables up to date. Refuses, and changes nothing, when they are ahead of the program. */
export function migrateSqlite(connection: Connection): void {
  const folder = migrationsFolder('sqlite');
  refuseUnknownMigrations(appliedIn(connection), folder);
  migrate(drizzle(connection), { migrationsFolder: folder });
}

/** The migrations that a database has had. */
export function appliedIn(connection: Connection): Applied[] {
  const table = connection.prepare(
    `SELECT 1 FROM sqlite_schema WHERE name = '__drizzle_migrations'`,
  );
  if (table.get() === undefined) return [];
  return connection
    .prepare('SELECT hash, created_at AS createdAt FROM __drizzle_migrations ORDER BY created_at')
    .all() as Applied[];
}
