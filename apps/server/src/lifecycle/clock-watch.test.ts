import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openToVerify } from '@overlegtafel/db';
import { startPostgres, type TestPostgres } from '@overlegtafel/db/testing/start-postgres';
import { instant, localDateOf } from '@overlegtafel/domain';
import { type AccessLine, listRetention, readRightsRequests } from '@overlegtafel/usecases';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Configuration, readConfiguration } from '../configuration/configuration.ts';
import { everybody } from '../documents/room-access.fixture.ts';
import { acceptClockAs } from '../operations/accept-clock.ts';
import { doctor } from '../operations/doctor.ts';
import { keysOf } from '../operations/keys-of.ts';
import { retentionDryRun } from '../operations/retention.ts';
import { practiceTable as table } from '../practice/seed/people-rows.ts';
import { practicePersonId } from '../practice/seed/practice-stage.ts';
import { seedPractice } from '../practice/seed/seed-practice.ts';
import { createWorld } from '../world.ts';
import { leaveOldThings, lineAt, makeClockSettable } from './clock-jump.fixture.ts';
import { carryOut } from './daily-retention.ts';
import { openStorage } from './open-storage.ts';

const patienceMs = 240_000;
const hour = 60 * 60_000;
const day = 24 * hour;
const quiet = { failure: () => undefined, event: () => undefined };
const waits = 'destruction waits for the clock';

describe.each(['sqlite', 'postgresql'] as const)('a clock that jumps, on %s', (kind) => {
  let folder: string;
  let postgres: TestPostgres | undefined;
  let configuration: Configuration;
  let env: Record<string, string>;
  let server: Awaited<ReturnType<typeof start>>;
  let shift = 0;
  const now = () => Date.now() + shift;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'overlegtafel-clock-'));
    postgres = kind === 'postgresql' ? await startPostgres() : undefined;
    const url = await postgres?.newDatabase();
    env = { DATA_DIR: folder, ...(url ? { DATABASE_URL: url } : {}) };
    configuration = readConfiguration(env, '/');
    shift = await makeClockSettable(configuration);
    server = await start();
    await seedPractice({ world: server.world, log: server.database.roomLog });
    await leaveOldThings(server.database, now());
  }, patienceMs);

  afterAll(async () => {
    await server.database.close();
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
  }, patienceMs);

  /** A server as it starts and looks; what it tells stands in `told`. */
  async function start(clock = now) {
    const told: string[] = [];
    const log = {
      failure: (what: string, error: unknown) => {
        throw new Error(what, { cause: error });
      },
      event: (what: string) => void told.push(what),
    };
    const { database, watch } = await openStorage(configuration, log, clock);
    const access = everybody(true);
    const { world } = createWorld({ database, log, now: clock, access, watch });
    const look = () => carryOut({ watch, database, world, log }, 'one');
    const due = async () => (await listRetention(database.retention, world)).due.length;
    return { database, world, told, look, due };
  }

  async function restart(): Promise<void> {
    await server.database.close();
    server = await start();
  }

  /** Sets the clock of the machine, which is that of PostgreSQL too. */
  async function jump(ms: number): Promise<void> {
    shift += ms;
    await server.database.pool?.query(`UPDATE test_shift SET ms = ms + ${ms}`);
  }

  /** The tables, to be looked into beside the server. */
  function beside() {
    const { database: choice } = configuration;
    const keys = keysOf(configuration);
    const path = join(folder, 'overlegtafel.db');
    return openToVerify(
      choice.kind === 'sqlite'
        ? { kind: 'sqlite', path, keys }
        : { kind: 'postgresql', url: choice.url, keys },
    );
  }

  /** How much there is of what goes by age. */
  async function oldThings() {
    const opened = beside();
    const { storage } = opened;
    const { keptAnswer, session, intake } = storage.tables;
    const [answers, sessions, intakes] = [
      await storage.orm.select().from(keptAnswer),
      await storage.orm.select().from(session),
      await storage.orm.select().from(intake),
    ];
    await opened.close();
    return [answers.length, sessions.length, intakes.length];
  }

  const confirm = (change: Readonly<Record<string, string>> = {}) => {
    const said = {
      vandaag: localDateOf(instant(now())),
      naam: 'Joke van den Berg',
      functie: 'teamleider',
      namens: 'K. Oudijk, bestuurder van Veilig Thuis',
      reden: 'De server stond uit voor een verhuizing.',
      ...change,
    };
    const args = Object.entries(said).flatMap(([option, words]) => [`--${option}`, words]);
    return acceptClockAs(args, configuration, { log: quiet, now });
  };

  async function linesOfClock(): Promise<readonly AccessLine[]> {
    const period = { from: instant(now() - 300 * day), until: instant(now() + day) };
    const lines: AccessLine[] = [];
    for await (const page of server.database.audit.ofTables([table], period)) lines.push(...page);
    return lines.filter(({ event }) => event === 'accept-clock');
  }

  /** What the page with requests says to the privacy officer. */
  async function isTold(): Promise<boolean> {
    const caller = { person: practicePersonId('privacy-officer'), traceId: 't', origin: 'o' };
    const read = await readRightsRequests({ table }, caller, server.world);
    return read.kind === 'DONE' && read.value.destructionWaits;
  }

  async function said(): Promise<readonly string[]> {
    const machine = { nodeVersion: 'v24.0.0', nowMs: now, steadyMs: now, fsyncMs: () => 1 };
    const still = { pause: () => Promise.resolve(), freeBytes: () => 1e12 };
    const { findings } = await doctor(env, '/', { ...machine, ...still });
    return findings.filter(({ kind: how }) => how === 'WRONG').map(({ words }) => words);
  }

  it(
    'CL300, CL303 45 days ahead nothing goes, also after a restart and what was written since; put right, it goes on by itself',
    async () => {
      await server.look();
      expect(server.told).toEqual(['retention']);
      expect(await said()).toEqual([]);
      await jump(45 * day);
      const due = await server.due();
      expect(due).toBeGreaterThan(0);
      expect(await oldThings()).toEqual([1, 1, 1]);
      await server.look();
      await server.look();
      expect(server.told).toEqual(['retention', waits]);
      expect(await server.due()).toBe(due);
      // People go on: the line that this writes is no reason to believe the clock.
      await server.database.audit.record([lineAt(now())]);
      await restart();
      expect(server.told).toEqual([waits]);
      await server.look();
      expect(await server.due()).toBe(due);
      expect(await oldThings()).toEqual([1, 1, 1]);
      expect(await said()).toEqual([
        expect.stringMatching(/De klok staat op .*Tot dan vernietigt de server niets/),
      ]);
      expect(await isTold()).toBe(true);
      const listed = await retentionDryRun(configuration, quiet, now());
      expect(listed.at(-1)).toContain('npm run accept-clock');
      await jump(-45 * day);
      await server.look();
      expect(server.told).toEqual([waits, 'destruction goes on']);
      expect(await said()).toEqual([]);
      expect(await isTold()).toBe(false);
      expect(await linesOfClock()).toEqual([]);
    },
    patienceMs,
  );

  it(
    'CL304 nobody who administers or watches confirms it, and nobody without knowing which day it is',
    async () => {
      await jump(45 * day);
      await server.look();
      const due = await server.due();
      await expect(confirm({ naam: 'Beheerder OP' })).rejects.toThrow(/wie beheerder of privacy/);
      await expect(confirm({ naam: 'P. GR' })).rejects.toThrow(/wie beheerder of privacy/);
      await expect(confirm({ functie: 'privacy officer' })).rejects.toThrow(/wie beheerder/);
      await expect(confirm({ namens: 'de beheerder' })).rejects.toThrow(/wie beheerder/);
      await expect(confirm({ reden: ' ' })).rejects.toThrow('Achter --reden staan geen woorden');
      await expect(confirm({ vandaag: '3-3-2021' })).rejects.toThrow(/Volgens de klok is het/);
      await expect(confirm({ vandaag: 'morgen' })).rejects.toThrow('--vandaag');
      await server.look();
      expect(await server.due()).toBe(due);
      const tried = await linesOfClock();
      expect(tried.map(({ result, personName }) => [result, personName])).toEqual([
        ['REFUSED', 'Beheerder OP'],
        ['REFUSED', 'P. GR'],
        ['REFUSED', 'Joke van den Berg'],
        ['REFUSED', 'Joke van den Berg'],
      ]);
    },
    patienceMs,
  );

  it(
    'CL303, CL304 once it is confirmed it goes at the next look, with a whole line at the table, and the next jump asks again',
    async () => {
      await restart();
      expect(server.told).toEqual([waits]);
      expect(await confirm()).toContain('Bevestigd');
      await server.look();
      expect(server.told).toEqual([waits, 'destruction goes on', 'retention']);
      expect(await server.due()).toBe(0);
      expect(await oldThings()).toEqual([0, 0, 0]);
      const accepted = (await linesOfClock()).filter(({ result }) => result === 'ALLOWED');
      expect(accepted).toEqual([
        expect.objectContaining({
          action: 'E',
          personName: 'Joke van den Berg',
          role: 'teamleider',
          onBehalfOfName: 'K. Oudijk, bestuurder van Veilig Thuis',
          organisationName: 'K. Oudijk, bestuurder van Veilig Thuis',
          ground: 'MANDATE De server stond uit voor een verhuizing.',
          purpose: 'RETENTION',
          objectKind: 'clock',
        }),
      ]);
      expect(accepted[0]?.object).toMatch(/^AHEAD \d{4}-.*Z \d{4}-.*Z$/);
      const broken = (await server.database.chains.verify()).filter((one) => one.kind === 'BROKEN');
      expect(broken).toEqual([]);
      await expect(confirm()).rejects.toThrow('er valt niets te bevestigen');
      await jump(11 * 365 * day);
      await server.look();
      expect(server.told.at(-1)).toBe(waits);
      expect(await server.due()).toBeGreaterThan(0);
      await jump(-11 * 365 * day);
      await server.look();
    },
    patienceMs,
  );

  it(
    'CL300 no ordinary week waits: a look every day, off for a weekend, a clock that is set by a minute',
    async () => {
      const before = server.told.length;
      for (const step of [day, day, day, 63 * hour, day, -60_000, day, 4 * day - hour]) {
        await jump(step);
        await server.look();
      }
      await restart();
      expect([...server.told.slice(before), ...server.told]).not.toContain(waits);
    },
    patienceMs,
  );

  it(
    'CL300 a clock that goes back two hours waits, and goes on when it is that late again',
    async () => {
      await jump(-2 * hour);
      await server.look();
      expect(server.told.at(-1)).toBe(waits);
      expect((await said())[0]).toContain('dat is al geweest');
      await jump(2 * hour);
      await server.look();
      expect(server.told.at(-1)).toBe('destruction goes on');
    },
    patienceMs,
  );

  it(
    'CL301 a database of before anybody looked is held against its last line and its checkpoints',
    async () => {
      const opened = beside();
      const { orm, tables } = opened.storage;
      await server.database.write.atomically([orm.delete(tables.clockMark)]);
      await opened.close();
      await jump(45 * day);
      await restart();
      expect(server.told).toEqual([waits]);
      await jump(-45 * day);
      await server.look();
      expect(server.told.at(-1)).toBe('destruction goes on');
    },
    patienceMs,
  );

  // skipped: SQLite has one server, and no clock of its own
  it.runIf(kind === 'postgresql')(
    'CL302 of two servers on one database that whose clock is off destroys nothing, and the other goes on',
    async () => {
      const before = server.told.length;
      for (const off of [10 * 60_000, 3 * day, 45 * day, -45 * day]) {
        const wrong = await start(() => now() + off);
        await wrong.look();
        expect(wrong.told).toEqual([waits]);
        await wrong.database.close();
        await server.look();
        expect(server.told.slice(before)).toEqual([]);
      }
      const there = { log: quiet, now: () => now() + 3 * day };
      const args = ['--vandaag', localDateOf(instant(now() + 3 * day)), '--naam', 'Joke van Dam'];
      const rest = [
        '--functie',
        'teamleider',
        '--namens',
        'K. Oudijk',
        '--reden',
        'Hij staat goed',
      ];
      await expect(acceptClockAs([...args, ...rest], configuration, there)).rejects.toThrow(
        'Zet beide gelijk',
      );
    },
    patienceMs,
  );
});
