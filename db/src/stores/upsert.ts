// edge: the columns of a table as what is set on conflict
import type { AnySQLiteColumn, SQLiteInsertValue, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Orm } from '../kit/orm.ts';
import type { Statement } from '../kit/statement.ts';

/** Puts a row in the place of the one with the same key. */
export function upsert<T extends SQLiteTable>(
  orm: Orm,
  table: T,
  key: AnySQLiteColumn | AnySQLiteColumn[],
  row: SQLiteInsertValue<T>,
): Statement {
  return upsertBut(orm, table, { key, kept: [] }, row);
}

/** The same, but for columns that stay as they are when the row is there. */
export function upsertBut<T extends SQLiteTable>(
  orm: Orm,
  table: T,
  {
    key: target,
    kept,
  }: {
    readonly key: AnySQLiteColumn | AnySQLiteColumn[];
    readonly kept: readonly (keyof T['$inferInsert'])[];
  },
  row: SQLiteInsertValue<T>,
): Statement {
  const values = Object.entries(row as Readonly<Record<string, unknown>>);
  const set = Object.fromEntries(values.filter(([name]) => !kept.some((one) => one === name)));
  return orm
    .insert(table)
    .values(row)
    .onConflictDoUpdate({ target, set: set as never });
}
