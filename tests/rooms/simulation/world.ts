import type { PersonId } from '@overlegtafel/domain';
import { closeCodes, type RoomName } from '@overlegtafel/protocol';
import { newDocument } from '@overlegtafel/documents';
import type { RoomReport } from '@overlegtafel/rooms';
import { MemoryDisk, MemoryRoomLog } from '@overlegtafel/rooms/memory-room-log';
import * as Y from 'yjs';
import { updateMessage } from '@overlegtafel/protocol';
import { seededRandom, type Random } from '../../seeded-random.ts';
import { Browser } from './browser.ts';
import { Checker, forgedText, type Violation } from './checker.ts';
import { Line, type LineWeather } from './network.ts';
import type { Mistake } from './mistakes.ts';
import { ServerProcess, type Break, type Rights } from './servers.ts';
import type { DiskWeather } from './simulated-log.ts';
import { VirtualTime } from './virtual-time.ts';

const startMs = Date.UTC(2026, 10, 24, 9);
const room: RoomName = 'item:aaaaaaaaaaaaaaaaaaaaaaaaaa';
/** How long the weather is bad, and how long everybody then has to come together. */
const stormMs = 12_000;
const calmMs = 20_000;
/** A person whose right to be there was taken must be out by then. */
const revokedWithinMs = 2_000;

export interface Outcome {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly evidence: ReadonlyMap<string, number>;
  readonly rows: number;
}

/**
 * A table in virtual time: browsers that write, lines that break, servers that are killed, a disk
 * that fails, a meeting that is closed and rights that are taken. The same seed gives the same run.
 */
export class World {
  readonly #random: Random;
  readonly #time = new VirtualTime(startMs);
  readonly #disk = new MemoryDisk();
  readonly #stored: MemoryRoomLog;
  readonly #checker: Checker;
  readonly #rights: Rights = { mayRead: new Set(), mayWrite: new Set() };
  readonly #made = new Map<number, PersonId>();
  readonly #disks: DiskWeather = { slowMs: 0, failures: 0, lostNotices: 0 };
  readonly #lines: LineWeather = { slowMs: 0, bufferFactor: 1 };
  readonly #servers: ServerProcess[] = [];
  readonly #browsers: Browser[] = [];
  readonly #seed: number;
  #isCalm = false;

  constructor(seed: number, mistake: Mistake = {}) {
    this.#seed = seed;
    this.#random = seededRandom(seed);
    this.#stored = mistake.gate?.(this.#disk) ?? new MemoryRoomLog(this.#disk);
    this.#checker = new Checker(this.#disk, room, () => this.#time.nowMs - startMs);
    this.#setWeather();
    for (let i = 1 + this.#random.below(2); i > 0; i--)
      this.#servers.push(this.#newServer(mistake.break ?? {}));
  }

  async run(): Promise<Outcome> {
    await this.#stored.create([{ room, schemaVersion: 1 }]);
    const count = 2 + this.#random.below(4);
    for (let i = 0; i < count; i++) this.#newBrowser(i);
    this.#plan();
    await this.#time.runUntil(startMs + stormMs);
    this.#calm();
    await this.#time.runUntil(startMs + stormMs + calmMs);
    this.#judge();
    const { violations, evidence } = this.#checker;
    return { seed: this.#seed, violations, evidence, rows: this.#disk.rows(room).length };
  }

  #setWeather(): void {
    const random = this.#random;
    this.#disks.slowMs = random.pick([0, 1, 8, 60]);
    this.#disks.failures = random.chance(0.4) ? random.pick([0.02, 0.1, 0.4]) : 0;
    this.#disks.lostNotices = random.pick([0, 0.3, 1]);
    this.#lines.slowMs = random.pick([0, 5, 60, 400]);
    this.#lines.bufferFactor = random.chance(0.25) ? 300 + random.below(3_000) : 1;
  }

  #newServer(broken: Break): ServerProcess {
    return new ServerProcess({
      time: this.#time,
      random: this.#random.part(`server ${this.#servers.length}`),
      stored: this.#stored,
      weather: this.#disks,
      rights: this.#rights,
      break: broken,
      report: (report) => {
        this.#judgeReport(report);
      },
    });
  }

  /** What went wrong was made to go wrong. */
  #judgeReport(report: RoomReport): void {
    if (report.kind !== 'failed') return;
    const isMeant = report.error instanceof Error && report.error.message.startsWith('simulated');
    this.#checker.judge('OTHERS', isMeant ? undefined : `${report.what}: ${String(report.error)}`);
  }

  #newBrowser(i: number): void {
    const name = `b${i}`;
    const person = `person-${i % 4}` as PersonId;
    this.#rights.mayRead.add(person);
    this.#rights.mayWrite.add(person);
    const browser = new Browser({
      name,
      person,
      isOurs: i === 0 || this.#random.chance(0.6),
      time: this.#time,
      random: this.#random.part(name),
      checker: this.#checker,
      made: this.#made,
      dial: (from, listener) =>
        this.#dial(from, new Line(this.#time, this.#random, this.#lines, listener)),
    });
    this.#browsers.push(browser);
  }

  #dial({ person, name }: Browser, line: Line): Line | undefined {
    const up = this.#servers.filter(({ isUp }) => isUp);
    const server = up[this.#random.below(up.length)];
    if (!server) return undefined;
    this.#time.after(this.#random.below(this.#lines.slowMs + 1), () => {
      if (server.isUp) server.take(room, { person, name, organisation: 'o', role: 'r' }, line);
      else line.die();
    });
    return line;
  }

  /** What happens, and when. */
  #plan(): void {
    const random = this.#random;
    for (const browser of this.#browsers) {
      this.#often(50 + random.below(600), () => {
        browser.edit();
      });
      this.#often(100 + random.below(2_000), () => {
        browser.move();
      });
      if (random.chance(0.5))
        this.#often(1_500 + random.below(6_000), () => {
          this.#disturb(browser);
        });
    }
    if (random.chance(0.6))
      this.#often(2_000 + random.below(8_000), () => {
        this.#kill();
      });
    if (random.chance(0.4))
      this.#often(1_000 + random.below(9_000), () => {
        this.#setWeather();
      });
    if (random.chance(0.5)) this.#sometime(() => void this.#closeMeeting());
    if (random.chance(0.4))
      this.#sometime(() => {
        this.#revoke();
      });
    if (random.chance(0.4))
      this.#often(3_000, () => {
        this.#forge();
      });
  }

  #often(everyMs: number, run: () => void): void {
    this.#time.after(1 + this.#random.below(2 * everyMs), () => {
      if (this.#isCalm) return;
      run();
      this.#often(everyMs, run);
    });
  }

  #sometime(run: () => void): void {
    this.#time.after(this.#random.below(stormMs), run);
  }

  #disturb(browser: Browser): void {
    const random = this.#random;
    const what = random.pick(['cut', 'cut', 'half-open', 'reload', 'leave']);
    if (what === 'cut') browser.cut(random.below(100), random.below(100));
    if (what === 'half-open') browser.cut(5_000, random.below(100));
    if (what === 'reload') browser.reload();
    if (what !== 'leave') return;
    browser.leave();
    this.#time.after(random.below(8_000), () => {
      browser.comeBack();
    });
  }

  #kill(): void {
    const server = this.#servers[this.#random.below(this.#servers.length)];
    server?.kill();
    this.#time.after(this.#random.below(3_000), () => {
      server?.start();
    });
  }

  async #closeMeeting(): Promise<void> {
    if (this.#checker.isSealed) return;
    const holder = `h${this.#random.below(2 ** 31)}`;
    const { nowMs } = this.#time;
    const held = await this.#stored.hold([room], { holder, nowMs, untilMs: nowMs + 10_000 });
    if (held.kind !== 'held') return;
    this.#time.after(this.#random.pick([0, 20, 500, 12_000]), () => {
      void this.#endHold(held.heads, holder);
    });
  }

  async #endHold(heads: ReadonlyMap<RoomName, number>, holder: string): Promise<void> {
    if (this.#random.chance(0.3)) await this.#stored.release([room], holder);
    else if (await this.#stored.close(heads, holder)) this.#checker.sealed();
  }

  /** One person loses the right to be there, or only to write; later it comes back. */
  #revoke(): void {
    const browser = this.#browsers[this.#random.below(this.#browsers.length)];
    if (!browser) return;
    const { person } = browser;
    const { mayRead, mayWrite } = this.#rights;
    const isOut = this.#random.chance(0.7);
    mayWrite.delete(person);
    if (isOut) {
      mayRead.delete(person);
      if (this.#random.chance(0.5))
        for (const { rooms } of this.#servers) void rooms?.rightsChanged(person);
      this.#judgeRevoked(person, browser.line);
    }
    this.#time.after(3_000 + this.#random.below(5_000), () => {
      mayRead.add(person);
      mayWrite.add(person);
    });
  }

  #judgeRevoked(person: PersonId, line: Line | undefined): void {
    const revokedMs = this.#time.nowMs;
    this.#time.after(revokedWithinMs + 1, () => {
      const isLate = line !== undefined && line.isServerOpen && line.lastSentMs > revokedMs + 1_100;
      this.#checker.judge('REVOKED', isLate ? `${person} is still in the room` : undefined);
    });
  }

  /** Somebody writes in the name of a colleague, right where the colleague's own text goes on. */
  #forge(): void {
    const [victim, forger] = this.#browsers;
    if (!victim || !forger || victim.person === forger.person) return;
    // Nobody knows a client id that they were never sent anything of.
    const { clientID } = victim.doc;
    if (Y.getState(forger.doc.store, clientID) === 0) return;
    const own = newDocument('item', { gc: true });
    Y.applyUpdate(own, Y.encodeStateAsUpdate(forger.doc));
    own.clientID = clientID;
    own.on('update', (update: Uint8Array) => {
      forger.forge(updateMessage(update));
    });
    own.getText('scratch').insert(0, `${forgedText} `);
    own.destroy();
  }

  /** The storm is over: everybody comes back and has time. */
  #calm(): void {
    this.#isCalm = true;
    Object.assign(this.#disks, { slowMs: 1, failures: 0, lostNotices: 0 });
    Object.assign(this.#lines, { slowMs: 2, bufferFactor: 1 });
    for (const browser of this.#browsers) {
      this.#rights.mayRead.add(browser.person);
      this.#rights.mayWrite.add(browser.person);
    }
    // A hold that nobody released ends by itself in 10 seconds; people come back after that too.
    for (const delayMs of [100, 3_000, 12_000, 16_000])
      this.#time.after(delayMs, () => {
        for (const server of this.#servers) server.start();
        for (const browser of this.#browsers) {
          browser.startAgain();
          browser.comeBack();
        }
      });
  }

  #judge(): void {
    for (const browser of this.#browsers) {
      this.#checker.judge('I3', browser.isOpen ? undefined : `${browser.name} did not come back`);
      this.#checker.same(browser.name, browser.doc);
      const { waiting } = browser;
      this.#checker.judge('I1', waiting > 0 ? `${browser.name} waits for ${waiting}` : undefined);
    }
    this.#judgeCloses();
    this.#checker.judgeLog(this.#made);
  }

  /** Nobody is closed for what another did: 4400 and 4413 only come to those who ask for it. */
  #judgeCloses(): void {
    const never: number[] = [closeCodes.malformed, closeCodes.tooLarge, closeCodes.tooOld];
    for (const { name, closes } of this.#browsers) {
      const wrong = closes.find((code) => never.includes(code));
      this.#checker.judge(
        'OTHERS',
        wrong === undefined ? undefined : `${name} was closed with ${wrong}`,
      );
    }
  }
}
