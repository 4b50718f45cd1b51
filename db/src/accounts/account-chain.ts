import { createHmac } from 'node:crypto';
import type { MembershipRow, PersonRow } from '@overlegtafel/usecases';

/** What gives rights: who has which place, who somebody is, and who signs in as whom. */
export type AccountKind = 'MEMBERSHIP' | 'PERSON' | 'SUBJECT';

/** A row that gives rights, as it is sealed. */
export interface AccountRow {
  readonly kind: AccountKind;
  /** Tells it from the others of its kind. */
  readonly key: string;
  /** All that it says, the same text for the same row. */
  readonly content: string;
}

/** A change of such a row. The seal of the row stands here, so that an older one that is put back is not the last. */
export interface AccountChange {
  /** From 1, without holes. */
  readonly number: number;
  readonly kind: string;
  readonly key: string;
  /** ADDED, CHANGED or REMOVED. */
  readonly what: string;
  /** The seal of the row as it became. */
  readonly seal: Uint8Array;
  /** Over this change and all before it. */
  readonly hash: Uint8Array;
}

export function membershipRow(row: MembershipRow): AccountRow {
  const { id, person, table, role, organisation, municipality, from, until } = row;
  const { substituteFor, discipline } = row;
  const facts = [person, table, role, organisation, municipality, from, until];
  return {
    kind: 'MEMBERSHIP',
    key: id,
    content: JSON.stringify([...facts, substituteFor, discipline].map((one) => one ?? null)),
  };
}

export function personRow({ id, name, initials, organisation }: PersonRow): AccountRow {
  return { kind: 'PERSON', key: id, content: JSON.stringify([name, initials, organisation]) };
}

/** Whom an issuer means. */
export interface SubjectRow {
  readonly issuer: string;
  readonly subject: string;
  readonly person: string;
}

export function subjectRow({ issuer, subject, person }: SubjectRow): AccountRow {
  return { kind: 'SUBJECT', key: JSON.stringify([issuer, subject]), content: person };
}

/**
 * Seals and chains with a key that is not in the database: whoever can only write there makes neither a row that counts
 * nor a chain without it.
 */
export class AccountSeal {
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
  }

  /** The seal of a row as this change made it. */
  ofRow({ kind, key, content }: AccountRow, number: number): Buffer {
    return this.#hmac(['row', kind, key, number, content]);
  }

  /** The chain up to and including a change. */
  ofChange(
    before: Uint8Array,
    { number, kind, key, what, seal }: Omit<AccountChange, 'hash'>,
  ): Buffer {
    const [was, row] = [hexOf(before), hexOf(seal)];
    return this.#hmac(['change', was, number, kind, key, what, row]);
  }

  /** What somebody's session is bound to. */
  ofSession(facts: readonly (string | number | null)[]): Buffer {
    return this.#hmac(['session', ...facts]);
  }

  #hmac(facts: readonly unknown[]): Buffer {
    return createHmac('sha256', this.#key).update(JSON.stringify(facts)).digest();
  }
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
