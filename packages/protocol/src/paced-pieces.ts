import { inPieces, polledLimits, type PolledPiece } from './polled-documents.ts';

/** How one event leaves. */
export type SendPiece = (channel: number, piece: PolledPiece) => void;

interface Queued {
  readonly channel: number;
  readonly bytes: number;
  readonly leave: () => void;
}

/**
 * Lets out so much at a time, in the order in which it was said: what answers to a ping, and what ends a room, does
 * not wait behind a whole document, and a slow line is not taken for a dead one.
 */
export class PacedPieces {
  readonly #send: SendPiece;
  #queue: Queued[] = [];
  #queuedBytes = 0;
  #outBytes = 0;
  #isLeaving = false;

  constructor(send: SendPiece) {
    this.#send = send;
  }

  /** How much has not left this machine. */
  get bytes(): number {
    return this.#queuedBytes + this.#outBytes;
  }

  add(channel: number, messages: readonly Uint8Array[]): void {
    for (const piece of inPieces(messages)) {
      const leave = () => {
        this.#send(channel, piece);
      };
      this.#enter({ channel, bytes: bytesOf(piece), leave });
    }
    this.#leaveOn();
  }

  /** Does something once everything that was said before has left. */
  after(channel: number, leave: () => void): void {
    this.#enter({ channel, bytes: 0, leave });
    this.#leaveOn();
  }

  /** Nobody listens on this channel any more. */
  forget(channel: number): void {
    this.#queue = this.#queue.filter((one) => one.channel !== channel);
    this.#queuedBytes = this.#queue.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** What was let out has gone. */
  drained(): void {
    // While an event leaves, its head alone may already have gone.
    if (this.#isLeaving) return;
    this.#outBytes = 0;
    this.#leaveOn();
  }

  #enter(queued: Queued): void {
    this.#queue.push(queued);
    this.#queuedBytes += queued.bytes;
  }

  #leaveOn(): void {
    if (this.#isLeaving) return;
    this.#isLeaving = true;
    for (let next = this.#queue[0]; next !== undefined && this.#hasRoom(next);) {
      this.#queue.shift();
      this.#queuedBytes -= next.bytes;
      this.#outBytes += next.bytes;
      next.leave();
      next = this.#queue[0];
    }
    this.#isLeaving = false;
  }

  #hasRoom({ bytes }: Queued): boolean {
    return this.#outBytes === 0 || this.#outBytes + bytes <= polledLimits.eventBytes;
  }
}

function bytesOf(piece: PolledPiece): number {
  if (piece.kind === 'part') return piece.bytes.length;
  return piece.messages.reduce((sum, { length }) => sum + length, 0);
}
