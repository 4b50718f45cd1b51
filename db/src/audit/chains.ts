import type { KeyObject } from 'node:crypto';
import type { AccountSeal } from '../accounts/account-chain.ts';
import type { CaseKeys } from '../keys/case-keys.ts';
import type { Storage } from '../kit/orm.ts';
import { verifyAll } from '../log/verify.ts';
import type { ChainVerdict } from './chain-verdict.ts';
import { Checkpoints, type CheckpointSettings } from './checkpoints.ts';
import { verifyAccounts } from './verify-accounts.ts';
import { type Behind, firstBehind, type Heads, readHeads } from './heads.ts';
import { verifyCheckpoints } from './verify-checkpoints.ts';
import { verifyLogs } from './verify-logs.ts';
import { verifyRecords } from './verify-records.ts';

/** Where checkpoints are kept, and with which key they are checked; without one only their chain is. */
export interface CheckpointFolder {
  readonly folder: string;
  readonly key?: KeyObject | undefined;
}

/** Every chain of a database: rooms, both logs, records, and the checkpoints outside it. */
export class Chains {
  readonly #storage: Storage;
  readonly #keys: CaseKeys | undefined;
  readonly #seal: AccountSeal | undefined;

  /** Without keys the bodies stay closed; every hash is checked all the same, but for those of accounts. */
  constructor(storage: Storage, keys: CaseKeys | undefined, seal: AccountSeal | undefined) {
    this.#storage = storage;
    this.#keys = keys;
    this.#seal = seal;
  }

  /** Checks all of them. One that is broken hides no other. */
  async verify(checkpoints?: CheckpointFolder): Promise<ChainVerdict[]> {
    const rooms = await verifyAll(this.#storage, this.#keys);
    return [
      ...rooms.map(asChainVerdict),
      ...(await verifyLogs(this.#storage)),
      ...(await verifyRecords(this.#storage, this.#keys)),
      ...(this.#seal ? await verifyAccounts(this.#storage, this.#seal) : []),
      ...(checkpoints ? await verifyCheckpoints(this.#storage, checkpoints) : []),
    ];
  }

  /** How far every chain has come, as it would be promised now. */
  heads(): Promise<Heads> {
    return readHeads(this.#storage);
  }

  /** The first chain that has not come as far as was promised, or went another way. */
  behind(promised: Heads): Promise<Behind | undefined> {
    return firstBehind(this.#storage, promised);
  }

  /** Checks the rooms and logs in which something was written since a moment. */
  async verifySince(since: Date): Promise<ChainVerdict[]> {
    const rooms = await verifyAll(this.#storage, this.#keys, since);
    return [...rooms.map(asChainVerdict), ...(await verifyLogs(this.#storage, since))];
  }

  /**
   * Holds the database against the last checkpoint and starts to keep new ones.
   *
   * @throws {BehindCheckpointError} when the database is not as far as was promised
   */
  keepCheckpoints(
    settings: CheckpointSettings,
    restored: 'RESTORED' | 'NOT_RESTORED',
  ): Promise<Checkpoints> {
    return Checkpoints.start(this.#storage, settings, restored);
  }
}

function asChainVerdict(verdict: Awaited<ReturnType<typeof verifyAll>>[number]): ChainVerdict {
  const { room: name } = verdict;
  return verdict.kind === 'sound'
    ? { kind: 'SOUND', of: 'ROOM', name, lines: verdict.rows }
    : { kind: 'BROKEN', of: 'ROOM', name, line: verdict.seq, damage: 'CHANGED' };
}
