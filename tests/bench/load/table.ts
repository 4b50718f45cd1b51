/** One simulated table: some type, all are present. */
import { Author } from './author.ts';
import { BesideTable } from './beside-table.ts';
import {
  eachPresence,
  eachStruct,
  emptyStateVector,
  emptyStep2,
  kindOf,
  presenceMessage,
  syncStep1,
} from './messages.ts';
import type { Metrics } from './metrics.ts';
import { cookieOf, roomOf, type LoadOptions } from './options.ts';
import { connect, hasFirstSync, type Connection } from './protocols.ts';

const chairsAtMost = 1024;
const ring = 8192;
/** A server that keeps documents has seen the clocks of the last run: client ids are new each run. */
const firstClientId = 1_000_000_000 + chairsAtMost * Math.floor(Math.random() * 2_900_000);

interface Person {
  readonly chair: number;
  readonly clientId: number;
  connection: Connection | undefined;
  isSynced: boolean;
  isClosed: boolean;
  /** Highest clock seen of each chair. */
  readonly seen: Int32Array;
  readonly presenceSeen: Int32Array;
  readonly presenceSentAt: Float64Array;
  presenceClock: number;
  readonly unacknowledged: number[];
}

export class Table {
  readonly room: string;
  readonly people: readonly Person[];
  readonly typists: readonly Author[];
  readonly chooser: Author | undefined;
  readonly beside: BesideTable;
  drops = 0;
  private readonly number: number;
  private readonly options: LoadOptions;
  private readonly metrics: Metrics;
  private readonly authors = new Map<number, Author>();
  private readonly base: number;
  private timers: (NodeJS.Timeout | undefined)[] = [];
  private isStopped = false;

  constructor(number: number, options: LoadOptions, metrics: Metrics) {
    this.number = number;
    this.options = options;
    this.metrics = metrics;
    this.room = roomOf(options, number);
    this.base = firstClientId + number * chairsAtMost;
    const { participants } = options;
    this.people = Array.from({ length: participants }, (_, chair) => this.person(chair));
    const typists = Math.min(options.typists, participants);
    this.typists = Array.from({ length: typists }, (_, seat) => this.author(this.seatAt(seat)));
    this.chooser = options.choicesPerSecond > 0 ? this.author(this.seatAt(typists)) : undefined;
    this.beside = new BesideTable(number, options);
  }

  connect(chair: number, synced: () => void): void {
    const person = this.people[chair];
    if (person === undefined) return;
    const { options } = this;
    const beSynced = () => {
      if (person.isSynced) return;
      person.isSynced = true;
      synced();
    };
    const seat = { room: this.room, cookie: cookieOf(options, this.number, chair) };
    person.connection = connect(options, seat, {
      ready: (connection) => {
        if (hasFirstSync(options.protocol)) connection.send(syncStep1(emptyStateVector));
        else beSynced();
      },
      message: (connection, bytes, start) => {
        this.metrics.frames += 1;
        const kind = kindOf(bytes, start);
        if (kind === 'step1') connection.send(emptyStep2);
        else if (kind === 'awareness') this.seePresence(person, bytes, start);
        else if (kind !== 'other') this.seeEdits(person, bytes, start);
        if (kind === 'step2') beSynced();
      },
      acknowledged: () => {
        const at = person.unacknowledged.shift();
        if (at !== undefined && this.metrics.isOn) this.metrics.ack.add(performance.now() - at);
      },
      close: () => {
        person.isClosed = true;
        if (!this.isStopped) this.drops += 1;
      },
    });
  }

  start(): void {
    const { keysPerSecond, choicesPerSecond, presencePerSecond } = this.options;
    this.open();
    for (const author of this.typists) {
      this.every(keysPerSecond, () => {
        this.keystroke(author);
      });
    }
    const { chooser } = this;
    if (chooser) {
      this.every(choicesPerSecond, () => {
        this.send(chooser, chooser.choose());
      });
    }
    for (const person of this.people) {
      this.every(presencePerSecond, () => {
        this.showPresence(person);
      });
    }
  }

  /** Everybody who writes puts the paragraph there in which they will. */
  open(): void {
    for (const author of this.authors.values())
      this.people[author.chair]?.connection?.send(author.open());
  }

  keystroke(author: Author): number {
    const message = author.keystroke();
    this.send(author, message);
    return message.length;
  }

  showPresence(person: Person): number {
    if (person.isClosed || person.connection === undefined) return 0;
    person.presenceClock += 1;
    const clock = person.presenceClock;
    person.presenceSentAt[clock & (ring - 1)] = performance.now();
    if (this.metrics.isOn) {
      this.metrics.presences += 1;
      this.metrics.offered += this.people.length - 1;
    }
    const message = presenceMessage(person.clientId, clock, `Participant ${person.chair}`);
    person.connection.send(message);
    return message.length;
  }

  traffic(): { bytesIn: number; bytesOut: number } {
    let bytesIn = 0;
    let bytesOut = 0;
    for (const { connection } of this.people) {
      bytesIn += connection?.socket.bytesIn ?? 0;
      bytesOut += connection?.socket.bytesOut ?? 0;
    }
    return { bytesIn, bytesOut };
  }

  stop(): void {
    this.isStopped = true;
    for (const timer of this.timers) clearTimeout(timer);
  }

  destroy(): void {
    this.stop();
    this.beside.close();
    for (const person of this.people) person.connection?.socket.destroy();
  }

  private person(chair: number): Person {
    const { participants } = this.options;
    return {
      chair,
      clientId: this.base + chair,
      connection: undefined,
      isSynced: false,
      isClosed: false,
      seen: new Int32Array(participants).fill(-1),
      presenceSeen: new Int32Array(participants).fill(-1),
      presenceSentAt: new Float64Array(ring),
      presenceClock: 0,
      unacknowledged: [],
    };
  }

  /** At each table others write: whoever sits there may. */
  private seatAt(turn: number): number {
    return (this.number + turn) % this.options.participants;
  }

  private author(chair: number): Author {
    const author = this.authors.get(chair) ?? new Author(chair, this.base + chair);
    this.authors.set(chair, author);
    return author;
  }

  /** Open loop: each action is due at a time on the clock, not when the last one was finished. */
  private every(perSecond: number, act: () => void): void {
    if (perSecond <= 0) return;
    const periodMs = 1000 / perSecond;
    const slot = this.timers.length;
    let due = performance.now() + Math.random() * periodMs;
    const plan = () => {
      this.timers[slot] = setTimeout(run, Math.max(0, due - performance.now()));
    };
    const run = () => {
      if (this.isStopped) return;
      if (this.metrics.isOn) this.metrics.sendLag.add(Math.max(0, performance.now() - due));
      act();
      due += periodMs;
      plan();
    };
    plan();
  }

  private send(author: Author, message: Buffer): void {
    const person = this.people[author.chair];
    if (person === undefined || person.isClosed) return;
    const others = this.people.length - 1;
    if (this.metrics.isOn) {
      this.metrics.edits += 1;
      this.metrics.offered += others;
    }
    const now = author.sent(others);
    if (this.options.protocol === 'hocuspocus') person.unacknowledged.push(now);
    person.connection?.send(message);
  }

  private seePresence(person: Person, bytes: Buffer, start: number): void {
    const now = performance.now();
    const { metrics } = this;
    eachPresence(bytes, start, (client, clock) => {
      const other = this.people[client - this.base];
      if (other === undefined || other === person) return;
      const last = person.presenceSeen[other.chair] ?? -1;
      if (clock <= last) return;
      person.presenceSeen[other.chair] = clock;
      const sentAt = other.presenceSentAt[clock & (ring - 1)] ?? 0;
      if (!metrics.isOn || sentAt === 0) return;
      metrics.aware.add(now - sentAt);
      metrics.presencesCovered += last < 0 ? 1 : clock - last;
    });
  }

  private seeEdits(person: Person, bytes: Buffer, start: number): void {
    const now = performance.now();
    eachStruct(bytes, start, (client, clock, length) => {
      const chair = client - this.base;
      const author = this.authors.get(chair);
      if (author === undefined || chair === person.chair) return;
      const last = clock + length - 1;
      for (let seen = (person.seen[chair] ?? -1) + 1; seen <= last; seen += 1) {
        this.arrived(author, seen, now);
      }
      person.seen[chair] = Math.max(person.seen[chair] ?? -1, last);
    });
  }

  private arrived(author: Author, clock: number, now: number): void {
    const sentAt = author.whenSent(clock);
    if (sentAt === undefined) return;
    const isLast = author.arrived(clock);
    const { metrics } = this;
    if (!metrics.isOn) return;
    metrics.deliver.add(now - sentAt);
    metrics.delivered += 1;
    if (isLast) metrics.all.add(now - sentAt);
  }
}
