import { hash, type KeyObject } from 'node:crypto';
import { seal, unseal } from '../keys/sealed.ts';

/** A row of the log as it is stored. */
export interface StoredRow {
  readonly room: string;
  readonly seq: number;
  readonly person: string;
  readonly writer: string;
  readonly n: number;
  readonly clientIds: string;
  readonly atMs: number;
  readonly keyNumber: number;
  readonly body: Uint8Array;
  readonly hash: Uint8Array;
}

/** A row before it is sealed. */
export type NewRow = Omit<StoredRow, 'body' | 'hash'>;

/** The key of a case that rows are sealed with now. */
export interface CaseKey {
  readonly caseId: string;
  readonly number: number;
  readonly key: KeyObject;
}

/** What stands before the first row of a room. */
export const chainStart = Buffer.alloc(32);

/** Seals the update of a row and chains the row to the one before it. */
export function sealRow(row: NewRow, update: Uint8Array, key: CaseKey, before: Uint8Array) {
  const body = seal(key.key, update, placeOf(row, key.caseId));
  return { ...row, body, hash: chainHash(row, body, before) };
}

/** The update of a row, or undefined when its place, its key or a byte is not what it was. */
export function unsealRow(row: StoredRow, key: CaseKey): Buffer | undefined {
  return unseal(key.key, row.body, placeOf(row, key.caseId));
}

/** True when the row follows on the one before it and nothing in it has changed. */
export function follows(row: StoredRow, before: Uint8Array): boolean {
  return chainHash(row, row.body, before).equals(row.hash);
}

/**
 * SHA-256 over the hash before, the hash of the sealed body and everything that stands beside it.
 * It covers what is sealed, not what is written, so a destroyed key leaves the chain checkable.
 */
function chainHash(row: NewRow, body: Uint8Array, before: Uint8Array): Buffer {
  const facts = Buffer.from(JSON.stringify(factsOf(row)));
  return hash('sha256', Buffer.concat([before, hash('sha256', body, 'buffer'), facts]), 'buffer');
}

/** What the seal is bound to: a row that is moved, or given to somebody else, does not open. */
function placeOf(row: NewRow, caseId: string): string {
  return JSON.stringify(['log', caseId, ...factsOf(row)]);
}

function factsOf(row: NewRow): (string | number)[] {
  const { room, seq, person, writer, n, clientIds, atMs, keyNumber } = row;
  return [room, seq, person, writer, n, clientIds, atMs, keyNumber];
}
