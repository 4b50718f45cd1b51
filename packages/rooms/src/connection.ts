import type { PersonId } from '@overlegtafel/domain';
import type { CloseCode } from '@overlegtafel/protocol';

/**
 * One way to one browser, whatever carries it: a WebSocket or a polling connection. Never throws;
 * calls after the end are ignored.
 */
export interface Connection {
  /**
   * Sends whole messages, in order. Everybody who gets the same gets the same array, so what is
   * made of it (a frame, a joined buffer) can be made once.
   */
  send(messages: readonly Uint8Array[]): void;
  close(code: CloseCode, reason: string): void;
  /** How many bytes were sent and have not left this machine. */
  bufferedBytes(): number;
}

/** Who is behind a connection, as the session says and as the others see it. */
export interface Member {
  readonly person: PersonId;
  readonly name: string;
  readonly organisation: string;
  readonly role: string;
}

/** What the owner of a connection tells the room. */
export interface Session {
  /** A message arrived. The bytes may be reused after the next turn of the event loop at the earliest. */
  receive(message: Uint8Array): void;
  /** What was buffered has left. Optional: rooms look by themselves, a second later. */
  drained(): void;
  /** The connection has ended, for whatever reason. */
  left(): void;
}
