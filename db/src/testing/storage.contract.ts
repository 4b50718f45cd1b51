import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database.ts';
import { KeyDestroyedError } from '../errors.ts';
import type { Orm } from '../kit/orm.ts';
import type { Tables } from '../tables.ts';
import { entries, entry, otherRoom, room } from './sample-rooms.ts';

/** A database to be proven, with a door beside it for whoever means harm. */
export interface StorageUnderTest {
  readonly database: Database;
  readonly tables: Tables;
  readonly orm: Orm;
  /** Another process on the same database. */
  readonly another: () => Promise<Database>;
  /** Runs SQL beside the program, with the guards of the tables in place. */
  readonly runBeside: (sql: string) => Promise<void>;
  /** The same by somebody who may switch the guards off. */
  readonly tamper: (sql: string) => Promise<void>;
  /** SQL after which the access log takes no line any more, and everything else still does. */
  readonly stopLog: string;
  readonly dispose: () => Promise<void>;
}

/** What a database promises beyond the ports, as tests that both dialects pass. */
export function describeStorage(name: string, make: () => Promise<StorageUnderTest>): void {
  let made: StorageUnderTest;
  let database: Database;
  const current = () => made;

  describe(`storage: ${name}`, () => {
    beforeEach(async () => {
      made = await make();
      ({ database } = made);
      await database.roomGate.create([{ room, schemaVersion: 1 }]);
    });
    afterEach(() => made.dispose());

    describeGuards(current);
    describeChain(current);
    describeKeys(current);

    it('ST10 many processes at once share one numbering', async () => {
      const all = [database, await made.another(), await made.another()];
      const jobs = all.flatMap(({ roomLog }, p) =>
        Array.from({ length: 30 }, (_, i) => roomLog.append([entry(i + 1, { writer: `p/${p}` })])),
      );
      const outcomes = (await Promise.all(jobs)).flat();
      const seqs = outcomes.flatMap((outcome) =>
        outcome.kind === 'appended' ? [outcome.seq] : [],
      );
      expect(seqs.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 90 }, (_, i) => i + 1));
      expect(await database.verifyRoom(room)).toEqual({ kind: 'sound', room, rows: 90 });
    });

    it('ST12 every append is within the closed head or refused, and a room is closed once', async () => {
      const other = await made.another();
      for (let round = 1; round <= 5; round++) await raceToClose([database, other], round);
    });
  });
}

/** Two processes append and close at once; what each was told must be what is there. */
async function raceToClose(processes: readonly Database[], round: number): Promise<void> {
  const name = `item:race-${round}` as typeof room;
  const [first] = processes;
  if (!first) return;
  await first.roomGate.create([{ room: name, schemaVersion: 1 }]);
  const appends = processes.map(async ({ roomLog }, p) => {
    const outcomes = [];
    for (let n = 1; n <= 20; n++)
      outcomes.push(...(await roomLog.append([entry(n, { room: name, writer: `p/${p}` })])));
    return outcomes;
  });
  const closes = processes.map(async ({ roomGate }, p) => {
    // The hold has ended before the first append comes: only the heads protect the closing.
    const held = await roomGate.hold([name], { holder: `h${p}`, nowMs: 500 * p, untilMs: 500 * p });
    return held.kind === 'held' && (await roomGate.close(held.heads, `h${p}`));
  });
  const closed = (await Promise.all(closes)).filter(Boolean).length;
  const outcomes = (await Promise.all(appends)).flat();
  const stored = outcomes.filter(({ kind }) => kind === 'appended').length;
  const record = await first.roomLog.read(name, 0);
  expect(closed).toBeLessThanOrEqual(1);
  expect(record?.state.kind === 'closed').toBe(closed === 1);
  expect(record?.head).toBe(stored);
  expect(outcomes.every(({ kind }) => kind === 'appended' || kind === 'closed')).toBe(true);
}

function describeGuards(made: () => StorageUnderTest): void {
  describe('what the database itself refuses', () => {
    it.each([
      ['a change of a row', `UPDATE room_update SET person = 'somebody' WHERE seq = 1`],
      ['a removed row', 'DELETE FROM room_update WHERE seq = 2'],
      ['a head that falls', 'UPDATE room SET head = 1'],
    ])('ST11 %s', async (_what, sql) => {
      await made().database.roomLog.append(entries(2));
      await expect(made().runBeside(sql)).rejects.toThrow();
      expect(await made().database.verifyRoom(room)).toMatchObject({ kind: 'sound', rows: 2 });
    });

    it('ST11 a row in a closed room, and a room that opens again', async () => {
      const { database, runBeside } = made();
      await database.roomLog.append(entries(1));
      const held = await database.roomGate.hold([room], { holder: 'h', nowMs: 0, untilMs: 9e12 });
      if (held.kind === 'held') await database.roomGate.close(held.heads, 'h');
      const copy = `INSERT INTO room_update SELECT room, 2, person, writer, 2, client_ids, at,
        key_number, body, hash FROM room_update`;
      await expect(runBeside(copy)).rejects.toThrow('room is not open');
      await expect(runBeside(`UPDATE room SET state = 'open'`)).rejects.toThrow('stays closed');
    });

    it('ST13 a guarded write is whole or not at all', async () => {
      const { database, tables, orm } = made();
      const raise = (epoch: number) =>
        orm
          .update(tables.room)
          .set({ epoch: epoch + 1 })
          .where(eq(tables.room.epoch, epoch))
          .returning({ id: tables.room.id });
      const permit = (name: string) => orm.insert(tables.purgePermit).values({ room: name });
      const done = await database.write.guarded([raise(1)], [permit('a')]);
      expect(done).toEqual({ kind: 'done', matched: [[{ id: room }]] });
      const refused = await database.write.guarded([raise(2), raise(7)], [permit('b')]);
      expect(refused).toEqual({ kind: 'refused', condition: 1 });
      await expect(database.write.atomically([permit('c'), permit('a')])).rejects.toThrow();
      expect(await orm.select().from(tables.purgePermit)).toEqual([{ room: 'a' }]);
      expect((await database.roomLog.read(room, 0))?.epoch).toBe(2);
    });

    it('ST2 a write that breaks a rule is refused alone', async () => {
      const { database, tables, orm } = made();
      const twice = orm.insert(tables.purgePermit).values([{ room: 'a' }, { room: 'a' }]);
      const [appended, broken, later] = await Promise.allSettled([
        database.roomLog.append([entry(1)]),
        database.write.atomically([twice]),
        database.roomLog.append([entry(2)]),
      ]);
      expect([appended.status, broken.status, later.status]).toEqual([
        'fulfilled',
        'rejected',
        'fulfilled',
      ]);
      expect(await database.verifyRoom(room)).toMatchObject({ kind: 'sound', rows: 2 });
    });
  });
}

function describeChain(made: () => StorageUnderTest): void {
  describe('the chain', () => {
    it.each([
      ['changed', `UPDATE room_update SET person = 'somebody' WHERE seq = 3`, 3],
      [
        'given another time',
        `UPDATE room_update SET at = (SELECT min(at) FROM room_update) WHERE seq = 4`,
        4,
      ],
      ['removed', 'DELETE FROM room_update WHERE seq = 2', 2],
      ['moved', 'UPDATE room_update SET seq = seq + 100 WHERE seq = 3', 3],
      ['cut off at the end', 'DELETE FROM room_update WHERE seq > 4', 5],
      [
        'cut off with the head',
        'DELETE FROM room_update WHERE seq > 4; UPDATE room SET head = 4 WHERE head = 5',
        4,
      ],
    ])('ST20, ST21 names the first row that was %s', async (_what, sql, seq) => {
      const { database, tamper } = made();
      await database.roomLog.append(entries(5));
      await database.roomGate.create([{ room: otherRoom, schemaVersion: 1 }]);
      await database.roomLog.append([entry(1, { room: otherRoom })]);
      await tamper(sql.replaceAll('WHERE seq', `WHERE room = '${room}' AND seq`));
      const verdicts = await database.verifyAll();
      expect(verdicts[0]).toMatchObject({ kind: 'broken', room, seq });
      expect(verdicts[1]).toEqual({ kind: 'sound', room: otherRoom, rows: 1 });
      await expect(database.roomLog.read(room, 0)).rejects.toThrow(`row ${seq}`);
    });

    it('ST21 any flipped byte of a body or a hash is named', async () => {
      const { database, tamper, orm, tables } = made();
      await database.roomLog.append(entries(3));
      const [row] = await orm.select().from(tables.roomUpdate).where(eq(tables.roomUpdate.seq, 2));
      for (const column of ['body', 'hash'] as const) {
        const bytes = Buffer.from(row?.[column] ?? []);
        bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
        const literal =
          database.kind === 'sqlite'
            ? `x'${bytes.toString('hex')}'`
            : `'\\x${bytes.toString('hex')}'`;
        await tamper(`UPDATE room_update SET ${column} = ${literal} WHERE seq = 2`);
        expect(await database.verifyRoom(room)).toMatchObject({ kind: 'broken', seq: 2 });
      }
    });

    it('ST22 a damaged snapshot is dropped and the rows are read', async () => {
      const { database, tamper, orm, tables } = made();
      await database.roomLog.append(entries(3));
      const snapshot = { upTo: 2, state: Buffer.from('state'), stateVector: Buffer.from('v') };
      await database.roomLog.saveSnapshot(room, snapshot);
      expect((await database.roomLog.read(room, 0))?.snapshot?.upTo).toBe(2);
      await tamper(
        `UPDATE room_snapshot SET log_hash = (SELECT hash FROM room_update WHERE seq = 1)`,
      );
      const record = await database.roomLog.read(room, 0);
      expect(record?.snapshot).toBeUndefined();
      expect(record?.rows).toHaveLength(3);
      expect(await orm.select().from(tables.roomSnapshot)).toEqual([]);
      await database.roomLog.saveSnapshot(room, snapshot);
      expect((await database.roomLog.read(room, 0))?.snapshot?.upTo).toBe(2);
    });
  });
}

function describeKeys(made: () => StorageUnderTest): void {
  describe('keys', () => {
    it('ST33 without the key of the case nothing is read, and the chain is still right', async () => {
      const { database } = made();
      const inCase = { room: otherRoom, schemaVersion: 1, caseId: 'a-case' };
      await database.roomGate.create([inCase]);
      await database.roomLog.append([entry(1, { room: otherRoom }), entry(2, { room: otherRoom })]);
      await database.roomGate.destroyCaseKeys('a-case');
      await expect(database.roomLog.read(otherRoom, 0)).rejects.toThrow(KeyDestroyedError);
      expect(await database.verifyRoom(otherRoom)).toMatchObject({ kind: 'sound', rows: 2 });
      const late = await database.roomLog.append([entry(3, { room: otherRoom })]);
      expect(late).toEqual([{ kind: 'gone' }]);
    });

    it('ST33 a destroyed room leaves no key behind', async () => {
      const { database, orm, tables } = made();
      await database.roomLog.append([entry(1)]);
      await database.roomGate.destroy([room]);
      const keys = await orm.select().from(tables.caseKey).where(eq(tables.caseKey.caseId, room));
      expect(keys.length).toBeGreaterThan(0);
      expect(keys.every(({ wrapped }) => wrapped === null)).toBe(true);
    });

    it('ST23 a restored backup gets a higher epoch each time, and new keys for new rows', async () => {
      const { database, orm, tables } = made();
      await database.roomLog.append([entry(1)]);
      await database.acceptRestore();
      const first = (await database.roomLog.read(room, 0))?.epoch ?? 0;
      expect(first).toBeGreaterThan(1);
      await database.acceptRestore();
      expect((await database.roomLog.read(room, 0))?.epoch).toBeGreaterThan(first);
      await database.roomLog.append([entry(2)]);
      const rows = await orm
        .select({ seq: tables.roomUpdate.seq, key: tables.roomUpdate.keyNumber })
        .from(tables.roomUpdate);
      const keyOf = new Map(rows.map(({ seq, key }) => [seq, key]));
      expect(keyOf.get(2)).toBe((keyOf.get(1) ?? 0) + 2);
      expect((await database.roomLog.read(room, 0))?.rows).toHaveLength(2);
    });
  });
}
