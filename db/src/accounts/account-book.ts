import { chainStart } from '../log/chain.ts';
import type { AccountChange, AccountKind, AccountRow, AccountSeal } from './account-chain.ts';

/** What is wrong with a row that gives rights. */
export type RowDamage =
  /** It is not what the server wrote last. */
  | 'CHANGED'
  /** It is what the server wrote once, and changed since. */
  | 'PUT_BACK'
  /** The server never wrote it, or took it away. */
  | 'EXTRA';

interface Version {
  readonly number: number;
  readonly seal: Uint8Array;
  readonly isGone: boolean;
}

/** What is wrong with the chain of changes, and where. */
export interface BookDamage {
  readonly number: number;
  readonly damage: 'MISSING' | 'CHANGED';
}

/**
 * Every change of rows that give rights, as one process has read and checked them. It is kept in memory: asking whether
 * a row is right takes no query, and what is cut off in the database afterwards is still known here.
 */
export class AccountBook {
  readonly seal: AccountSeal;
  readonly #versions = new Map<string, Version[]>();
  /** Rows that were found right, so that asking again only compares them. */
  readonly #right = new Map<string, { readonly number: number; readonly content: string }>();
  #number = 0;
  #hash: Uint8Array = chainStart;

  constructor(seal: AccountSeal) {
    this.seal = seal;
  }

  /** The last change that was read. */
  get number(): number {
    return this.#number;
  }

  /** The chain up to there. */
  get hash(): Uint8Array {
    return this.#hash;
  }

  /** Adds what follows; stops at the first change that does not, and says which. */
  add(changes: readonly AccountChange[]): BookDamage | undefined {
    for (const change of changes) {
      const number = this.#number + 1;
      if (change.number !== number) return { number, damage: 'MISSING' };
      const hash = this.seal.ofChange(this.#hash, change);
      if (!hash.equals(change.hash)) return { number, damage: 'CHANGED' };
      const name = nameOf(change.kind, change.key);
      const version = { number, seal: change.seal, isGone: change.what === 'REMOVED' };
      this.#versions.set(name, [...(this.#versions.get(name) ?? []), version]);
      this.#number = number;
      this.#hash = hash;
    }
    return undefined;
  }

  /** True when there is such a row after the last change. */
  has({ kind, key }: Pick<AccountRow, 'kind' | 'key'>): boolean {
    return this.#versions.get(nameOf(kind, key))?.at(-1)?.isGone === false;
  }

  /** What is wrong with a row that was read when so many changes had been made; nothing when it is right. */
  damageOf(row: AccountRow, upTo: number): RowDamage | undefined {
    const name = nameOf(row.kind, row.key);
    const versions = (this.#versions.get(name) ?? []).filter(({ number }) => number <= upTo);
    const last = versions.at(-1);
    if (!last || last.isGone) return 'EXTRA';
    const known = this.#right.get(name);
    if (known?.number === last.number && known.content === row.content) return undefined;
    if (!this.#isSealed(row, last))
      return versions.some((one) => this.#isSealed(row, one)) ? 'PUT_BACK' : 'CHANGED';
    this.#right.set(name, { number: last.number, content: row.content });
    return undefined;
  }

  /** The rows that must be there after so many changes, with the change that made them as they are. */
  standing(kind: AccountKind, upTo: number): ReadonlyMap<string, number> {
    const all = [...this.#versions].flatMap(([name, versions]) => {
      const last = versions.findLast(({ number }) => number <= upTo);
      const isOfKind = name.startsWith(`${kind} `);
      return last && !last.isGone && isOfKind
        ? [[name.slice(kind.length + 1), last.number] as const]
        : [];
    });
    return new Map(all);
  }

  #isSealed(row: AccountRow, { number, seal }: Version): boolean {
    return this.seal.ofRow(row, number).equals(seal);
  }
}

function nameOf(kind: string, key: string): string {
  return `${kind} ${key}`;
}
