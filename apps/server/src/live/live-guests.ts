import { randomBytes } from 'node:crypto';
import { type MeetingId, type PersonId, readId, type TableId } from '@overlegtafel/domain';
import { pageMark } from '@overlegtafel/protocol';
import { type LiveEventName, liveCommands } from '@overlegtafel/protocol/live-events';
import { type Caller, type Happening, placeTimes } from '@overlegtafel/usecases';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Server, Socket } from 'socket.io';
import type { Guest } from './guest.ts';
import type { LiveMeetings } from './live-meetings.ts';

type Who = Omit<Caller, 'traceId'>;
type Alert = Extract<Happening, { readonly kind: 'ALERT' }>;
type Visitor = Who | undefined;

/** What receiving live connections needs. */
export interface GuestParts {
  readonly meetings: LiveMeetings;
  /** Who is behind a connection now; undefined once the session has ended. */
  readonly callerOf: (socket: Socket) => Visitor | Promise<Visitor>;
  /** Whether the page behind a connection was made for this person. */
  readonly isPageOf: (socket: Socket, person: Who['person']) => boolean;
  /** Whether this person hears at once of emergency access at this table. */
  readonly hearsAlerts: (table: TableId, person: PersonId) => Promise<boolean>;
  readonly failed: (what: string, error: unknown) => void;
}

/** How many commands a connection may send in ten seconds; following a meeting takes one. */
const commandLimit = { points: 40, duration: 10 } as const;
/** Sessions that have ended are noticed this often. */
const lookMs = 1_000;

/** Everybody who is connected to the live events in this process. */
export class LiveGuests {
  readonly #parts: GuestParts;
  readonly #guests = new Map<Socket, Guest>();
  readonly #limiter = new RateLimiterMemory(commandLimit);
  readonly #looking: NodeJS.Timeout;
  readonly #keeping: NodeJS.Timeout;

  constructor(server: Server, parts: GuestParts) {
    this.#parts = parts;
    const visitors = new WeakMap<Socket, Who>();
    // Asked before the connection is there: what a browser says first would otherwise be lost.
    server.use((socket, next) => {
      void this.#ask(socket).then((who) => {
        const isOwn = who !== undefined && parts.isPageOf(socket, who.person);
        if (isOwn) visitors.set(socket, who);
        next(isOwn ? undefined : new Error(who ? pageMark.ofAnother : 'sign in'));
      });
    });
    server.on('connection', (socket) => {
      const who = visitors.get(socket);
      if (who) this.#receive(socket, guestOf(socket, who));
      else socket.disconnect(true);
    });
    this.#looking = setInterval(() => {
      for (const [socket, guest] of this.#guests) void this.#look(socket, guest);
    }, lookMs).unref();
    const keep = () => void parts.meetings.keepPlaces();
    this.#keeping = setInterval(keep, placeTimes.sayMs).unref();
  }

  /** Tells everybody whether what they write is being stored. */
  tellSaving(isSaving: boolean): void {
    for (const guest of this.#guests.values()) guest.send('saving', { isSaving });
  }

  /** Tells the privacy officers of the table, whatever they follow, that somebody took emergency access. */
  async tellAlert({ table, item, by, at }: Alert): Promise<void> {
    const read = readId('TableId', table, 'table');
    if (!read.ok) return;
    const event = { table, item, by, at: new Date(at).toISOString() };
    await Promise.all(
      [...this.#guests.values()].map(async (guest) => {
        if (await this.#parts.hearsAlerts(read.value, guest.person)) guest.send('alert', event);
      }),
    );
  }

  stop(): void {
    clearInterval(this.#looking);
    clearInterval(this.#keeping);
  }

  #receive(socket: Socket, guest: Guest): void {
    this.#guests.set(socket, guest);
    socket.on('disconnect', () => {
      this.#guests.delete(socket);
      this.#parts.meetings.gone(guest);
    });
    socket.on('follow', (given: unknown, answer: unknown) => {
      const read = liveCommands.follow.safeParse(given);
      const meeting = read.success ? meetingId(read.data.meeting) : undefined;
      if (!read.success || meeting === undefined) socket.disconnect(true);
      else void this.#follow(socket, guest, { meeting, after: read.data.after, answer });
    });
    socket.on('unfollow', (given: unknown) => {
      const read = liveCommands.unfollow.safeParse(given);
      const meeting = read.success ? meetingId(read.data.meeting) : undefined;
      if (meeting === undefined) socket.disconnect(true);
      else void this.#inLimit(socket, () => this.#parts.meetings.unfollow(guest, meeting));
    });
  }

  async #follow(
    socket: Socket,
    guest: Guest,
    asked: {
      readonly meeting: MeetingId;
      readonly after: number | undefined;
      readonly answer: unknown;
    },
  ): Promise<void> {
    const { meeting, after, answer } = asked;
    await this.#inLimit(socket, async () => {
      const isThere = await this.#parts.meetings.follow(guest, meeting, after);
      // Whoever went meanwhile does not follow.
      if (!socket.connected) this.#parts.meetings.gone(guest);
      if (isAnswer(answer)) answer({ isThere });
    });
  }

  async #inLimit(socket: Socket, step: () => Promise<void> | void): Promise<void> {
    try {
      await this.#limiter.consume(socket.id);
    } catch {
      socket.disconnect(true);
      return;
    }
    try {
      await step();
    } catch (error) {
      this.#parts.failed('live command', error);
      // The browser comes back and follows again.
      socket.conn.close();
    }
  }

  async #ask(socket: Socket): Promise<Visitor> {
    try {
      return await this.#parts.callerOf(socket);
    } catch (error) {
      this.#parts.failed('live session', error);
      return undefined;
    }
  }

  /** Whoever has no session any more is told and put out. */
  async #look(socket: Socket, guest: Guest): Promise<void> {
    const who = await this.#ask(socket);
    if (who?.person === guest.person || !this.#guests.has(socket)) return;
    guest.send('revoked', { signedOut: true });
    socket.disconnect(true);
  }
}

function guestOf(socket: Socket, who: Who): Guest {
  const pass = (name: LiveEventName, event: unknown) => void socket.emit(name, event);
  return {
    person: who.person,
    caller: () => ({ ...who, traceId: randomBytes(16).toString('hex') }),
    send: pass,
    pass,
  };
}

function meetingId(text: string): MeetingId | undefined {
  const read = readId('MeetingId', text, 'meeting');
  return read.ok ? read.value : undefined;
}

/** What a browser hands over to be called with the answer. */
export function isAnswer(given: unknown): given is (answer: unknown) => void {
  return typeof given === 'function';
}
