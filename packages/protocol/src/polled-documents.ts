import { documentLimits } from './limits.ts';

/**
 * Document messages over socket.io, for networks that block WebSockets: namespace `/documents` of the path `/live`.
 * One connection carries several rooms; the browser gives each a number, its channel.
 *
 * From the browser: `join(channel, room)`, `part(channel, bytes)`, `message(channel, ...messages)`, `leave(channel)`.
 * From the server: `part(channel, bytes)`, `message(channel, ...messages)`, `closed(channel, code, reason)`.
 *
 * A `part` is the beginning of the next message of its channel: the first of the next `message` goes on where it ends.
 */
export const polledDocuments = { path: '/live', namespace: '/documents' } as const;

/** Channels are numbered from 0 up to this. */
export const highestChannel = 255;

const kibibyte = 1024;

export const polledLimits = {
  /** Messages in one event. socket.io refuses an event with more than ten buffers. */
  eventMessages: 8,
  /** Bytes in one event, and on their way at once: even a slow line takes them between two pings. */
  eventBytes: 256 * kibibyte,
  /** The body of a request, below what a proxy takes when nobody told it otherwise (1 MB). Bytes grow by a third. */
  bodyBytes: 768 * kibibyte,
  /** The largest message from a browser, put together again. */
  messageBytes: documentLimits.frameBytes,
} as const;

/** What goes over as one event. */
export type PolledPiece =
  | { readonly kind: 'part'; readonly bytes: Uint8Array }
  | { readonly kind: 'message'; readonly messages: readonly Uint8Array[] };

/** Messages of any number and size as events that socket.io and the proxies between let through, in order. */
export function inPieces(messages: readonly Uint8Array[]): PolledPiece[] {
  const { eventBytes, eventMessages } = polledLimits;
  const pieces: PolledPiece[] = [];
  let together: Uint8Array[] = [];
  let bytes = 0;
  const close = () => {
    if (together.length > 0) pieces.push({ kind: 'message', messages: together });
    together = [];
    bytes = 0;
  };
  for (const message of messages) {
    if (together.length === eventMessages || bytes + message.length > eventBytes) close();
    let at = 0;
    for (; message.length - at > eventBytes; at += eventBytes)
      pieces.push({ kind: 'part', bytes: message.subarray(at, at + eventBytes) });
    together.push(message.subarray(at));
    bytes += message.length - at;
  }
  close();
  return pieces;
}

/** Puts messages together again. Whoever sends, sends the pieces of one message after each other. */
export class JoinedPieces {
  readonly #longest: number;
  #channel = -1;
  #parts: Uint8Array[] = [];
  #bytes = 0;

  /** @param longest the most bytes that a message may have; more is never held */
  constructor(longest: number) {
    this.#longest = longest;
  }

  /** The beginning of a message came. False when it is too long: then it is forgotten. */
  part(channel: number, bytes: Uint8Array): boolean {
    if (channel !== this.#channel) this.#begin();
    this.#channel = channel;
    this.#parts.push(bytes);
    this.#bytes += bytes.length;
    if (this.#bytes <= this.#longest) return true;
    this.#begin();
    return false;
  }

  /** The messages of an event, whole. */
  message(channel: number, messages: readonly Uint8Array[]): readonly Uint8Array[] {
    const [last, ...others] = messages;
    if (channel !== this.#channel || last === undefined) return messages;
    const whole = new Uint8Array(this.#bytes + last.length);
    let at = 0;
    for (const piece of [...this.#parts, last]) {
      whole.set(piece, at);
      at += piece.length;
    }
    this.#begin();
    return [whole, ...others];
  }

  /** Nobody ends what was begun on this channel. */
  forget(channel: number): void {
    if (channel === this.#channel) this.#begin();
  }

  #begin(): void {
    this.#channel = -1;
    this.#parts = [];
    this.#bytes = 0;
  }
}
