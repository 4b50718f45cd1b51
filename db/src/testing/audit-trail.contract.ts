import { asc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lineHash } from '../audit/line-chain.ts';
import { UnloggedError } from '../errors.ts';
import { LogForm } from '../audit/log-line.ts';
import { accessLine, esdoorn, organisation, someone, table } from './sample-lines.ts';
import { entry, room, testKeys } from './sample-rooms.ts';
import type { StorageUnderTest } from './storage.contract.ts';

const form = new LogForm(testKeys.pseudonyms);

/** What the audit trail promises on every database and every place of committing. */
export function describeAuditTrail(name: string, make: () => Promise<StorageUnderTest>): void {
  describe(`audit trail: ${name}`, () => {
    let made: StorageUnderTest;

    beforeEach(async () => {
      made = await make();
      await made.database.roomGate.create([{ room, schemaVersion: 1 }]);
    });
    afterEach(() => made.dispose());

    async function storedLines() {
      const { orm, tables } = made;
      const { accessLine: line } = tables;
      return orm.select().from(line).orderBy(asc(line.stream), asc(line.seq));
    }

    function addPermit(name: string) {
      return made.orm.insert(made.tables.purgePermit).values({ room: name });
    }

    /** A condition that holds for the room as it was made, or for none. */
    function roomAt(epoch: number) {
      const { orm, tables } = made;
      return orm
        .update(tables.room)
        .set({ epoch })
        .where(eq(tables.room.epoch, epoch))
        .returning({ id: tables.room.id });
    }

    it('AU1 lines are numbered without holes and chained, also when jobs between them are refused', async () => {
      const { write } = made.database;
      const twice = made.orm.insert(made.tables.purgePermit).values([{ room: 'a' }, { room: 'a' }]);
      await Promise.allSettled([
        write.guarded([roomAt(1)], [], form.of([accessLine(1)])),
        write.guarded([roomAt(7)], [], form.of([accessLine(2)])),
        write.guarded([], [twice], form.of([accessLine(3)])),
        made.database.audit.record([accessLine(4), accessLine(5)]),
        made.database.roomLog.append([entry(1)]),
      ]);
      await made.database.audit.record([accessLine(6)]);
      const rows = await storedLines();
      expect(rows.map(({ id }) => id).toSorted()).toEqual(
        [1, 4, 5, 6].map((n) => accessLine(n).id),
      );
      expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
      let before: Uint8Array = Buffer.alloc(32);
      for (const { stream, seq, line, hash } of rows) {
        expect(lineHash(before, { stream, seq, line })).toEqual(hash);
        before = hash;
      }
      const streams = await made.orm.select().from(made.tables.auditStream);
      const access = streams.find(({ log }) => log === 'access');
      expect(access).toMatchObject({ head: 4, headHash: before });
    });

    it('AU2 each process writes chains of its own', async () => {
      const other = await made.another();
      await made.database.audit.record([accessLine(1)]);
      await other.audit.record([accessLine(2)]);
      const rows = await storedLines();
      expect(rows.map(({ seq }) => seq)).toEqual([1, 1]);
      expect(new Set(rows.map(({ stream }) => stream)).size).toBe(2);
    });

    it('AU3 a line is stored with what it belongs to, or neither is', async () => {
      const { write } = made.database;
      const done = await write.guarded([roomAt(1)], [addPermit('a')], form.of([accessLine(1)]));
      expect(done.kind).toBe('done');
      const moved = await write.guarded([roomAt(7)], [addPermit('b')], form.of([accessLine(2)]));
      expect(moved.kind).toBe('refused');
      const again = write.guarded([roomAt(1)], [addPermit('a')], form.of([accessLine(3)]));
      await expect(again).rejects.toThrow();
      expect((await storedLines()).map(({ id }) => id)).toEqual([accessLine(1).id]);
    });

    it('AU4 when the log takes no line, nothing of the command is stored, and others go on', async () => {
      await made.tamper(made.stopLog);
      const [command, read, edit] = await Promise.allSettled([
        made.database.write.guarded([roomAt(1)], [addPermit('a')], form.of([accessLine(1)])),
        made.database.audit.record([accessLine(2)]),
        made.database.roomLog.append([entry(1)]),
      ]);
      for (const ended of [command, read])
        expect(ended.status === 'rejected' && ended.reason instanceof UnloggedError).toBe(true);
      expect(edit).toMatchObject({ value: [{ kind: 'appended', seq: 1 }] });
      expect(await made.orm.select().from(made.tables.purgePermit)).toEqual([]);
      expect(await storedLines()).toEqual([]);
    });

    it.each([
      ['a changed line', `UPDATE access_line SET person = 'somebody'`],
      ['a removed line', 'DELETE FROM access_line'],
      ['a changed line of the processing log', `UPDATE processing_line SET subject = 'nobody'`],
      ['a removed line of the processing log', 'DELETE FROM processing_line'],
      ['a chain that is set back', 'UPDATE audit_stream SET head = 0'],
      ['a removed chain', 'DELETE FROM audit_stream'],
    ])('AU5 the database refuses %s', async (_what, sql) => {
      await made.database.audit.record([accessLine(1), accessLine(2)]);
      await expect(made.runBeside(sql)).rejects.toThrow();
      expect(await storedLines()).toHaveLength(2);
    });

    it('AU7 the processing log has the case under a pseudonym, and nobody who did it', async () => {
      const behalf = {
        onBehalfOf: someone,
        onBehalfOfName: 'Waarnemer',
        personName: 'Wijkagent Vos',
        organisation,
        organisationName: 'Politie Oost',
        purpose: 'CONSULTATION',
        session: 'session-digest',
      } as const;
      await made.database.audit.record([accessLine(1, behalf), accessLine(2, { table })]);
      const { caseId: _none, ...withoutCase } = accessLine(3);
      await made.database.audit.record([withoutCase]);
      const rows = await made.orm.select().from(made.tables.processingLine);
      expect(rows).toHaveLength(2);
      const text = JSON.stringify(rows.map(({ line, subject }) => ({ line, subject })));
      const canaries = [
        'politie',
        'session-digest',
        'police',
        'item-1',
        'Vos',
        'Waarnemer',
        'Oost',
      ];
      for (const canary of [someone, esdoorn, ...canaries]) expect(text).not.toContain(canary);
      const pages = [];
      for await (const page of made.database.audit.processingOf(esdoorn)) pages.push(...page);
      expect(pages).toMatchObject([
        { activity: 'read-item', traceId: 'trace-1', result: 'ALLOWED' },
        { activity: 'read-item', traceId: 'trace-2', result: 'ALLOWED' },
      ]);
    });

    it('AU66 emergency access at a table is found newest first, and only what was taken', async () => {
      const glass = { event: 'break-glass' } as const;
      const refused = { ...glass, result: 'REFUSED' } as const;
      const elsewhere = { ...glass, table: 'andere' as never };
      await made.database.audit.record([
        accessLine(1, glass),
        accessLine(2),
        accessLine(3, refused),
        accessLine(4, elsewhere),
        accessLine(5, glass),
        accessLine(6, glass),
      ]);
      const { audit } = made.database;
      expect((await audit.breakGlassAt(table, accessLine(2).at)).rows).toEqual([
        accessLine(6, glass),
        accessLine(5, glass),
      ]);
    });

    it('AU60 a case and a person are found newest first, in pages, and only theirs', async () => {
      const other = { caseId: 'linde', person: 'chair', table: 'andere' } as never;
      const lines = Array.from({ length: 130 }, (_, i) => accessLine(i + 1));
      await made.database.audit.record([...lines, accessLine(900, other)]);
      const first = await made.database.audit.ofCase(esdoorn);
      expect(first.rows).toHaveLength(100);
      expect(first.rows[0]).toEqual(accessLine(130));
      const rest = await made.database.audit.ofCase(esdoorn, first.next);
      expect(rest.rows.at(-1)).toEqual(accessLine(1));
      expect([...first.rows, ...rest.rows]).toHaveLength(130);
      expect(rest.next).toBeUndefined();
      const own = await made.database.audit.ofPerson(someone, [table]);
      expect(own.rows).toHaveLength(100);
      expect((await made.database.audit.ofPerson(someone, [])).rows).toEqual([]);
      const period = { from: accessLine(5).at, until: accessLine(8).at };
      const exported = [];
      for await (const page of made.database.audit.ofTables([table], period))
        exported.push(...page);
      expect(exported).toEqual([accessLine(5), accessLine(6), accessLine(7)]);
    });
  });
}
