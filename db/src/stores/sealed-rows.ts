// edge: what was sealed here is opened here
import { and, eq, isNotNull, type Placeholder, type SQL } from 'drizzle-orm';
import type { AnySQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { BrokenSealError } from '../errors.ts';
import type { CaseKeys } from '../keys/case-keys.ts';
import { seal, unseal } from '../keys/sealed.ts';
import { inLists, overKeys, type Prepared } from '../kit/many-keys.ts';
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
    const rows: unknown = await this.#select(sealed, query);
    return (rows as readonly StoredBody[]).map((row) => this.#opened<T>(sealed, row));
  }

  /** The same over many keys at once, prepared: what is asked again and again while people are in a room. */
  overKeys<T>(
    sealed: SealedTable,
    query: (keys: Placeholder[]) => SealedQuery,
  ): (keys: readonly string[], rest?: Readonly<Record<string, unknown>>) => Promise<readonly T[]> {
    const select = overKeys<StoredBody>((_storage, keys) => {
      const prepared: unknown = this.#select(sealed, query([...keys])).prepare();
      return prepared as Prepared<StoredBody>;
    });
    return (keys, rest) =>
      inLists(keys, async (list) => {
        const rows = await select(this.#storage, list, rest);
        return rows.map((row) => this.#opened<T>(sealed, row));
      });
  }

  #select(sealed: SealedTable, query: SealedQuery) {
    const { orm, tables } = this.#storage;
    const { caseKey } = tables;
    const { id, owner, table } = sealed;
    const isItsKey = and(
      eq(caseKey.caseId, owner),
      eq(caseKey.number, table.keyNumber),
      isNotNull(caseKey.wrapped),
    );
    return orm
      .select({ ...query.beside, id, owner, body: table.body, wrapped: caseKey.wrapped })
      .from(table)
      .innerJoin(caseKey, isItsKey)
      .where(query.where)
      .orderBy(...(query.order ?? []))
      .limit(query.limit ?? -1 >>> 1);
  }

  #opened<T>(sealed: SealedTable, { body, wrapped, ...row }: StoredBody): T {
    const text = this.open(sealed.name, { ...row, body, wrapped });
    const { id: _id, owner: _owner, ...beside } = row;
    return { ...(JSON.parse(text) as T), ...beside };
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
