import type { PersonId } from '@overlegtafel/domain';
import type { RoomName } from '@overlegtafel/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RoomGate } from './room-gate.ts';
import type { LogEntry, RoomLog, RoomRecord } from './room-log.ts';

/** A log to be proven, with its gate, empty at first. */
export interface LogUnderTest {
  readonly log: RoomLog;
  readonly gate: RoomGate;
  /** Another process on the same storage: a second connection, with nothing shared in memory. */
  another(): Promise<{ readonly log: RoomLog; readonly gate: RoomGate }>;
  dispose(): Promise<void>;
}

const room: RoomName = 'item:aaaaaaaaaaaaaaaaaaaaaaaaaa';
const other: RoomName = 'meeting:bbbbbbbbbbbbbbbbbbbbbbbbbb';
const chair = 'chair' as PersonId;
const police = 'police' as PersonId;
const startMs = Date.UTC(2026, 10, 24, 9);

function entry(n: number, change: Partial<LogEntry> = {}): LogEntry {
  const update = Uint8Array.of(1, 2, 250, n);
  const fixed = { room, writer: 'chair/w1', person: chair, clientIds: [2 ** 31 + n], update };
  return { ...fixed, n, atMs: startMs + n, ...change };
}

function hold(holder: string, nowMs = startMs, lengthMs = 10_000) {
  return { holder, nowMs, untilMs: nowMs + lengthMs };
}

/**
 * What every room log promises, as tests. An implementation calls this once, and adds only what is
 * its own.
 */
export function describeRoomLog(name: string, makeLog: () => Promise<LogUnderTest>): void {
  describe(`room log: ${name}`, () => {
    let made: LogUnderTest;
    let log: RoomLog;
    let gate: RoomGate;

    beforeEach(async () => {
      made = await makeLog();
      ({ log, gate } = made);
      await gate.create([
        { room, schemaVersion: 3 },
        { room: other, schemaVersion: 1 },
      ]);
    });

    afterEach(() => made.dispose());

    async function read(after = 0, name: RoomName = room): Promise<RoomRecord> {
      const record = await log.read(name, after);
      if (!record) throw new Error(`${name} is gone`);
      return record;
    }

    describe('reading', () => {
      it('RM10 an unknown room is undefined', async () => {
        expect(await log.read('item:cccccccccccccccccccccccccc', 0)).toBeUndefined();
      });

      it('RM10 a new room is open and empty', async () => {
        expect(await read()).toMatchObject({ state: { kind: 'open' }, schemaVersion: 3, head: 0 });
        expect((await read()).rows).toEqual([]);
        expect((await read()).snapshot).toBeUndefined();
      });

      it('RM10 creating a room again changes nothing', async () => {
        await log.append([entry(1)]);
        await gate.create([{ room, schemaVersion: 9 }]);
        expect(await read()).toMatchObject({ schemaVersion: 3, head: 1 });
      });

      it('RM10 gives the rows as they were written, byte for byte', async () => {
        await log.append([entry(1), entry(2, { clientIds: [] })]);
        const { room: _, ...first } = entry(1);
        const { rows } = await read();
        expect(rows[0]).toEqual({ seq: 1, ...first, update: rows[0]?.update });
        expect([...(rows[0]?.update ?? [])]).toEqual([...first.update]);
        expect(rows[1]).toMatchObject({ seq: 2, n: 2, clientIds: [] });
      });

      it('RM10 RM420 reads on from a row, as many rows as were asked for, without claims', async () => {
        await log.append([entry(1), entry(2), entry(3)]);
        await log.claim([{ room, clientId: 7, person: chair }]);
        const record = await read(2);
        expect(record.rows.map((row) => row.seq)).toEqual([3]);
        expect(record.head).toBe(3);
        expect(record.claims.size).toBe(0);
        expect((await read(3)).rows).toEqual([]);
        expect(await log.read(room, 1, 1)).toMatchObject({ head: 3, rows: [{ seq: 2 }] });
      });
    });

    describe('appending', () => {
      it('RM11 numbers the rows of each room without holes, in order', async () => {
        const inOther = entry(1, { room: other });
        expect(await log.append([entry(1), inOther, entry(2)])).toEqual([
          { kind: 'appended', seq: 1 },
          { kind: 'appended', seq: 1 },
          { kind: 'appended', seq: 2 },
        ]);
        expect(await log.append([entry(3)])).toEqual([{ kind: 'appended', seq: 3 }]);
      });

      it('RM11 nothing to append is no error', async () => {
        expect(await log.append([])).toEqual([]);
      });

      it('RM12 the same number of the same writer is stored once', async () => {
        await log.append([entry(1), entry(2)]);
        const again = await log.append([entry(2), entry(3), entry(3)]);
        expect(again).toEqual([
          { kind: 'duplicate', seq: 2 },
          { kind: 'appended', seq: 3 },
          { kind: 'duplicate', seq: 3 },
        ]);
        expect((await read()).head).toBe(3);
      });

      it('RM12 numbers count for each writer and room', async () => {
        const another = entry(1, { writer: 'police/w2', person: police });
        const outcomes = await log.append([entry(1), another, entry(1, { room: other })]);
        expect(outcomes.map(({ kind }) => kind)).toEqual(['appended', 'appended', 'appended']);
      });

      it('RM12 a number that was stored stays a duplicate after closing', async () => {
        await log.append([entry(1)]);
        const held = await gate.hold([room], hold('h1'));
        if (held.kind === 'held') await gate.close(held.heads, 'h1');
        expect(await log.append([entry(1), entry(2)])).toEqual([
          { kind: 'duplicate', seq: 1 },
          { kind: 'closed' },
        ]);
      });

      it('RM11 a room that is gone does not hinder the others', async () => {
        await gate.destroy([other]);
        expect(await log.append([entry(1, { room: other }), entry(1)])).toEqual([
          { kind: 'gone' },
          { kind: 'appended', seq: 1 },
        ]);
      });

      it('RM11 another process sees what was appended', async () => {
        await log.append([entry(1)]);
        const { log: theirs } = await made.another();
        expect((await theirs.read(room, 0))?.head).toBe(1);
        expect(await theirs.append([entry(1)])).toEqual([{ kind: 'duplicate', seq: 1 }]);
        expect(await theirs.append([entry(2)])).toEqual([{ kind: 'appended', seq: 2 }]);
        expect(await log.append([entry(3)])).toEqual([{ kind: 'appended', seq: 3 }]);
      });

      it('RM11 two processes at once share one numbering', async () => {
        const { log: theirs } = await made.another();
        const mine = Array.from({ length: 20 }, (_, i) => log.append([entry(i + 1)]));
        const yours = Array.from({ length: 20 }, (_, i) =>
          theirs.append([entry(i + 1, { writer: 'police/w2', person: police })]),
        );
        const outcomes = (await Promise.all([...mine, ...yours])).flat();
        const seqs = outcomes.map((outcome) => (outcome.kind === 'appended' ? outcome.seq : -1));
        expect(seqs.toSorted((a, b) => a - b)).toEqual(seqs.map((_, i) => i + 1));
        expect((await read()).rows.map((row) => row.seq)).toEqual(seqs.map((_, i) => i + 1));
      });

      it('RM11 keeps large updates and large numbers', async () => {
        const update = new Uint8Array(1_000_000).map((_, i) => i % 251);
        const clientIds = [2 ** 32 - 1, 2 ** 53 - 1];
        await log.append([entry(2 ** 40, { update, clientIds })]);
        const [row] = (await read()).rows;
        expect(row?.clientIds).toEqual(clientIds);
        expect(row?.n).toBe(2 ** 40);
        expect(row && Buffer.compare(row.update, update)).toBe(0);
      });
    });

    describe('claims', () => {
      it('RM13 the first claim wins and stays', async () => {
        expect(await log.claim([{ room, clientId: 5, person: chair }])).toEqual([chair]);
        const { log: theirs } = await made.another();
        const claims = [
          { room, clientId: 5, person: police },
          { room, clientId: 6, person: police },
          { room: other, clientId: 5, person: police },
          { room, clientId: 6, person: chair },
        ];
        expect(await theirs.claim(claims)).toEqual([chair, police, police, police]);
        expect(new Map((await read()).claims)).toEqual(
          new Map([
            [5, chair],
            [6, police],
          ]),
        );
      });

      it('RM13 a claim in a room that is gone is an error', async () => {
        await gate.destroy([room]);
        await expect(log.claim([{ room, clientId: 5, person: chair }])).rejects.toThrow();
      });
    });

    describe('snapshots', () => {
      const snapshot = (upTo: number) => ({
        upTo,
        state: Uint8Array.of(9, upTo),
        stateVector: Uint8Array.of(8, upTo),
      });

      it('RM14 RM420 shortens reading from the start; the rows stay', async () => {
        await log.append([entry(1), entry(2), entry(3)]);
        await log.saveSnapshot(room, snapshot(2));
        const record = await read();
        const { upTo, state = [], stateVector = [] } = record.snapshot ?? {};
        expect([upTo, [...state], [...stateVector]]).toEqual([2, [9, 2], [8, 2]]);
        expect(record.rows).toMatchObject([{ seq: 3 }]);
        expect((await read(1)).rows.map((row) => row.seq)).toEqual([2, 3]);
        expect((await read(1)).snapshot).toBeUndefined();
        await log.append([entry(4)]);
        expect(await log.read(room, 0, 1)).toMatchObject({ head: 4, rows: [{ seq: 3 }] });
      });

      it('RM14 ignores an older one, one ahead of the log and one of no room', async () => {
        await log.append([entry(1), entry(2), entry(3)]);
        await log.saveSnapshot(room, snapshot(3));
        await log.saveSnapshot(room, snapshot(2));
        await log.saveSnapshot(room, snapshot(4));
        expect((await read()).snapshot?.upTo).toBe(3);
        await log.saveSnapshot('item:cccccccccccccccccccccccccc', snapshot(1));
      });
    });

    describe('the gate', () => {
      it('RM15 a held room stores nothing, the others do', async () => {
        await log.append([entry(1)]);
        const held = await gate.hold([room], hold('h1'));
        expect(held).toEqual({ kind: 'held', heads: new Map([[room, 1]]) });
        expect(await log.append([entry(2), entry(1, { room: other })])).toEqual([
          { kind: 'held', untilMs: startMs + 10_000 },
          { kind: 'appended', seq: 1 },
        ]);
        expect((await read()).state).toEqual({ kind: 'holding', untilMs: startMs + 10_000 });
      });

      it('RM15 a hold is released, or ends by itself', async () => {
        await gate.hold([room], hold('h1'));
        await gate.release([room], 'h1');
        expect(await log.append([entry(1)])).toEqual([{ kind: 'appended', seq: 1 }]);
        await gate.hold([room], hold('h2'));
        expect(await log.append([entry(2, { atMs: startMs + 10_000 })])).toEqual([
          { kind: 'appended', seq: 2 },
        ]);
      });

      it('RM15 only the holder releases or closes', async () => {
        const held = await gate.hold([room], hold('h1'));
        await gate.release([room], 'h2');
        expect((await log.append([entry(1)]))[0]?.kind).toBe('held');
        const heads = held.kind === 'held' ? held.heads : new Map<RoomName, number>();
        expect(await gate.close(heads, 'h2')).toBe(false);
        expect((await read()).state.kind).toBe('holding');
      });

      it('RM15 all rooms are held or none', async () => {
        await gate.hold([other], hold('h1'));
        const refused = { kind: 'refused', room: other, why: 'held' };
        expect(await gate.hold([room, other], hold('h2'))).toEqual(refused);
        expect(await log.append([entry(1)])).toEqual([{ kind: 'appended', seq: 1 }]);
        const later = hold('h3', startMs + 10_000);
        expect((await gate.hold([room, other], later)).kind).toBe('held');
        const gone: RoomName = 'item:cccccccccccccccccccccccccc';
        expect(await gate.hold([gone], later)).toMatchObject({ kind: 'refused', why: 'gone' });
      });

      it('RM16 closes when nothing moved, and then takes no row', async () => {
        await log.append([entry(1)]);
        const held = await gate.hold([room, other], hold('h1'));
        if (held.kind !== 'held') throw new Error('not held');
        expect(await gate.close(held.heads, 'h1')).toBe(true);
        expect(await log.append([entry(2)])).toEqual([{ kind: 'closed' }]);
        expect(await read()).toMatchObject({ state: { kind: 'closed' }, head: 1 });
        expect(await gate.hold([room], hold('h2'))).toMatchObject({ why: 'closed' });
        await gate.release([room], 'h1');
        expect((await read()).state.kind).toBe('closed');
      });

      it('RM16 does not close when a row came in after the hold ended', async () => {
        const held = await gate.hold([room, other], hold('h1'));
        if (held.kind !== 'held') throw new Error('not held');
        await log.append([entry(1, { atMs: startMs + 10_001 })]);
        expect(await gate.close(held.heads, 'h1')).toBe(false);
        expect((await read(0, other)).state.kind).not.toBe('closed');
      });

      it('RM18 the version of a room is raised once, with its epoch, and only from what it was', async () => {
        await log.append([entry(1)]);
        const before = await read();
        const { gate: theirs } = await made.another();
        const raised = await Promise.all([
          gate.raiseVersion(room, 3, 4),
          theirs.raiseVersion(room, 3, 4),
        ]);
        expect(raised.toSorted()).toEqual([false, true]);
        expect(await gate.raiseVersion(room, 3, 5)).toBe(false);
        expect(await read()).toMatchObject({ schemaVersion: 4, epoch: before.epoch + 1, head: 1 });
        expect((await read(0, other)).schemaVersion).toBe(1);
        expect(await gate.raiseVersion('item:cccccccccccccccccccccccccc', 1, 2)).toBe(false);
      });

      it('RM16 a destroyed room is gone, and comes back empty', async () => {
        await log.append([entry(1)]);
        await log.claim([{ room, clientId: 5, person: chair }]);
        await gate.destroy([room]);
        expect(await log.read(room, 0)).toBeUndefined();
        await gate.create([{ room, schemaVersion: 1 }]);
        expect(await read()).toMatchObject({ head: 0, claims: new Map() });
      });
    });

    describe('watching', () => {
      it('RM17 tells of rows and closings of another process', async () => {
        const told = new Set<RoomName>();
        let wake = () => {};
        const stop = log.watch((name) => {
          told.add(name);
          wake();
        });
        const heard = async (name: RoomName) => {
          while (!told.has(name)) await new Promise<void>((resolve) => (wake = resolve));
        };
        const theirs = await made.another();
        await theirs.log.append([entry(1)]);
        await heard(room);
        const held = await theirs.gate.hold([other], hold('h1'));
        if (held.kind === 'held') await theirs.gate.close(held.heads, 'h1');
        await heard(other);
        stop();
      });
    });
  });
}
