import type { LogLine } from '../audit/log-line.ts';

/** A statement that was built and not yet run: every builder of drizzle is one. */
export interface Statement {
  toSQL(): PlainStatement;
}

/** What a statement comes down to. It can be handed to another thread. */
export interface PlainStatement {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** A row as the driver gives it, under the names of the columns. */
export type Row = Readonly<Record<string, unknown>>;

/** The rows that each condition matched, or which condition was the first that no longer held. */
export type Guarded =
  | { readonly kind: 'done'; readonly matched: readonly (readonly Row[])[] }
  | { readonly kind: 'refused'; readonly condition: number };

/**
 * The only ways to write. There are no transactions that stay open between two calls: on SQLite
 * they would stop every other writer, and a caller that waits inside one stops the server.
 */
export interface Atomic {
  /** Runs all statements or none, and resolves when they are on disk. */
  atomically(statements: readonly Statement[]): Promise<void>;

  /**
   * Runs the conditions, then the statements, or nothing at all when a condition matches no row.
   *
   * Trap: a condition is a write that returns what it matched (`update … where … returning`). A
   * plain select locks nothing on PostgreSQL, so what it saw may have changed before the commit.
   *
   * `lines` are the lines of the access log that belong to it (`storage.form` makes them): with all of it or not at
   * all. Without conditions and statements they are only recorded.
   */
  guarded(
    conditions: readonly Statement[],
    statements: readonly Statement[],
    lines?: readonly LogLine[],
  ): Promise<Guarded>;
}

/** Builds all of them, so that they can be run elsewhere. */
export function plain(statements: readonly Statement[]): PlainStatement[] {
  return statements.map((statement) => {
    const { sql, params } = statement.toSQL();
    return { sql, params };
  });
}
