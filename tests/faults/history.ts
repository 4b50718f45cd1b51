/**
 * What a test run writes down while it disturbs the rooms: one event a line, as JSON. The checker
 * (history-checker.ts) judges the history alone, so that a run, a simulation in virtual time and a
 * history kept from last week are judged by the same rules.
 *
 * `at` is in milliseconds on one clock for the whole history. A span names the structs of an edit
 * as Yjs does: `length` structs of `client` from `clock` on. A deletion has no structs: `[]`.
 */
export interface Span {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
}

/** What an edit made, and what it took away. */
export interface Edit {
  readonly spans: readonly Span[];
  readonly deletes?: readonly Span[];
}

/** One row of the log as it was read after the run. Rows of stock clients may have no writer. */
export interface LoggedRow extends Edit {
  readonly seq: number;
  readonly writer?: string;
  readonly n?: number;
}

/** A person's browser made its edit number `n`. Made without a connection, several share a number. */
export interface Typed extends Edit {
  readonly kind: 'typed';
  readonly at: number;
  readonly room: string;
  readonly writer: string;
  readonly n: number;
}

/**
 * The server said that edit `n` is on disk: as row `seq`, or, when its content had already come in
 * by another way, in the rows up to it.
 */
export interface Acked {
  readonly kind: 'acked';
  readonly at: number;
  readonly room: string;
  readonly writer: string;
  readonly n: number;
  readonly seq: number;
}

/** Another person's screen showed these structs. */
export interface Seen {
  readonly kind: 'seen';
  /** It came in with the first sync of a connection: how long ago it was typed says nothing. */
  readonly isCatchUp?: boolean;
  readonly at: number;
  readonly room: string;
  readonly by: string;
  readonly spans: readonly Span[];
}

/** The server said that it will not take edit `n`, and why. */
export interface Refused {
  readonly kind: 'refused';
  readonly at: number;
  readonly room: string;
  readonly writer: string;
  readonly n: number;
  readonly reason: string;
}

/** The server was killed. Until the next `started` nobody expects an answer. */
export interface Crash {
  readonly kind: 'crash';
  readonly at: number;
}

export interface Started {
  readonly kind: 'started';
  readonly at: number;
}

/** A disturbance in which slow answers are declared to be allowed. */
export interface Outage {
  readonly kind: 'outage';
  readonly at: number;
  readonly until: number;
  readonly why: string;
}

/** The room was closed with `head` as its last row; `hash` is the content that was sealed. */
export interface Closed {
  readonly kind: 'closed';
  readonly at: number;
  readonly room: string;
  readonly head: number;
  readonly hash?: string;
}

/** The whole log of a room, read when all was quiet again. */
export interface FinalLog {
  readonly kind: 'log';
  readonly at: number;
  readonly room: string;
  readonly rows: readonly LoggedRow[];
  /** Content hash of a document made from these rows alone. */
  readonly replayed: string;
}

/** The document of one client, when all was quiet again. */
export interface FinalDocument {
  readonly kind: 'document';
  readonly at: number;
  readonly room: string;
  readonly of: string;
  readonly hash: string;
}

/** Result of looking for marked words in what lies outside the process (files, logs). */
export interface CanaryScan {
  readonly kind: 'canaries';
  readonly at: number;
  readonly placesRead: number;
  readonly hits: readonly { readonly place: string; readonly offset: number }[];
}

export type HistoryEvent =
  | Typed
  | Acked
  | Seen
  | Refused
  | Crash
  | Started
  | Outage
  | Closed
  | FinalLog
  | FinalDocument
  | CanaryScan;

export function toJsonLines(history: readonly HistoryEvent[]): string {
  return history.map((event) => `${JSON.stringify(event)}\n`).join('');
}

export function fromJsonLines(text: string): HistoryEvent[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as HistoryEvent);
}
