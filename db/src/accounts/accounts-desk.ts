import type { AccessLine, MembershipRow, PersonRow } from '@overlegtafel/usecases';
import { asc, eq, like } from 'drizzle-orm';
import { AccountsBrokenError } from '../errors.ts';
import type { Storage } from '../kit/orm.ts';
import { plainRow } from '../stores/plain-row.ts';
import { type AccountRow, membershipRow, personRow, subjectRow } from './account-chain.ts';
import { type AccountTrouble, onlyHead, type SealedAccounts } from './sealed-accounts.ts';
import { chainRows } from './turn-of-accounts.ts';

/** What the line of the access log is called that says that everything was sealed. */
export const sealedEvent = 'seal-accounts';

/** What a process does with accounts besides reading and changing them. */
export class AccountsDesk {
  readonly #storage: Storage;
  readonly #accounts: SealedAccounts;

  constructor(storage: Storage, accounts: SealedAccounts) {
    this.#storage = storage;
    this.#accounts = accounts;
  }

  /** Who is told of what was written past the server. */
  watch(tell: (trouble: AccountTrouble) => void): void {
    this.#accounts.watch(tell);
  }

  /**
   * Seals what stands in a database of before there were seals: once, with a line in the access log. Afterwards nothing
   * is sealed but what the server writes.
   *
   * @param line what is put on the record, of the event `sealedEvent`
   * @returns how many rows were sealed; nothing when they were already, or there are none
   * @throws {AccountsBrokenError} when the log says that they were sealed before: somebody took the seals away
   */
  async sealOnce(line: () => AccessLine): Promise<number | undefined> {
    const { write, form } = this.#storage;
    if (await this.#isSealed()) return undefined;
    const rows = await this.#rows();
    if (rows.length === 0) return undefined;
    if (await this.#wasSealed()) throw new AccountsBrokenError();
    const { reading, book } = this.#accounts;
    const { conditions, statements } = chainRows(reading, book, rows);
    const written = await write.guarded(conditions, statements, form.of([line()]));
    return written.kind === 'done' ? rows.length : undefined;
  }

  async #isSealed(): Promise<boolean> {
    const { orm, tables } = this.#storage;
    const { accountHead } = tables;
    const [head] = await orm.select().from(accountHead).where(eq(accountHead.id, onlyHead));
    return (head?.hash ?? null) !== null;
  }

  /** Asked only where no seal stands, so never in daily life. */
  async #wasSealed(): Promise<boolean> {
    const { orm, tables } = this.#storage;
    const { line } = tables.accessLine;
    const isIt = like(line, `%"event":"${sealedEvent}"%`);
    const [found] = await orm.select({ line }).from(tables.accessLine).where(isIt).limit(1);
    return found !== undefined;
  }

  async #rows(): Promise<readonly AccountRow[]> {
    const { orm, tables } = this.#storage;
    const { person, membership, issuerSubject } = tables;
    const people = await orm.select().from(person).orderBy(asc(person.id));
    const members = await orm.select().from(membership).orderBy(asc(membership.id));
    const subjects = await orm.select().from(issuerSubject);
    return [
      ...people.map((row) => personRow(plainRow<PersonRow>(row))),
      ...members.map((row) => membershipRow(plainRow<MembershipRow>(row))),
      ...subjects.map(subjectRow),
    ];
  }
}
