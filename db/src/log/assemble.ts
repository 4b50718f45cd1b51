import type { Pool } from 'pg';
import { AccountSeal } from '../accounts/account-chain.ts';
import { AuditLog } from '../audit/audit-log.ts';
import { Chains } from '../audit/chains.ts';
import type { RoomName } from '@overlegtafel/protocol';
import type { Database, Health } from '../database.ts';
import { StoredDestructions } from '../destructions/stored-destructions.ts';
import { RoomGateStore } from './gate.ts';
import { makeStores, type StoreKeys } from '../stores/make-stores.ts';
import { acceptRestore } from './restore.ts';
import { DatabaseRoomLog, type LogParts } from './room-log.ts';
import { verifyAll, verifyRoom } from './verify.ts';

/** What a dialect brings; the rest is the same for both. */
interface Dialect {
  readonly kind: Database['kind'];
  readonly parts: LogParts;
  readonly storeKeys: StoreKeys;
  readonly now: () => number;
  readonly pool?: Pool;
  health(): Promise<Health>;
  /** Lets go of what the dialect opened, after the last commit. */
  close(): Promise<void>;
}

/** Makes a database of the parts of a dialect. */
export function assemble(dialect: Dialect): Database {
  const { storage, queue, keys, changes } = dialect.parts;
  const { storeKeys, now, pool } = dialect;
  const tell = (rooms: readonly RoomName[]) => changes.changed(rooms);
  const gate = new RoomGateStore(storage, keys, tell);
  return {
    kind: dialect.kind,
    roomLog: new DatabaseRoomLog(dialect.parts),
    roomGate: gate,
    ...makeStores({ storage, keys, storeKeys, gate, now, pool, tell }),
    destructions: new StoredDestructions(storage, gate),
    audit: new AuditLog(storage),
    chains: new Chains(storage, keys, new AccountSeal(storeKeys.accounts)),
    ...(pool ? { pool } : {}),
    write: queue,
    health: () => dialect.health(),
    verifyAll: () => verifyAll(storage, keys),
    verifyRoom: (room) => verifyRoom(storage, keys, room),
    acceptRestore: () => acceptRestore(storage, keys, now()),
    async close() {
      await changes.close();
      await queue.close();
      await dialect.close();
    },
  };
}
