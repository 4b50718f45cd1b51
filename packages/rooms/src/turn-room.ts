import type { DocumentKind } from '@overlegtafel/documents';
import type { PersonId } from '@overlegtafel/domain';
import type { Refusal, RoomName } from '@overlegtafel/protocol';
import type { Audience } from './audience.ts';
import type { RoomContent } from './room-content.ts';
import type { AppendOutcome, LogEntry } from './room-log.ts';
import type { Incoming, Seat } from './seat.ts';

/** A room as a turn sees it. */
export interface TurnRoom {
  readonly name: RoomName;
  readonly kind: DocumentKind;
  readonly schemaVersion: number;
  readonly epoch: number;
  readonly content: RoomContent;
  readonly audience: Audience;
  /** Which client id belongs to whom, as far as this process has seen. */
  readonly claims: ReadonlyMap<number, PersonId>;
  readonly nowMs: number;
  readonly isClosed: boolean;
  readonly isSaving: boolean;
  /** True when the log may hold rows that this room has not read. */
  readonly mustReadOn: boolean;
  /** True when the log was read to its head a moment ago: a storm of newcomers reads it once. */
  readonly isFresh: boolean;

  /** Reads what the log has more and shows it to everybody, except what an author wrote here. */
  readOn(authors?: ReadonlyMap<number, Seat>): Promise<void>;
  /** Reads the log from its start, when what is in memory does not suffice. */
  reload(): Promise<void>;
  /** Whether somebody may write; undefined when that cannot be known now. */
  askMayWrite(person: PersonId): boolean | undefined | Promise<boolean | undefined>;
  /** Client ids for persons; whoever was first keeps each. */
  claim(wanted: readonly { clientId: number; person: PersonId }[]): Promise<void>;
  append(entries: readonly LogEntry[]): Promise<readonly AppendOutcome[]>;
  /** True when so many bytes more are beyond what a document may be. */
  isFullWith(bytes: number): boolean;
  /** Ends a session because of something it sent, and says so in the server's log. */
  refuse(incoming: Incoming, reason: Refusal, detail: string): void;
  /** Messages to be handled again, in order. Whoever was refused meanwhile has nothing to say. */
  putBack(batch: readonly Incoming[]): void;
  /** The gate holds the room: edits wait, everything else goes on. */
  holdEdits(untilMs: number): void;
}
