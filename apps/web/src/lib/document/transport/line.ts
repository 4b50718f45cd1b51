/** A way to one room, whatever carries it. Calls after the end are ignored. */
export interface Line {
  send(message: Uint8Array): void;
  /** Ends it; nothing is told any more. */
  close(): void;
}

/** What a line tells. `ended` is the last of it. */
export interface LineEvents {
  opened(): void;
  received(message: ArrayBuffer): void;
  /** A part of a message came: it is long, or the line is slow. */
  arriving?(): void;
  ended(code: number, reason: string): void;
}

/** The code of a WebSocket that ended without a word (RFC 6455, section 7.1.5). */
export const lostCode = 1006;
