import type { KeyObject } from 'node:crypto';
import type { Storage } from '../kit/orm.ts';
import { isSigned } from './checkpoint.ts';
import type { Promised } from './checkpoint-files.ts';
import { type Behind, firstBehind, identityOf } from './heads.ts';

/** What a database does not keep of what its checkpoints promise. */
export type BrokenPromise =
  | Behind
  | 'ANOTHER_DATABASE'
  /** A checkpoint is not signed with the key of this installation. */
  | 'FORGED'
  /** There is no database any more, or nothing in it. */
  | 'NO_DATABASE'
  /** The database was in use, and no checkpoint of it is left. */
  | 'NO_PROMISES';

type Reading = Pick<Storage, 'orm' | 'tables'>;

/** What a database is held against. */
export interface HeldAgainst {
  /** Absent: who signed is not looked at. */
  readonly key?: KeyObject | undefined;
  /**
   * Whether a database that was in use must have checkpoints. One that several machines share may have them with
   * another machine.
   */
  readonly mustBePromised: boolean;
}

/** The first promise that is not kept; nothing when all are. Nothing is written. */
export async function brokenPromiseOf(
  storage: Reading | undefined,
  promised: Promised | undefined,
  { key, mustBePromised }: HeldAgainst,
): Promise<BrokenPromise | undefined> {
  if (!promised) {
    const isLost = storage && mustBePromised && (await wasInUse(storage));
    return isLost ? 'NO_PROMISES' : undefined;
  }
  if (key && !promised.signed.every((one) => isSigned(one, key))) return 'FORGED';
  if (!storage) return 'NO_DATABASE';
  if ((await identityOf(storage)) !== promised.database) return 'ANOTHER_DATABASE';
  return firstBehind(storage, promised.heads);
}

/** A server keeps a checkpoint before it writes its first line, so whatever has lines has had one. */
async function wasInUse({ orm, tables }: Reading): Promise<boolean> {
  const lines = await orm.select({ id: tables.auditStream.id }).from(tables.auditStream).limit(1);
  return lines.length > 0;
}
