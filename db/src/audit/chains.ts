import type { KeyObject } from 'node:crypto';
import type { CaseKeys } from '../keys/case-keys.ts';
import type { Storage } from '../kit/orm.ts';
import { verifyAll } from '../log/verify.ts';
import type { ChainVerdict } from './chain-verdict.ts';
import { Checkpoints, type CheckpointSettings } from './checkpoints.ts';
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

  /** Without keys the bodies stay closed; every hash is checked all the same. */
  constructor(storage: Storage, keys: CaseKeys | undefined) {
    this.#storage = storage;
    this.#keys = keys;
  }

  /** Checks all of them. One that is broken hides no other. */
  async verify(checkpoints?: CheckpointFolder): Promise<ChainVerdict[]> {
    const rooms = await verifyAll(this.#storage, this.#keys);
    return [
      ...rooms.map(asChainVerdict),
      ...(await verifyLogs(this.#storage)),
      ...(await verifyRecords(this.#storage, this.#keys)),
      ...(checkpoints ? await verifyCheckpoints(this.#storage, checkpoints) : []),
    ];
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
