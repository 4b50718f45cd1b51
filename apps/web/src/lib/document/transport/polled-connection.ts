import { highestChannel } from '@overlegtafel/protocol';
import { lostCode, type Line, type LineEvents } from './line.ts';

/** What is needed of a socket.io connection. */
export interface PolledChannelCarrier {
  emit(event: 'join' | 'message' | 'leave', ...sent: readonly unknown[]): void;
  close(): void;
}

/** What a socket.io connection tells. Arguments are as they came over the wire. */
export interface CarrierEvents {
  connected(): void;
  message(...received: readonly unknown[]): void;
  closed(...received: readonly unknown[]): void;
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
    const carried: Carried = {
      carrier: this.#open(this.#eventsOf(() => carried)),
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
      message: (number, ...messages) => {
        if (isCurrent()) this.#received(number, messages);
      },
      closed: (number, code, reason) => {
        if (isCurrent()) this.#closed(number, code, reason);
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
      this.#carried.carrier.emit('message', number, ...messages);
    });
  }

  #received(number: unknown, messages: readonly unknown[]): void {
    if (typeof number !== 'number') return;
    const channel = this.#channels.get(number);
    for (const message of messages) {
      if (this.#channels.get(number) !== channel) return;
      const bytes = bytesOf(message);
      if (bytes !== undefined) channel?.events.received(bytes);
    }
  }

  #closed(number: unknown, code: unknown, reason: unknown): void {
    if (typeof number !== 'number' || typeof code !== 'number') return;
    const channel = this.#channels.get(number);
    this.#channels.delete(number);
    channel?.events.ended(code, typeof reason === 'string' ? reason : '');
    this.#endWhenIdle();
  }

  #leave(number: number, channel: Channel): void {
    if (this.#channels.get(number) !== channel) return;
    this.#channels.delete(number);
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

function bytesOf(message: unknown): ArrayBuffer | undefined {
  if (message instanceof ArrayBuffer) return message;
  return message instanceof Uint8Array ? new Uint8Array(message).buffer : undefined;
}
