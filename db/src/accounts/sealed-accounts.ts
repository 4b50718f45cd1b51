import { asc, eq, gt, sql } from 'drizzle-orm';
import type { Storage } from '../kit/orm.ts';
import { AccountBook, type RowDamage } from './account-book.ts';
import type { AccountKind, AccountRow, AccountSeal } from './account-chain.ts';

export type Reading = Pick<Storage, 'orm' | 'tables'>;

/** Something that gives rights and was written past the server, and counts for nothing. */
export interface AccountTrouble {
  readonly of: AccountKind | 'SESSION' | 'CHAIN';
  /** Which one; of a chain the number of the change. */
  readonly key: string;
  readonly damage: RowDamage | 'MISSING' | 'END_MOVED';
}

/** A row with how many changes had been made when it was read. */
export interface ReadAt {
  readonly changesThen: number | null;
}

/** The one row that counts changes. */
export const onlyHead = 1;
const mostTold = 1_000;
const mostLooks = 3;

/** Reads rows that give rights, and leaves out those that the server did not write so. */
export class SealedAccounts {
  readonly book: AccountBook;
  readonly reading: Reading;
  readonly #told = new Set<string>();
  #tell: (trouble: AccountTrouble) => void = () => undefined;
  #looking: Promise<boolean> | undefined;
  /** A head that cannot be reached: the chain is broken before it. */
  #unreachable: number | undefined;

  constructor(reading: Reading, seal: AccountSeal) {
    this.reading = reading;
    this.book = new AccountBook(seal);
  }

  /** Who is told of what was written past the server: once of each row as it was found. */
  watch(tell: (trouble: AccountTrouble) => void): void {
    this.#tell = tell;
  }

  /** Stands in a query of rows, so that their moment is known without asking for it. */
  get changesThen() {
    const { accountHead: head } = this.reading.tables;
    return sql<
      number | null
    >`(select ${head.number} from ${head} where ${head.id} = ${onlyHead})`.mapWith(Number);
  }

  /** Those of the rows that are as the server wrote them last. */
  async right<R extends ReadAt>(
    query: () => PromiseLike<readonly R[]>,
    sealed: (row: R) => AccountRow,
  ): Promise<readonly R[]> {
    // What was known before the query ran, the query cannot have missed.
    const atLeast = this.book.number;
    const rows = await query();
    const [first] = rows;
    if (!first) return rows;
    const then = Math.max(first.changesThen ?? 0, atLeast);
    await this.#readTo(then);
    return rows.filter((row) => {
      const asked = sealed(row);
      const damage = this.book.damageOf(asked, then);
      if (damage) this.trouble({ of: asked.kind, key: asked.key, damage }, asked.content);
      return damage === undefined;
    });
  }

  /** How many changes there are, all of them checked; BROKEN when the chain is not what the server wrote. */
  async count(): Promise<number | 'BROKEN'> {
    const head = await this.#head();
    const number = head?.number ?? 0;
    await this.#readTo(number);
    // Also what stands beyond the head, which belongs to nothing.
    if (await this.#look()) return 'BROKEN';
    const { book } = this;
    if (book.number === number && (!head || isSame(head.hash, book.hash))) return number;
    // Others may have gone on since the head was read.
    const again = await this.#head();
    if (again?.number === book.number && isSame(again.hash, book.hash)) return book.number;
    this.trouble({ of: 'CHAIN', key: String(number), damage: 'END_MOVED' });
    return 'BROKEN';
  }

  /** Tells it once. */
  trouble(trouble: AccountTrouble, content = ''): void {
    const name = JSON.stringify([trouble, content]);
    if (this.#told.has(name)) return;
    if (this.#told.size >= mostTold) this.#told.clear();
    this.#told.add(name);
    this.#tell(trouble);
  }

  async #readTo(number: number): Promise<void> {
    if (number === this.#unreachable) return;
    for (let looks = 0; looks < mostLooks && this.book.number < number; looks++) {
      await this.#look();
    }
    if (this.book.number >= number) return;
    this.#unreachable = number;
    const next = String(this.book.number + 1);
    this.trouble({ of: 'CHAIN', key: next, damage: 'MISSING' });
  }

  /** One at a time: two that read the same would each add it. */
  #look(): Promise<boolean> {
    this.#looking ??= this.#readOn().finally(() => (this.#looking = undefined));
    return this.#looking;
  }

  async #head() {
    const { orm, tables } = this.reading;
    const { accountHead } = tables;
    const [head] = await orm.select().from(accountHead).where(eq(accountHead.id, onlyHead));
    return head;
  }

  /** Reads what follows. True when it does not. */
  async #readOn(): Promise<boolean> {
    const { orm, tables } = this.reading;
    const { accountChange: change } = tables;
    const after = gt(change.number, this.book.number);
    const changes = await orm.select().from(change).where(after).orderBy(asc(change.number));
    const wrong = this.book.add(changes);
    if (wrong) this.trouble({ of: 'CHAIN', key: String(wrong.number), damage: wrong.damage });
    return wrong !== undefined;
  }
}

function isSame(one: Uint8Array | null, other: Uint8Array): boolean {
  return one !== null && Buffer.from(one).equals(other);
}
