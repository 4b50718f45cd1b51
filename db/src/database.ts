import type { Pool } from 'pg';
import type { RoomLog } from '@overlegtafel/rooms';
import type { AccountsDesk } from './accounts/accounts-desk.ts';
import type { AuditLog } from './audit/audit-log.ts';
import type { Chains } from './audit/chains.ts';
import type {
  ClockMarks,
  KeptAnswers,
  Ledger,
  Presence,
  Retention,
  SessionStore,
  Stores,
} from '@overlegtafel/usecases';
import type { StoredDestructions } from './destructions/stored-destructions.ts';
import type { FatalStorageError } from './errors.ts';
import type { Atomic } from './kit/statement.ts';
import type { RoomGateStore } from './log/gate.ts';
import type { Verdict } from './log/verify.ts';

/** An open database, ready for the ports that it implements. */
export interface Database {
  readonly kind: 'sqlite' | 'postgresql';
  readonly roomLog: RoomLog;
  readonly roomGate: RoomGateStore;
  /** The access log and the processing log, to be read and to be written to. */
  readonly audit: AuditLog;
  /** Checks every chain, and promises outside the database how far they have come. */
  readonly chains: Chains;
  /** What use cases read, and the one way in which they write. */
  readonly stores: Stores;
  readonly ledger: Ledger;
  readonly keptAnswers: KeptAnswers;
  readonly sessions: SessionStore;
  /** Seals what was there before seals, and tells what was written past the server. */
  readonly accounts: AccountsDesk;
  readonly presence: Presence;
  /** What has to be destroyed one day. */
  readonly retention: Retention;
  /** Until when the clock was followed. */
  readonly clock: ClockMarks;
  /** What was destroyed before, and may be back with a backup. */
  readonly destructions: StoredDestructions;
  /** Connections for what processes tell each other by NOTIFY; PostgreSQL only. */
  readonly pool?: Pool;
  /** The two ways to write, for the stores of the use cases. */
  readonly write: Atomic;
  health(): Promise<Health>;
  /** Checks the chain of every room; a broken one is named with its first bad row. */
  verifyAll(): Promise<readonly Verdict[]>;
  verifyRoom(room: string): Promise<Verdict | undefined>;
  /** Raises every epoch and gives every case a new key, after a backup was put back. */
  acceptRestore(): Promise<void>;
  /** Commits what was asked and lets go of everything. */
  close(): Promise<void>;
}

/** Whether it can serve now, and where its commits run. */
export interface Health {
  readonly status: 'ok' | 'trouble';
  readonly database: 'sqlite' | 'postgresql';
  readonly detail: string;
}

/** Called once, when the database cannot be trusted any more: the server ends with `exitCode`. */
export type OnFatal = (error: FatalStorageError) => void;
