import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import type { LogForm } from '../audit/log-line.ts';
import type { Tables } from '../tables.ts';
import type { Atomic } from './statement.ts';

/**
 * Builds statements and reads. The types are SQLite's for both dialects: what differs between them
 * ends in this folder. Reading is always awaited, although SQLite answers at once.
 */
export type Orm = Pick<
  BaseSQLiteDatabase<'sync', unknown>,
  'select' | 'selectDistinct' | 'insert' | 'update' | 'delete'
>;

/** Makes something once for each storage, such as a statement: building one anew takes longer than running it. */
export function oncePerStorage<T>(make: (storage: Storage) => T): (storage: Storage) => T {
  const made = new WeakMap<Storage, { readonly it: T }>();
  return (storage) => {
    const known = made.get(storage) ?? { it: make(storage) };
    made.set(storage, known);
    return known.it;
  };
}

/** What a store is made of: tables, something to build and read with, and the two ways to write. */
export interface Storage {
  readonly tables: Tables;
  readonly orm: Orm;
  readonly write: Atomic;
  /** Makes lines of the logs of what a use case tells; they are written with `write.guarded`. */
  readonly form: LogForm;
}
