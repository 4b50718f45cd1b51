import { addHours } from '@overlegtafel/domain';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AccessLine } from '../audit/access-line.ts';
import { idOf, ids, person, start } from '../memory/small-people.fixture.ts';
import { type SmallTable, smallTable } from '../memory/small-table.fixture.ts';
import type { AuditReader, ProcessingLine } from '../ports/audit-reader.ts';
import {
  type AuditWorld,
  exportAccessLog,
  exportProcessingLog,
  whatPersonOpened,
  whoSawCase,
} from './read-access-log.ts';

const seen: AccessLine = {
  id: 'line-1',
  at: start,
  action: 'R',
  event: 'read-item',
  result: 'ALLOWED',
  person: person('police'),
  isBreakGlass: false,
  objectKind: 'item',
  object: ids.esdoorn,
  table: ids.table,
  caseId: ids.caseEsdoorn,
  origin: 'digest',
  traceId: 'trace-1',
};

let small: SmallTable;
let world: AuditWorld;
/** What the reader was asked, and how many lines of the log there were at that moment. */
let asked: { readonly what: string; readonly logged: number }[];

beforeEach(async () => {
  small = await smallTable();
  asked = [];
  const ask = (what: string) => void asked.push({ what, logged: small.ledger.lines.length });
  const audit: AuditReader = {
    ofCase: (id) => (ask(`case ${id}`), Promise.resolve({ rows: [seen], next: 'more' })),
    ofPerson: (who, tables) => (
      ask(`${who} at ${tables.join()}`),
      Promise.resolve({ rows: [seen] })
    ),
    breakGlassAt: () => Promise.reject(new Error('not asked')),
    async *refusedIn() {
      yield await Promise.resolve([]);
    },
    async *ofTables(tables) {
      ask(`tables ${tables.join()}`);
      yield await Promise.resolve([seen]);
    },
    async *processingOf() {
      ask('processing');
      const line: ProcessingLine = {
        activity: 'read-item',
        at: start,
        result: 'ALLOWED',
        subject: 'pseudonym',
        traceId: 'trace-1',
      };
      yield await Promise.resolve([line]);
    },
  };
  world = { ...small.world, audit };
});

const everybodyElse = [
  'chair',
  'secretary',
  'vt-worker',
  'behavioural-scientist',
  'process-director',
  'police',
  'local-team',
  'mental-health',
  'nobody-at-all',
];
const period = { from: start, until: addHours(start, 1) };
const caseId = ids.caseEsdoorn;

async function textOf(lines: AsyncIterable<string>): Promise<string> {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all.join('\n');
}

describe('looking into the logs', () => {
  it('AU61 the privacy officer reads who saw a case, with names, and that is logged first', async () => {
    const found = await whoSawCase({ caseId }, small.caller('privacy-officer'), world);
    expect(found).toMatchObject({
      kind: 'DONE',
      value: {
        lines: [{ personName: 'Politie JD', caseId, at: '2026-11-24T09:30:00.000Z' }],
        next: 'more',
      },
    });
    expect(JSON.stringify(found)).not.toContain('Esdoorn');
    expect(asked).toEqual([{ what: `case ${caseId}`, logged: 1 }]);
    expect(small.ledger.lines[0]).toMatchObject({
      event: 'who-saw-case',
      person: 'privacy-officer',
      result: 'ALLOWED',
      caseId,
    });
  });

  it('AU62 the privacy officer reads what a person opened at their own tables', async () => {
    const officer = small.caller('privacy-officer');
    const found = await whatPersonOpened({ person: person('police') }, officer, world);
    expect(found).toMatchObject({ kind: 'DONE', value: { lines: [{ event: 'read-item' }] } });
    expect(asked).toEqual([{ what: `police at ${ids.table}`, logged: 1 }]);
    expect(small.ledger.lines[0]).toMatchObject({ event: 'what-person-opened', object: 'police' });
  });

  it('AU63 an export is one line of JSON for each line, and that it was made is logged first', async () => {
    const found = await exportAccessLog(period, small.caller('privacy-officer'), world);
    expect(small.ledger.lines).toMatchObject([{ event: 'export-access-log', action: 'E' }]);
    const text = found.kind === 'DONE' ? await textOf(found.value) : '';
    expect(text.split('\n')).toHaveLength(1);
    expect(JSON.parse(text)).toMatchObject({ id: 'line-1', at: '2026-11-24T09:30:00.000Z' });
  });

  it('AU64 the processing log of a case names nobody who did it', async () => {
    const found = await exportProcessingLog({ caseId }, small.caller('privacy-officer'), world);
    const text = found.kind === 'DONE' ? await textOf(found.value) : '';
    expect(JSON.parse(text)).toEqual({
      activity: 'read-item',
      at: '2026-11-24T09:30:00.000Z',
      result: 'ALLOWED',
      subject: 'pseudonym',
      traceId: 'trace-1',
    });
  });

  it.each(everybodyElse)(
    'AU65 to %s there is no log, and that they asked is on the record',
    async (who) => {
      const caller = small.caller(who);
      const answers = [
        await whoSawCase({ caseId }, caller, world),
        await whatPersonOpened({ person: person('police') }, caller, world),
        await exportAccessLog(period, caller, world),
        await exportProcessingLog({ caseId }, caller, world),
      ];
      for (const answer of answers)
        expect(answer).toEqual({ kind: 'REFUSED', refusal: { kind: 'NOT_THERE' } });
      expect(asked).toEqual([]);
      expect(small.ledger.lines.map(({ result }) => result)).toEqual(answers.map(() => 'REFUSED'));
    },
  );

  it('AU65 a case that does not exist gives the same answer', async () => {
    const officer = small.caller('privacy-officer');
    const unknown = await whoSawCase({ caseId: idOf('CaseId', 'geen-casus') }, officer, world);
    expect(unknown).toEqual({ kind: 'REFUSED', refusal: { kind: 'NOT_THERE' } });
  });

  it('AU61 a name is that of then; a line of before names were kept has that of now', async () => {
    const officer = small.caller('privacy-officer');
    const then = { ...seen, id: 'line-2', personName: 'Politie XX' };
    const log = { ...world.audit, ofCase: () => Promise.resolve({ rows: [then, seen] }) };
    const found = await whoSawCase({ caseId }, officer, { ...world, audit: log });
    const lines = found.kind === 'DONE' ? found.value.lines : [];
    expect(lines.map(({ personName }) => personName)).toEqual(['Politie XX', 'Politie JD']);
  });

  it('AU4 when the log takes no line, nothing is read', async () => {
    small.ledger.failing = new Error('the log is full');
    const officer = small.caller('privacy-officer');
    await expect(whoSawCase({ caseId }, officer, world)).rejects.toThrow('the log is full');
    await expect(exportAccessLog(period, officer, world)).rejects.toThrow('the log is full');
    expect(asked).toEqual([]);
  });
});
