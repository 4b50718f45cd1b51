/**
 * One run of a fault case: a folder, a server in it, people who type in its rooms, and everything
 * that happened written down for the checker.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RoomName } from '@overlegtafel/protocol';
import { seededRandom, type Random } from '../seeded-random.ts';
import { findCanaries } from './canaries.ts';
import { checkHistory, type CheckOptions, type Verdict } from './history-checker.ts';
import { toJsonLines } from './history.ts';
import { OwnClient } from './own-client.ts';
import { Recorder } from './recorder.ts';
import {
  portToKeep,
  practicePeople,
  ServerUnderTest,
  signIn,
  workspaceFolder,
  type ServerOptions,
} from './server-under-test.ts';
import { StockClient } from './stock-client.ts';
import { createRooms, readStoredRoom, roomNames, withStorage } from './storage.ts';
import type { Guest, TypingClient } from './typing-client.ts';

export interface StageOptions {
  readonly seed: number;
  readonly rooms?: number;
  /** An own place for the data, for example a small disk. */
  readonly dataFolder?: string;
  readonly server?: Omit<ServerOptions, 'dataFolder' | 'port'>;
}

export interface Seating {
  readonly count: number;
  readonly kind: 'own' | 'stock' | 'mixed';
  readonly room?: number;
  /** Through a proxy instead of straight to the server. */
  readonly url?: string;
}

const settleWithinMs = 20_000;
const syncWithinMs = 10_000;
const lookEveryMs = 20;

export class Stage {
  readonly recorder = new Recorder();
  readonly random: Random;
  readonly rooms: readonly RoomName[];
  readonly dataFolder: string;
  readonly canary: string;
  readonly clients: TypingClient[] = [];
  private readonly options: StageOptions;
  private readonly folder: string;
  private readonly port: number;
  private guests: Guest[] = [];
  private running: ServerUnderTest | undefined;
  private printed = '';

  private constructor(options: StageOptions, port: number) {
    this.options = options;
    this.port = port;
    this.random = seededRandom(options.seed);
    this.folder = mkdtempSync(join(tmpdir(), 'overlegtafel-faults-'));
    this.dataFolder = options.dataFolder ?? join(this.folder, 'data');
    this.rooms = roomNames(options.rooms ?? 1);
    this.canary = `kanarie${this.random.below(2 ** 32).toString(36)}vogel`;
  }

  /** Makes the folder and the rooms; the server is not started yet. */
  static async open(options: StageOptions): Promise<Stage> {
    const stage = new Stage(options, await portToKeep());
    mkdirSync(stage.dataFolder, { recursive: true, mode: 0o700 });
    await createRooms(stage.dataFolder, stage.rooms);
    return stage;
  }

  get server(): ServerUnderTest {
    if (this.running === undefined) throw new Error('the server was not started');
    return this.running;
  }

  async start(changed: StageOptions['server'] = {}): Promise<ServerUnderTest> {
    const { dataFolder, port } = this;
    const server = await ServerUnderTest.start({
      ...this.options.server,
      ...changed,
      dataFolder,
      port,
    });
    this.running = server;
    if (this.guests.length === 0) {
      const people = await practicePeople(server.url);
      this.guests = await Promise.all(
        people.map(async (person) => ({ person, cookie: await signIn(server.url, person) })),
      );
    }
    this.recorder.record({ kind: 'started' });
    return server;
  }

  /** Everybody who sits down is signed in and has had a first sync. */
  async seat(seating: Seating): Promise<TypingClient[]> {
    const seated = Array.from({ length: seating.count }, (_, i) => this.sit(seating, i));
    this.clients.push(...seated);
    await this.until(() => seated.every((client) => client.isSynced), syncWithinMs);
    return seated;
  }

  guest(index: number): Guest {
    const guest = this.guests[index % this.guests.length];
    if (guest === undefined) throw new Error('nobody is signed in');
    return guest;
  }

  /** Lets people type at chance moments, each about every so many milliseconds. Gives how to stop. */
  keepTyping(clients: readonly TypingClient[], everyMs: number): () => void {
    const random = this.random.part('typing');
    const timers = new Map<TypingClient, NodeJS.Timeout>();
    const plan = (client: TypingClient) => {
      const later = () => {
        client.type();
        plan(client);
      };
      timers.set(client, setTimeout(later, random.next() * 2 * everyMs));
    };
    for (const client of clients) plan(client);
    return () => {
      for (const timer of timers.values()) clearTimeout(timer);
    };
  }

  /** Kill -9. What was sent before it still arrives. */
  async crash(): Promise<void> {
    this.recorder.record({ kind: 'crash' });
    await this.server.kill9();
    this.keepOutput();
  }

  outage(why: string, lengthMs: number): void {
    this.recorder.record({ kind: 'outage', why, until: this.recorder.now() + lengthMs });
  }

  async pass(ms: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, ms));
  }

  /** Waits until something is so, and gives whether it came to be. */
  async until(isSo: () => boolean, withinMs: number): Promise<boolean> {
    const end = performance.now() + withinMs;
    while (!isSo()) {
      if (performance.now() > end) return false;
      await this.pass(lookEveryMs);
    }
    return true;
  }

  /** Waits until everything is acknowledged and everybody in a room has the same. */
  async settle(): Promise<boolean> {
    return this.until(() => {
      const here = this.clients.filter((client) => !client.isEnded);
      if (!here.every((client) => client.isSettled)) return false;
      const hashes = Map.groupBy(here, (client) => client.place.room);
      return [...hashes.values()].every(
        (clients) => new Set(clients.map((client) => client.hash)).size === 1,
      );
    }, settleWithinMs);
  }

  vanish(clients: readonly TypingClient[] = this.clients): void {
    for (const client of [...clients]) {
      client.vanish();
      this.clients.splice(this.clients.indexOf(client), 1);
    }
  }

  /** Lets all settle, a fresh page read every room, stops the server, and judges what happened. */
  async finish(options: CheckOptions = {}): Promise<Verdict> {
    for (const [room] of this.rooms.entries()) await this.seat({ count: 1, kind: 'own', room });
    await this.settle();
    for (const { place, hash, isEnded } of this.clients) {
      if (isEnded) continue;
      this.recorder.record({ kind: 'document', room: place.room, of: place.name, hash });
    }
    this.vanish();
    await this.server.stop();
    this.keepOutput();
    return this.judge(options);
  }

  /** Reads what lies on disk and judges. The server is down. */
  async judge(options: CheckOptions = {}): Promise<Verdict> {
    const complaints: string[] = [];
    await withStorage(this.dataFolder, async (database) => {
      for (const room of this.rooms) {
        const stored = await readStoredRoom(database, room, this.recorder.now());
        complaints.push(...stored.complaints);
        this.recorder.events.push(stored);
      }
    });
    const found = findCanaries([this.canary], this.dataFolder, this.printed);
    this.recorder.record({ kind: 'canaries', ...found });
    return checkHistory(this.recorder.events, { verifyChain: () => complaints, ...options });
  }

  /** Writes the history to a folder that stays, for a failure. */
  keepHistory(name: string): string {
    const folder = join(workspaceFolder, 'reports', 'faults');
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${name}-${this.options.seed}.jsonl`);
    writeFileSync(file, toJsonLines(this.recorder.events));
    return file;
  }

  async close(): Promise<void> {
    this.vanish();
    if (this.running?.isRunning) await this.running.kill9();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private sit({ kind, room = 0, url }: Seating, index: number): TypingClient {
    const number = this.clients.length + index;
    const name = `${kind} ${this.recorder.events.length}.${number}`;
    const place = {
      documentsUrl: url === undefined ? this.server.documentsUrl : `${url}/documents`,
      room: this.rooms[room] ?? '',
      guest: this.guest(number),
      name,
      recorder: this.recorder,
      random: this.random.part(name),
    };
    const isStock = kind === 'stock' || (kind === 'mixed' && index % 3 === 2);
    return isStock ? new StockClient(place) : new OwnClient(place);
  }

  private keepOutput(): void {
    this.printed += this.server.output;
  }
}
