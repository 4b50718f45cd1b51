// edge: what was sealed here is opened here
import { and, eq, isNotNull, type SQL } from 'drizzle-orm';
import type { AnySQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { BrokenSealError } from '../errors.ts';
import type { CaseKeys } from '../keys/case-keys.ts';
import { seal, unseal } from '../keys/sealed.ts';
import type { Storage } from '../kit/orm.ts';
import type { CaseKey } from '../log/chain.ts';

/** A table whose rows are sealed, and where its columns stand. */
export interface SealedTable {
  /** The name that a seal is bound to, beside owner and row. It never changes. */
  readonly name: string;
  readonly table: SQLiteTable & {
    readonly keyNumber: AnySQLiteColumn;
    readonly body: AnySQLiteColumn;
  };
  readonly id: AnySQLiteColumn;
  /** The case, or the table of a region, whose key seals the row. */
  readonly owner: AnySQLiteColumn;
}

/** Which rows, in which order, and which columns stand beside what was sealed. */
export interface SealedQuery {
  readonly where: SQL | undefined;
  readonly order?: readonly (SQL | AnySQLiteColumn)[];
  readonly limit?: number;
  readonly beside?: Readonly<Record<string, AnySQLiteColumn>>;
}

interface StoredBody {
  readonly id: string;
  readonly owner: string;
  readonly body: Buffer;
  readonly wrapped: Buffer;
}

/** Opens rows whose words are sealed. A row whose key was destroyed is absent. */
export class SealedRows {
  readonly #storage: Storage;
  readonly #keys: CaseKeys;

  constructor(storage: Storage, keys: CaseKeys) {
    this.#storage = storage;
    this.#keys = keys;
  }

  /** The rows that match, opened. */
  async read<T>(sealed: SealedTable, query: SealedQuery): Promise<T[]> {
    const { orm, tables } = this.#storage;
    const { caseKey } = tables;
    const { id, owner, table } = sealed;
    const isItsKey = and(
      eq(caseKey.caseId, owner),
      eq(caseKey.number, table.keyNumber),
      isNotNull(caseKey.wrapped),
    );
    const found = orm
      .select({ ...query.beside, id, owner, body: table.body, wrapped: caseKey.wrapped })
      .from(table)
      .innerJoin(caseKey, isItsKey)
      .where(query.where)
      .orderBy(...(query.order ?? []))
      .limit(query.limit ?? -1 >>> 1);
    const rows: unknown = await found;
    return (rows as readonly StoredBody[]).map(({ body, wrapped, ...row }) => {
      const text = this.open(sealed.name, { ...row, body, wrapped });
      const { id: _id, owner: _owner, ...beside } = row;
      return { ...(JSON.parse(text) as T), ...beside };
    });
  }

  /** What was sealed. Throws when it is not what was written. */
  open(name: string, { id, owner, body, wrapped }: StoredBody): string {
    const plain = unseal(this.#keys.unwrap(owner, wrapped), body, placeOf(name, owner, id));
    if (!plain) throw new BrokenSealError(name, id);
    return plain.toString();
  }
}

/** Seals the text of a row, bound to where it stands. */
export function sealText(
  { name, id }: { readonly name: string; readonly id: string },
  text: string,
  key: CaseKey,
): { readonly keyNumber: number; readonly body: Buffer } {
  const body = seal(key.key, Buffer.from(text), placeOf(name, key.caseId, id));
  return { keyNumber: key.number, body };
}

/** What a seal is bound to: a row that is moved to another place, or another case, does not open. */
function placeOf(name: string, owner: string, id: string): string {
  return JSON.stringify([name, owner, id]);
}
