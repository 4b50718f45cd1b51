import {
  type AccessLine,
  type Change,
  ClaimLostError,
  type Commit,
  type Committed,
  type Ledger,
  type Once,
} from '@overlegtafel/usecases';
import type { RoomName } from '@overlegtafel/protocol';
import { StorageUnavailableError } from '../errors.ts';
import type { SealedAccounts } from '../accounts/sealed-accounts.ts';
import { turnOfAccounts } from '../accounts/turn-of-accounts.ts';
import type { Storage } from '../kit/orm.ts';
import type { Statement } from '../kit/statement.ts';
import type { RoomGateStore } from '../log/gate.ts';
import { addItemDeed, addMeetingDeed } from './add-deeds.ts';
import { addRecords } from './add-records.ts';
import { keysFor, type Wrapping } from './commit-keys.ts';
import { placesOf } from './commit-places.ts';
import { guardConditions } from './guards.ts';
import { dropIntakes } from './intakes.ts';
import { putRow, type CommitContext } from './put-rows.ts';
import type { SearchWords } from './search-words.ts';

/** What a ledger stands on. */
export interface LedgerParts {
  readonly storage: Storage;
  readonly accounts: SealedAccounts;
  readonly gate: RoomGateStore;
  readonly wrapping: Wrapping;
  readonly words: SearchWords;
  /** What makes a call that may come twice happen once. */
  readonly standing: (once: Once) => Statement;
  /** Rooms were closed: everybody has to read on. */
  readonly tell: (rooms: readonly RoomName[]) => void;
}

/** How often somebody else may be first with a new key or a record: each time one of them gets through. */
const mostTries = 200;

/** Writes commits of use cases: each is one guarded write, whole or not at all. */
export class DatabaseLedger implements Ledger {
  readonly #parts: LedgerParts;
  #recording: Promise<unknown> = Promise.resolve();

  constructor(parts: LedgerParts) {
    this.#parts = parts;
  }

  async commit(commit: Commit): Promise<Committed> {
    const hasRecord = commit.changes.some((change) => 'add' in change && change.add === 'record');
    const committed = await (hasRecord ? this.#inTurn(() => this.#try(commit)) : this.#try(commit));
    const rooms = commit.guards.flatMap((guard) =>
      guard.kind === 'ROOMS_AT' ? [...guard.heads.keys()] : [],
    );
    if (committed.kind === 'STORED' && rooms.length > 0) this.#parts.tell(rooms);
    return committed;
  }

  async record(lines: readonly AccessLine[]): Promise<void> {
    if (lines.length > 0) await this.commit({ guards: [], changes: [], lines });
  }

  dropIntakes(which: Parameters<Ledger['dropIntakes']>[0]): Promise<void> {
    return dropIntakes(this.#parts.storage, which);
  }

  /** Records of this process one after the other: else they would only get in each other's way. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#recording.then(work, work);
    this.#recording = mine.catch(() => undefined);
    return mine;
  }

  async #try(commit: Commit): Promise<Committed> {
    for (let tries = 0; tries < mostTries; tries++) {
      const committed = await this.#tryOnce(commit);
      if (committed) return committed;
    }
    throw new StorageUnavailableError('others were first too often: try again');
  }

  /** Nothing when somebody else was first with a key or a record, and it has to be looked at again. */
  async #tryOnce({ guards, changes, lines, once }: Commit): Promise<Committed | undefined> {
    const { storage, gate, wrapping, words, standing } = this.#parts;
    const { orm, tables, write } = storage;
    const turn = await turnOfAccounts(this.#parts.accounts, { guards, changes });
    if (turn.kind === 'MOVED') return turn;
    const places = await placesOf(storage, changes);
    const keys = await keysFor(storage, wrapping, changes, places);
    const context: CommitContext = { orm, tables, places, keys, words };
    const records = await addRecords(changes.flatMap(recordIn), context, words);
    const guarding = guardConditions(storage, gate, guards);
    const conditions = [
      ...guarding.map(({ statement }) => statement),
      ...keys.conditions,
      ...records.conditions,
      ...turn.conditions,
      ...(once ? [standing(once)] : []),
    ];
    const rest = changes.flatMap((change) => statementsOf(change, context));
    const statements = [...rest, ...records.statements, ...turn.statements];
    const guarded = await write.guarded(conditions, statements, storage.form.of(lines));
    if (guarded.kind === 'done') return { kind: 'STORED' };
    if (once && guarded.condition === conditions.length - 1) throw new ClaimLostError();
    const failed = guarding[guarded.condition];
    return failed && { kind: 'MOVED', guard: failed.guard };
  }
}

function recordIn(change: Change) {
  return 'add' in change && change.add === 'record' ? [change.row] : [];
}

function statementsOf(change: Change, context: CommitContext): readonly Statement[] {
  if ('put' in change) return putRow(change, context);
  switch (change.add) {
    case 'itemDeed':
      return addItemDeed(change.row, context);
    case 'meetingDeed':
      return addMeetingDeed(change.row, context);
    case 'record':
      return [];
  }
}
