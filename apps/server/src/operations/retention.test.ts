import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '@overlegtafel/db';
import { startPostgres, type TestPostgres } from '@overlegtafel/db/testing/start-postgres';
import { type CaseId, type Instant, instant, localDate } from '@overlegtafel/domain';
import { carryOutRetention, listRetention } from '@overlegtafel/usecases';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everybody } from '../documents/room-access.fixture.ts';
import { readConfiguration } from '../configuration/configuration.ts';
import { carryOut } from '../lifecycle/daily-retention.ts';
import { practiceTable } from '../practice/seed/people-rows.ts';
import { seedPractice } from '../practice/seed/seed-practice.ts';
import { createWorld } from '../world.ts';
import { retentionDryRun } from './retention.ts';

const log = { failure: () => undefined, event: () => undefined };
const patienceMs = 180_000;
const tableDay = instant(Date.UTC(2026, 10, 24, 9, 30));

/** A practice table on a database, with the clock of the test. */
function tableOn(database: Database, clock: { now: Instant }) {
  const access = everybody(true);
  const { world } = createWorld({ database, log, now: () => clock.now, access });
  const kinds = async () => {
    const { due } = await listRetention(database.retention, world);
    return new Set(due.map(({ kind }) => kind));
  };
  const closedItem = async () => {
    const { rows } = await world.stores.meetingsOf(practiceTable);
    const closed = rows.filter(({ state }) => state.kind === 'CLOSED');
    const items = await Promise.all(closed.map(({ id }) => world.stores.itemsOf(id)));
    const unclosed = await world.stores.unclosedMeetings(practiceTable);
    const going = await Promise.all(unclosed.map(({ id }) => world.stores.itemsOf(id)));
    const running = new Set(going.flat().map(({ caseId }) => caseId));
    const over = items.flat().find(({ caseId }) => !running.has(caseId));
    if (!over) throw new Error('no case is over');
    return over;
  };
  return { world, kinds, closedItem };
}

async function isKept(database: Database, caseId: CaseId): Promise<boolean> {
  return (await database.stores.cases([caseId])).length > 0;
}

async function broken(database: Database) {
  return (await database.chains.verify()).filter(({ kind }) => kind === 'BROKEN');
}

async function holdCase(database: Database, caseId: CaseId): Promise<void> {
  const row = { id: 'a-hold', table: practiceTable, caseId, from: localDate('2026-11-01') };
  const words = { reason: 'Er loopt een klacht.', by: 'privacy-officer' as never };
  const changes = [{ put: 'legalHold', row: { ...row, ...words } }] as const;
  await database.ledger.commit({ guards: [], changes, lines: [] });
}

describe.each(['sqlite', 'postgresql'] as const)('retention on %s', (kind) => {
  let folder: string;
  let postgres: TestPostgres | undefined;
  let database: Database;
  let databaseUrl: string | undefined;
  const clock = { now: tableDay };
  const asked = (by: string) => ({ by, clock: { kind: 'IN_STEP', at: clock.now } }) as const;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'overlegtafel-retention-'));
    postgres = kind === 'postgresql' ? await startPostgres() : undefined;
    databaseUrl = await postgres?.newDatabase();
    const fixed = { mode: 'practice', dataDir: folder, databaseUrl } as const;
    database = await openDatabase({ ...fixed, onFatal: () => undefined });
    await seedPractice({ world: tableOn(database, clock).world, log: database.roomLog });
  }, patienceMs);
  afterAll(async () => {
    await database.close();
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it(
    'RN40, RN41, RN44, RN45 documents go after the correction period, once a day, and the chains hold',
    async () => {
      const { world, kinds, closedItem } = tableOn(database, clock);
      const { id, caseId } = await closedItem();
      expect(await carryOutRetention(database.retention, asked('one'), world)).toBe(0);
      clock.now = instant(Date.UTC(2026, 11, 31, 9));
      expect(await kinds()).toEqual(new Set(['ROOM_LOG']));
      const env = { DATA_DIR: folder, ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}) };
      const listed = await retentionDryRun(readConfiguration(env, folder), log, clock.now);
      expect(listed.some((line) => line.includes(`ROOM item:${id}`))).toBe(true);
      const both = await Promise.all([
        carryOutRetention(database.retention, asked('one'), world),
        carryOutRetention(database.retention, asked('two'), world),
      ]);
      expect(both.filter((destroyed) => destroyed === undefined)).toHaveLength(1);
      const told = listed.filter((line) => line.startsWith('vernietigen'));
      expect(both.find((destroyed) => destroyed !== undefined)).toBe(told.length);
      expect(await database.roomLog.read(`item:${id}`, 0)).toBeUndefined();
      expect(await isKept(database, caseId)).toBe(true);
      expect(await broken(database)).toEqual([]);
      expect(await kinds()).toEqual(new Set());
    },
    patienceMs,
  );

  it(
    'RN41, RN42, RN43, RN46 cases go after their term with a line, who is held stays, and so do the lines',
    async () => {
      const { world, closedItem } = tableOn(database, clock);
      const { caseId } = await closedItem();
      await holdCase(database, caseId);
      clock.now = instant(Date.UTC(2037, 11, 31, 9));
      const { due, held } = await listRetention(database.retention, world);
      const cases = due.filter((one) => one.kind === 'TABLE_COPY').map(({ thing }) => thing);
      expect(cases.length).toBeGreaterThan(0);
      expect(held.map(({ thing }) => thing.caseId)).toContain(caseId);
      const heldCase = held.find((one) => one.kind === 'TABLE_COPY');
      if (!heldCase) throw new Error('nothing is held');
      // Held since the list was made: not destroyed either.
      expect(await database.retention.destroy(heldCase.thing, localDate('2037-12-31'), [])).toBe(
        false,
      );
      const told: string[] = [];
      const event = (what: string) => void told.push(what);
      const watch = { look: () => Promise.resolve({ kind: 'IN_STEP', at: clock.now } as const) };
      await carryOut({ watch, database, world, log: { ...log, event } }, 'one');
      expect(told).toEqual(['retention']);
      for (const one of cases) expect(await isKept(database, one.caseId!)).toBe(false);
      expect(await isKept(database, caseId)).toBe(true);
      const { rows } = await database.audit.ofCase(cases[0]!.caseId!);
      const destroyed = rows.filter(({ event }) => event === 'destroy');
      expect(destroyed).toContainEqual(
        expect.objectContaining({ action: 'D', ground: 'TERM_ENDED TABLE_COPY', origin: 'server' }),
      );
      expect(rows.length).toBeGreaterThan(destroyed.length);
      expect(await broken(database)).toEqual([]);
    },
    patienceMs,
  );

  it('RN41 a process that died halfway is taken over after an hour', async () => {
    const { retention } = database;
    const day = localDate('2038-01-01');
    const at = (minutes: number) => instant(Date.UTC(2038, 0, 1, 9, minutes));
    expect(await retention.claim('retention', day, 'one', at(0))).toBe(true);
    expect(await retention.claim('retention', day, 'two', at(59))).toBe(false);
    expect(await retention.claim('retention', day, 'two', at(60))).toBe(true);
    await retention.finished('retention', day, at(61));
    expect(await retention.claim('retention', day, 'three', at(600))).toBe(false);
  });
});
