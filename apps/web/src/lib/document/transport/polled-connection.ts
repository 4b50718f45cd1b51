import { highestChannel, JoinedPieces, PacedPieces } from '@overlegtafel/protocol';
import { lostCode, type Line, type LineEvents } from './line.ts';

/** What is needed of a socket.io connection. */
export interface PolledChannelCarrier {
  emit(event: 'join' | 'part' | 'message' | 'leave', ...sent: readonly unknown[]): void;
  close(): void;
}

/** What a socket.io connection tells. Arguments are as they came over the wire. */
export interface CarrierEvents {
  connected(): void;
  part(...received: readonly unknown[]): void;
  message(...received: readonly unknown[]): void;
  closed(...received: readonly unknown[]): void;
  /** What was sent has left this device. */
  drained(): void;
  /** It could not be made, or it is gone. */
  lost(): void;
}

export type OpenCarrier = (events: CarrierEvents) => PolledChannelCarrier;

interface Channel {
  readonly room: string;
  readonly events: LineEvents;
  /** What was said in this turn; it goes in one message. */
  readonly unsent: Uint8Array[];
}

interface Carried {
  readonly carrier: PolledChannelCarrier;
  readonly outgoing: PacedPieces;
  readonly incoming: JoinedPieces;
  isConnected: boolean;
}

/** The one socket.io connection of a page, with a channel for each of its rooms. */
export class PolledConnection {
  readonly #open: OpenCarrier;
  readonly #channels = new Map<number, Channel>();
  #carried: Carried | undefined;
  #lastNumber = highestChannel;

  constructor(open: OpenCarrier) {
    this.#open = open;
  }

  /** A line to a room. The connection is made with the first, and ended after the last. */
  line(room: string, events: LineEvents): Line {
    const number = this.#freeNumber();
    const channel: Channel = { room, events, unsent: [] };
    this.#channels.set(number, channel);
    const { carrier, isConnected } = this.#carry();
    if (isConnected) queueMicrotask(() => this.#join(number, channel, carrier));
    return {
      send: (message) => {
        this.#send(number, channel, message);
      },
      close: () => {
        this.#leave(number, channel);
      },
    };
  }

  /** The number that was given out longest ago: what is on its way for an older room is not taken for ours. */
  #freeNumber(): number {
    let number = this.#lastNumber;
    for (let tried = 0; tried <= highestChannel; tried += 1) {
      number = (number + 1) % (highestChannel + 1);
      if (!this.#channels.has(number)) break;
    }
    this.#lastNumber = number;
    return number;
  }

  #carry(): Carried {
    if (this.#carried !== undefined) return this.#carried;
    const carrier = this.#open(this.#eventsOf(() => carried));
    const carried: Carried = {
      carrier,
      outgoing: new PacedPieces((number, piece) => {
        if (piece.kind === 'part') carrier.emit('part', number, piece.bytes);
        else carrier.emit('message', number, ...piece.messages);
      }),
      incoming: new JoinedPieces(Infinity),
      isConnected: false,
    };
    this.#carried = carried;
    return carried;
  }

  #eventsOf(ours: () => Carried): CarrierEvents {
    const isCurrent = () => this.#carried !== undefined && this.#carried === ours();
    return {
      connected: () => {
        if (!isCurrent()) return;
        ours().isConnected = true;
        for (const [number, channel] of [...this.#channels])
          this.#join(number, channel, ours().carrier);
      },
      part: (number, bytes) => {
        if (isCurrent()) this.#receivedPart(number, bytes, ours());
      },
      message: (number, ...messages) => {
        if (isCurrent()) this.#received(number, messages, ours());
      },
      closed: (number, code, reason) => {
        if (isCurrent()) this.#closed(number, code, reason);
      },
      drained: () => {
        if (isCurrent()) ours().outgoing.drained();
      },
      lost: () => {
        if (isCurrent()) this.#lost();
      },
    };
  }

  #join(number: number, channel: Channel, carrier: PolledChannelCarrier): void {
    if (this.#channels.get(number) !== channel || this.#carried?.carrier !== carrier) return;
    carrier.emit('join', number, channel.room);
    channel.events.opened();
  }

  #send(number: number, channel: Channel, message: Uint8Array): void {
    if (this.#channels.get(number) !== channel) return;
    channel.unsent.push(message);
    if (channel.unsent.length > 1) return;
    queueMicrotask(() => {
      const messages = channel.unsent.splice(0);
      if (this.#channels.get(number) !== channel || this.#carried?.isConnected !== true) return;
      this.#carried.outgoing.add(number, messages);
    });
  }

  #receivedPart(number: unknown, part: unknown, { incoming }: Carried): void {
    const bytes = bytesOf(part);
    if (typeof number !== 'number' || bytes === undefined) return;
    incoming.part(number, bytes);
    this.#channels.get(number)?.events.arriving?.();
  }

  #received(number: unknown, messages: readonly unknown[], { incoming }: Carried): void {
    if (typeof number !== 'number') return;
    const channel = this.#channels.get(number);
    const whole = incoming.message(
      number,
      messages.map(bytesOf).filter((bytes) => bytes !== undefined),
    );
    for (const message of whole) {
      if (this.#channels.get(number) !== channel) return;
      channel?.events.received(new Uint8Array(message).buffer);
    }
  }

  #closed(number: unknown, code: unknown, reason: unknown): void {
    if (typeof number !== 'number' || typeof code !== 'number') return;
    const channel = this.#channels.get(number);
    this.#channels.delete(number);
    this.#carried?.outgoing.forget(number);
    channel?.events.ended(code, typeof reason === 'string' ? reason : '');
    this.#endWhenIdle();
  }

  #leave(number: number, channel: Channel): void {
    if (this.#channels.get(number) !== channel) return;
    this.#channels.delete(number);
    this.#carried?.outgoing.forget(number);
    if (this.#carried?.isConnected === true) this.#carried.carrier.emit('leave', number);
    this.#endWhenIdle();
  }

  #lost(): void {
    const channels = [...this.#channels.values()];
    this.#channels.clear();
    this.#carried?.carrier.close();
    this.#carried = undefined;
    for (const { events } of channels) events.ended(lostCode, '');
  }

  #endWhenIdle(): void {
    if (this.#channels.size > 0) return;
    this.#carried?.carrier.close();
    this.#carried = undefined;
  }
}

function bytesOf(message: unknown): Uint8Array | undefined {
  if (message instanceof ArrayBuffer) return new Uint8Array(message);
  return message instanceof Uint8Array ? message : undefined;
}
