import {
  fingerprintOf,
  sha256OfBody,
  type Change,
  type RecordManifest,
} from '@overlegtafel/usecases';
import * as sample from '@overlegtafel/usecases/sample-rows';
import { hash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database.ts';
import { BrokenSealError, KeyDestroyedError } from '../errors.ts';

/** A database with a door beside it. */
export interface SealedUnderTest {
  readonly database: Database;
  /** Runs SQL beside the program, with the guards of the tables in place; gives the rows of a `select`. */
  readonly run: (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  dispose(): Promise<void>;
}

/** One row of every kind that says something about a family. */
const everything: readonly Change[] = [
  ...sample.smallWeek,
  { put: 'report', row: sample.reportRow() },
  { put: 'reporter', row: { reportId: sample.reportRow().id, name: sample.canary } },
  { put: 'address', row: sample.addressRow() },
  { put: 'assessment', row: sample.assessmentRow() },
  { put: 'openThing', row: sample.dissentThing() },
  { put: 'monitoring', row: sample.monitoringRow() },
  { add: 'itemDeed', row: sample.itemDeed(1) },
  { add: 'itemDeed', row: sample.itemDeed(2) },
  { add: 'meetingDeed', row: sample.meetingDeed(1) },
  { add: 'record', row: sample.newRecord('a-record') },
];

/** What only a database can promise of rows, on both dialects. */
export function describeSealedRows(name: string, make: () => Promise<SealedUnderTest>): void {
  let made: SealedUnderTest;
  const current = () => made;

  describe(`sealed rows: ${name}`, () => {
    beforeEach(async () => {
      made = await make();
      await commit(made.database, everything);
    });
    afterEach(() => made.dispose());

    describeForms(current);
    describeDestroyed(current);
  });
}

function describeForms(made: () => SealedUnderTest): void {
  it('SR20 the words stand in no table', async () => {
    const { run, database } = made();
    const tables = await run(
      database.kind === 'sqlite'
        ? `SELECT name FROM sqlite_schema WHERE type = 'table'`
        : `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
    );
    expect(tables.length).toBeGreaterThan(30);
    let rows = 0;
    for (const { name } of tables) {
      const found = await run(`SELECT * FROM "${String(name)}"`);
      rows += found.length;
      const bytes = found.flatMap((row) => Object.values(row).map(asText)).join('\n');
      expect(bytes).not.toContain(sample.canary);
      expect(bytes).not.toContain('wijkagent');
      expect(bytes).not.toContain('OT-4821');
    }
    expect(rows).toBeGreaterThan(50);
  });

  it('SR22 a row that was changed or moved to another case does not open', async () => {
    const { run, database } = made();
    const { stores } = database;
    await commit(database, [{ put: 'case', row: sample.caseRow({ id: sample.otherCase }) }]);
    await run(
      `UPDATE report SET case_id = '${sample.otherCase}' WHERE case_id = '${sample.caseId}'`,
    );
    await expect(stores.reportsOf([sample.otherCase])).rejects.toThrow(BrokenSealError);
    await run(`UPDATE household SET body = (SELECT body FROM open_thing)`);
    await expect(stores.cases([sample.caseId])).rejects.toThrow(BrokenSealError);
    await run(`UPDATE reporter SET body = (SELECT body FROM secret_address)`);
    await expect(stores.reporterOf(sample.reportRow().id)).rejects.toThrow(BrokenSealError);
  });

  it('SR12 deeds are numbered without holes, also those without a guard', async () => {
    const { run, database } = made();
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        commit(database, [
          { add: 'itemDeed', row: sample.itemDeed(10 + i) },
          { add: 'meetingDeed', row: sample.meetingDeed(10 + i) },
        ]),
      ),
    );
    const numbers = async (table: string) =>
      (await run(`SELECT n FROM ${table} ORDER BY n`)).map(({ n }) => Number(n));
    expect(await numbers('item_deed')).toEqual(Array.from({ length: 22 }, (_, i) => i + 1));
    expect(await numbers('meeting_deed')).toEqual(Array.from({ length: 21 }, (_, i) => i + 1));
  });

  it('SR14 the fingerprint covers the manifest, and the manifest the sealed parts', async () => {
    const { run, database } = made();
    const [stored] = await run('SELECT manifest, fingerprint FROM record');
    const manifest = JSON.parse(String(stored?.['manifest'])) as RecordManifest;
    expect(fingerprintOf(manifest)).toBe(stored?.['fingerprint']);
    const [part] = await run('SELECT body FROM record_part');
    const read = await database.stores.record('a-record');
    expect(manifest.parts).toEqual([
      {
        item: sample.item,
        caseId: sample.caseId,
        sha256OfBody: sha256OfBody(read?.parts[0]?.body ?? ''),
        sha256OfSealed: hash('sha256', part?.['body'] as Buffer, 'hex'),
      },
    ]);
  });

  it.each([
    ['a changed deed', `UPDATE item_deed SET kind = 'LEFT'`],
    ['a removed deed', 'DELETE FROM item_deed'],
    ['a changed deed of a meeting', `UPDATE meeting_deed SET kind = 'RESUMED'`],
    ['a removed deed of a meeting', 'DELETE FROM meeting_deed'],
    ['a changed record', `UPDATE record SET fingerprint = 'x'`],
    ['a removed record', 'DELETE FROM record'],
    ['a changed part', `UPDATE record_part SET item = 'x'`],
    ['a removed part', 'DELETE FROM record_part'],
    ['a head that falls', 'UPDATE record_head SET number = 0'],
    ['a removed head', 'DELETE FROM record_head'],
    ['a revision that falls', 'UPDATE meeting SET revision = -1'],
  ])('SR15 the database refuses %s', async (_what, sql) => {
    await expect(made().run(sql)).rejects.toThrow(/append-only|never falls/);
  });

  it('SR15 the database refuses to open a closed meeting again', async () => {
    const { database } = made();
    await commit(database, [{ put: 'meeting', row: sample.closedMeeting() }]);
    const again = commit(database, [{ put: 'meeting', row: sample.openMeeting() }]);
    await expect(again).rejects.toThrow('a closed meeting stays closed');
    const { state } = (await database.stores.meeting(sample.meeting)) ?? {};
    expect(state?.kind).toBe('CLOSED');
  });
}

function describeDestroyed(made: () => SealedUnderTest): void {
  it('SR21 what has a destroyed key reads as absent, and its record keeps its place', async () => {
    const { database, run } = made();
    const { stores, roomGate } = database;
    const before = await stores.record('a-record');
    await roomGate.destroyCaseKeys(sample.caseId);
    expect(await stores.cases([sample.caseId])).toEqual([]);
    expect(await stores.reportsOf([sample.caseId])).toEqual([]);
    expect(await stores.waitingCases(sample.table)).toEqual([]);
    expect(await stores.assessmentsOf([sample.caseId])).toEqual([]);
    expect(await stores.reporterOf(sample.reportRow().id)).toBeUndefined();
    expect(await stores.addressesOf(sample.caseId)).toEqual([]);
    expect(await stores.openThings(sample.table)).toEqual([]);
    expect(await stores.monitoringOf([sample.caseId])).toEqual([]);
    expect(await stores.deedsOf([sample.item])).toEqual([]);
    const place = { item: sample.item, caseId: sample.caseId };
    // The fingerprint of the list goes on covering it by its hashes.
    const parts = before?.parts.map(({ sha256OfBody, sha256OfSealed }) => {
      return { ...place, sha256OfBody, sha256OfSealed };
    });
    expect(await stores.record('a-record')).toEqual({ ...before, parts });
    expect(await stores.search(sample.table, ['wijkagent'])).toEqual({ rows: [] });
    expect(await run('SELECT 1 FROM search_word')).toEqual([]);
    expect(await stores.deedsOfMeeting(sample.meeting)).toEqual([sample.meetingDeed(1)]);
    const late = commit(database, [{ add: 'itemDeed', row: sample.itemDeed(9) }]);
    await expect(late).rejects.toThrow(KeyDestroyedError);
    await run('DELETE FROM item_deed');
  });

  it('SR21 one reporter can be destroyed alone', async () => {
    const { database, run } = made();
    await run(`UPDATE secret_key SET wrapped = NULL WHERE owner LIKE 'report:%'`);
    expect(await database.stores.reporterOf(sample.reportRow().id)).toBeUndefined();
    expect(await database.stores.addressesOf(sample.caseId)).toEqual([sample.addressRow()]);
    expect(await database.stores.reportsOf([sample.caseId])).toEqual([sample.reportRow()]);
  });

  it('SR24 after a restored backup old rows are read and new ones have a new key', async () => {
    const { database, run } = made();
    await database.acceptRestore();
    await commit(database, [{ add: 'itemDeed', row: sample.itemDeed(3) }]);
    const deeds = [1, 2, 3].map((n) => sample.itemDeed(n));
    expect(await database.stores.deedsOf([sample.item])).toEqual(deeds);
    const numbers = await run('SELECT key_number FROM item_deed ORDER BY n');
    expect(numbers.map((row) => Number(row['key_number']))).toEqual([1, 1, 2]);
  });

  it('SR31 two tables have nothing in common in the index, and no word stands in it', async () => {
    const { database, run } = made();
    const words = async () =>
      (await run('SELECT DISTINCT word FROM search_word')).map(({ word }) => Number(word));
    const here = await words();
    await commit(database, [
      { add: 'record', row: sample.newRecord('there', { table: sample.otherTable }) },
    ]);
    expect(here.length).toBeGreaterThan(20);
    expect(await words()).toHaveLength(2 * here.length);
  });
}

/** Commits changes that nobody can be in the way of. */
async function commit({ ledger }: Database, changes: readonly Change[]): Promise<void> {
  const committed = await ledger.commit({ guards: [], changes, lines: [] });
  expect(committed).toEqual({ kind: 'STORED' });
}

function asText(value: unknown): string {
  return Buffer.isBuffer(value) ? value.toString('latin1') : String(JSON.stringify(value));
}
