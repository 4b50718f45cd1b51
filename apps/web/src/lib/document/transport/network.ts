import type { Clock } from '../clock.ts';
import { lostCode, type Line, type LineEvents } from './line.ts';
import {
  firstChoice,
  nextChoice,
  probeDelayMs,
  transportTimes,
  type Transport,
  type TransportChoice,
  type TransportEvent,
} from './transport-choice.ts';

/** What the network of a page is made of. */
export interface NetworkParts {
  /** Where the documents are, such as `wss://tafel.example.nl/documents`. */
  readonly address: string;
  readonly openWebSocket: (address: string, events: LineEvents) => Line;
  readonly openPolled: (room: string, events: LineEvents) => Line;
  readonly clock: Clock;
  /** A number from 0 up to 1. */
  readonly chance: () => number;
}

/** The code for a line that we end ourselves, to come back at once another way. */
const changeOverCode = 4590;

/** No room can have this name, so the server answers with a close code, which only comes over a WebSocket. */
const noRoom = 'probe';

/** The ways from this page to the server. Opens lines by the transport that works now, and looks for a better one. */
export class Network {
  readonly #parts: NetworkParts;
  readonly #polled = new Set<WatchedLine>();
  #choice: TransportChoice = firstChoice;
  #cancelProbe: (() => void) | undefined;

  constructor(parts: NetworkParts) {
    this.#parts = parts;
  }

  /** What new lines are opened by. */
  get transport(): Transport {
    return this.#choice.transport;
  }

  /**
   * Opens a line to a room.
   *
   * @param query what the address of a WebSocket ends with, such as `?schema=1`
   */
  line(room: string, query: string, events: LineEvents): Line {
    const { transport } = this.#choice;
    const { address, openWebSocket, openPolled, clock } = this.#parts;
    const line = new WatchedLine(transport, events, {
      clock,
      tell: (event) => {
        this.#happened(event);
      },
      gone: () => this.#polled.delete(line),
    });
    if (transport === 'polling') {
      this.#polled.add(line);
      this.#probeLater();
    }
    line.follow((watched) =>
      transport === 'polling'
        ? openPolled(room, watched)
        : openWebSocket(`${address}/${room}${query}`, watched),
    );
    return line;
  }

  #happened(event: TransportEvent): void {
    const before = this.#choice.transport;
    this.#choice = nextChoice(this.#choice, event);
    if (this.#choice.transport === before) return;
    this.#cancelProbe?.();
    this.#cancelProbe = undefined;
    if (this.#choice.transport === 'polling') this.#probeLater();
    else for (const line of [...this.#polled]) line.end(changeOverCode, 'webSocket');
  }

  /** Only while somebody is in a room. */
  #probeLater(): void {
    if (this.#cancelProbe !== undefined) return;
    const { clock, chance } = this.#parts;
    this.#cancelProbe = clock.after(probeDelayMs(this.#choice, chance()), () => {
      this.#cancelProbe = undefined;
      if (this.#polled.size > 0) this.#probe();
    });
  }

  #probe(): void {
    const { address, openWebSocket, clock } = this.#parts;
    let isDone = false;
    const done = (isOpen: boolean) => {
      if (isDone) return;
      isDone = true;
      stopWaiting();
      if (!isOpen) line?.close();
      this.#happened({ kind: 'probed', isOpen });
      if (this.#choice.transport === 'polling') this.#probeLater();
    };
    const stopWaiting = clock.after(transportTimes.answerMs, () => {
      done(false);
    });
    const line: Line | undefined = openWebSocket(`${address}/${noRoom}`, {
      opened: () => undefined,
      received: () => undefined,
      ended: (code) => {
        done(code >= 4400);
      },
    });
  }
}

interface Watch {
  readonly clock: Clock;
  readonly tell: (event: TransportEvent) => void;
  readonly gone: () => void;
}

/** A line that says how its transport does. One that opens and then stays silent does not work. */
class WatchedLine implements Line {
  readonly #transport: Transport;
  readonly #events: LineEvents;
  readonly #watch: Watch;
  #line: Line | undefined;
  #answeredMs: number | undefined;
  #isDone = false;
  readonly #stopWaiting: () => void;

  constructor(transport: Transport, events: LineEvents, watch: Watch) {
    this.#transport = transport;
    this.#events = events;
    this.#watch = watch;
    this.#stopWaiting = watch.clock.after(transportTimes.answerMs, () => {
      this.#ended(lostCode, '');
    });
  }

  follow(open: (watched: LineEvents) => Line): void {
    this.#line = open({
      opened: () => {
        if (!this.#isDone) this.#events.opened();
      },
      received: (message) => {
        this.#heard();
        if (!this.#isDone) this.#events.received(message);
      },
      arriving: () => {
        this.#heard();
      },
      ended: (code, reason) => {
        this.#ended(code, reason);
      },
    });
  }

  send(message: Uint8Array): void {
    if (!this.#isDone) this.#line?.send(message);
  }

  close(): void {
    this.#finish();
  }

  /** Ends it as if the other side had. */
  end(code: number, reason: string): void {
    if (this.#finish()) this.#events.ended(code, reason);
  }

  #heard(): void {
    this.#answeredMs ??= this.#watch.clock.now();
    this.#stopWaiting();
  }

  /** A code from 4000 on is the word of the server: the network did what it should. */
  #ended(code: number, reason: string): void {
    const transport = this.#transport;
    if (!this.#finish()) return;
    const now = this.#watch.clock.now();
    const isOurs = code >= 4000;
    if (!isOurs && this.#answeredMs === undefined) this.#watch.tell({ kind: 'failed', transport });
    else if (!isOurs) {
      this.#watch.tell({ kind: 'ended', transport, openMs: now - (this.#answeredMs ?? now) });
    }
    this.#events.ended(code, reason);
  }

  #finish(): boolean {
    if (this.#isDone) return false;
    this.#isDone = true;
    this.#stopWaiting();
    this.#watch.gone();
    this.#line?.close();
    return true;
  }
}
