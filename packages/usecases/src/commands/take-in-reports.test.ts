import { apiContract } from '@overlegtafel/protocol/api';
import { describe, expect, it } from 'vitest';
import { idOf, ids } from '../memory/small-people.fixture.ts';
import { type SmallTable, smallTable } from '../memory/small-table.fixture.ts';
import type { Commit } from '../ports/changes.ts';
import { fileHere, type FileText } from '../intake/report-file.ts';
import { body } from './report-body.fixture.ts';
import { type TakeInReports, takeInReports } from './take-in-reports.ts';

const table = ids.table;
const head =
  'Signaal;Soort;Bron;Soort melder;Ontvangen op;Samenvatting;Casus;Gemeente;Huishouden;Niveau;Beoordeeld op;Beoordeling;Naam melder';
const good = (alias: string) =>
  `politiemelding;eerste melding;politie;bekend;23-11-2026 23:40;"Ruzie; kind erbij";${alias};Mijnstad;moeder 31, zoon 4;acuut;24-11-2026;Gevaar;MELDER-GEHEIM`;
type More = Partial<TakeInReports & FileText>;
function wishOf({ world }: SmallTable, content: string, more: More = {}): TakeInReports {
  const { format = 'csv', ...rest } = more;
  return { table, file: fileHere({ format, content }, world), ...rest };
}
const file = (small: SmallTable, content: string, more: More = {}) =>
  takeInReports(wishOf(small, content, more), small.caller('vt-worker'), small.world);
async function told(small: SmallTable, content: string, more: More = {}) {
  const outcome = await file(small, content, more);
  if (outcome.kind !== 'DONE') throw new Error(JSON.stringify(outcome));
  apiContract.takeInReports.answer.parse(outcome.value);
  return outcome.value;
}

describe('a week of reports as a file', () => {
  it('MC23 is taken in, with Dutch or English heads', async () => {
    const small = await smallTable();
    const taken = await told(
      small,
      `\uFEFF${head}\r\n${good('Casus Iep')}\r\n\r\n${good('Casus Den')}\r\n`,
      {
        meeting: ids.meeting,
      },
    );
    expect(taken).toMatchObject({
      taken: 2,
      mistakes: [],
      reports: [{ line: 2, alias: 'Casus Iep' }, { alias: 'Casus Den' }],
    });
    const [report] = await small.stores.reportsOf(
      taken.reports.flatMap(({ caseId }) => caseId ?? []),
    );
    expect(report).toMatchObject({
      signal: 'POLICE_REPORT',
      receivedAt: Date.UTC(2026, 10, 23, 22, 40),
      summary: 'Ruzie; kind erbij',
    });
    expect(await small.stores.itemsOf(ids.meeting)).toHaveLength(4);
    const english =
      'signal,kind,source,reporter kind,received at,summary,alias,household\nreport,first,school,known,2026-11-23T10:00:00Z,Zorgen,Casus Olm,"mother, daughter 6"\n';
    expect(await told(small, english)).toMatchObject({ taken: 1, mistakes: [] });
    expect(await told(small, JSON.stringify([body]), { format: 'json' })).toMatchObject({
      taken: 1,
    });
  });

  const broken = [
    head,
    good('Casus Iep'),
    good('Casus Den').replace('politie;', 'televisie;'),
    good('Casus Olm').replace('politiemelding', 'adviesvraag'),
    good('Jansen').replace('zoon 4', 'zoon vier'),
  ].join('\n');

  it('MC23 tells each mistake with line, column and sentence, and is refused as a whole', async () => {
    const small = await smallTable();
    const read = await told(small, broken);
    expect(read).toMatchObject({ taken: 0, reports: [] });
    expect(read.mistakes.map(({ line, column, kind }) => `${line} ${column} ${kind}`)).toEqual([
      '3 Bron UNKNOWN_VALUE',
      '4 Signaal NOT_ALLOWED',
      '5 Huishouden UNKNOWN_VALUE',
    ]);
    expect(read.mistakes[1]?.message).toContain('Een adviesvraag wordt nooit een casus.');
    expect([...small.stores.rows.case.values()]).toHaveLength(2);
    expect(await told(small, broken, { partial: true })).toMatchObject({
      taken: 1,
      mistakes: read.mistakes,
      reports: [{ line: 2 }],
    });
  });

  it('MC23 a head that nobody knows, a broken quote, and what is no file are told', async () => {
    const small = await smallTable();
    const kinds = async (content: string, format: 'csv' | 'json' = 'csv') =>
      (await told(small, content, { format })).mistakes.map(({ line, kind }) => `${line} ${kind}`);
    expect(await kinds(`${head};Kleur\n${good('Casus Iep')};rood`)).toEqual(['1 UNKNOWN_FIELD']);
    expect(await kinds(`${head}\n${good('Casus Iep')};te;veel`)).toEqual([
      '2 NO_COLUMN',
      '2 NO_COLUMN',
    ]);
    expect((await kinds(`${head}\nmelding;"open\n`)).length).toBeGreaterThan(0);
    expect(await kinds('{"geen":"lijst"}', 'json')).toEqual(['1 WRONG_TYPE']);
    expect(await file(small, head, { table: 'elsewhere' as typeof table })).toMatchObject({
      refusal: { kind: 'NOT_THERE' },
    });
    expect(
      await takeInReports(wishOf(small, broken), small.caller('police'), small.world),
    ).toMatchObject({
      refusal: { kind: 'NOT_YOURS' },
    });
  });

  it('MC27 whoever follows the meeting is told, when the cases can be read', async () => {
    const small = await smallTable();
    const before = (await small.stores.itemsOf(ids.meeting)).length;
    let there = 0;
    const world = {
      ...small.world,
      tell: (happening: Parameters<typeof small.world.tell>[0]) => {
        small.world.tell(happening);
        there = [...small.stores.rows.item.values()].length;
      },
    };
    await told({ ...small, world }, `${head}\r\n${good('Casus Iep')}\r\n${good('Casus Den')}\r\n`, {
      meeting: ids.meeting,
    });
    expect(small.told).toMatchObject([
      { kind: 'DONE', what: 'put-on-agenda', meeting: ids.meeting },
    ]);
    expect(there).toBe(before + 2);
  });

  it('IN184 IN186 a line of another year is told at its place, and the others are taken', async () => {
    const small = await smallTable();
    const on = (day: string) => good('Casus Iep').replace('23-11-2026', day);
    const lines = [
      '05-11-2019',
      '05-11-1926',
      '23-11-2026',
      '05-13-2026',
      '31-11-2026',
      '5-11-2039',
    ];
    const read = await told(small, [head, ...lines.map(on)].join('\n'), { partial: true });
    expect(
      read.mistakes.map(({ line, column, message }) => `${line} ${column} ${message}`),
    ).toEqual([
      '2 Ontvangen op Ontvangen op: 5 november 2019 is te lang geleden. Kijk het jaar na.',
      '3 Ontvangen op Ontvangen op: 5 november 1926 is te lang geleden. Kijk het jaar na.',
      '5 Ontvangen op Ontvangen op: maand 13 bestaat niet. Schrijf eerst de dag en dan de maand, zoals 24-11-2026.',
      '6 Ontvangen op Ontvangen op: 31 november 2026 bestaat niet. Kijk de datum na.',
      '7 Ontvangen op Ontvangen op: 23:40 op 5 november 2039 moet nog komen. Kijk de datum na.',
    ]);
    expect(read.reports).toMatchObject([{ line: 4 }]);
  });

  it('IN190 every line is accounted for, and what was understood of each report is told', async () => {
    const small = await smallTable();
    const content = `sep=;\r\n${head}\r\n${good('Casus Iep')}\r\n;;;\r\n${good('Jansen')}\r\n${good('Casus Den').replace('23-11-2026', '5/3/26')}\r\n`;
    const read = await told(small, content, { preview: true });
    expect(read.lines).toEqual({ total: 6, good: 2, wrong: 1, repeated: 0, empty: 3, unread: 0 });
    expect(read).toMatchObject({ good: 2, wrong: 1, repeated: 0 });
    expect(read.reports).toEqual([
      {
        line: 3,
        alias: 'Casus Iep',
        receivedAt: '2026-11-23T22:40:00.000Z',
        signal: 'POLICE_REPORT',
        kind: 'FIRST',
        municipality: 'mijnstad',
        household: [
          { role: 'MOTHER', ageYears: 31, isChild: false },
          { role: 'SON', ageYears: 4, isChild: true },
        ],
        isRepeated: false,
      },
      expect.objectContaining({ line: 6, receivedAt: '2026-03-05T22:40:00.000Z' }),
    ]);
  });

  it('IN192 a word that is in no list is told with the words that are', async () => {
    const small = await smallTable();
    const read = await told(
      small,
      `${head}\n${good('Casus Iep').replace('politie;', 'televisie;')}`,
    );
    expect(read.mistakes[0]?.message).toBe(
      'Bron: ‘televisie’ kennen we niet. Kies uit: politie, zorg, ggz, onderwijs, jeugdhulp, jgz, opvang, gemeente, directbetrokkene, buurt, anders.',
    );
  });

  it('IN193 a reference that is known is marked, and taken only when that is asked', async () => {
    const small = await smallTable();
    const lines = ['VT-1', 'VT-2', 'vt-1 '].map((reference) => `${good('Casus Iep')};${reference}`);
    const content = `${head};Kenmerk\n${lines.join('\n')}\n${good('Casus Den')};`;
    const marks = async (more: More) => {
      const read = await told(small, content, more);
      return [read.taken, read.repeated, read.reports.map(({ isRepeated }) => isRepeated)];
    };
    expect(await marks({ preview: true })).toEqual([0, 1, [false, false, true, false]]);
    expect(await marks({})).toEqual([3, 1, [false, false, false]]);
    expect(await marks({ preview: true })).toEqual([0, 3, [true, true, true, false]]);
    expect(await marks({})).toEqual([1, 3, [false]]);
    expect(await marks({ again: true })).toEqual([4, 3, [true, true, true, false]]);
    const json = JSON.stringify([{ ...body, chainReference: 'VT-2' }]);
    expect(await told(small, json, { format: 'json' })).toMatchObject({ taken: 0, repeated: 1 });
  });

  it('IN194 of a file with very many mistakes the first thousand are told, and all are counted', async () => {
    const small = await smallTable();
    const read = await told(small, `${head}\n${'x\n'.repeat(5_000)}`);
    expect(read).toMatchObject({ taken: 0, wrong: 5_000, lines: { total: 5_001, wrong: 5_000 } });
    expect(read.mistakeCount).toBeGreaterThan(5_000);
    expect(read.mistakes).toHaveLength(1_000);
    expect(await told(small, '[{},', { format: 'json', partial: true })).toMatchObject({
      taken: 0,
      lines: { unread: 1 },
    });
  });

  it('MC340 says what became of the wish to put a file on an agenda', async () => {
    const small = await smallTable();
    const cases = (count: number) =>
      `${head}\n${Array.from({ length: count }, (_, n) => good(`Casus Iep ${n + 1}`)).join('\n')}`;
    const agenda = async (count: number, more: More) =>
      (await told(small, cases(count), more)).agenda;
    const { meeting } = ids;
    const before = (await small.stores.itemsOf(meeting)).length;
    expect(await agenda(1, {})).toBeUndefined();
    expect(await agenda(1, { meeting, preview: true })).toBeUndefined();
    expect(await agenda(201, { meeting })).toBe('FULL');
    expect(await small.stores.itemsOf(meeting)).toHaveLength(before);
    expect(await agenda(3, { meeting })).toBe('PLACED');
    expect(await agenda(199, { meeting })).toBe('FULL');
    expect(await agenda(1, { meeting: idOf('MeetingId', 'een-ander-overleg') })).toBe('NOT_PLACED');
    expect(await small.stores.itemsOf(meeting)).toHaveLength(before + 3);
  });

  it('MC24 a preview stores nothing', async () => {
    const small = await smallTable();
    const read = await told(small, `${head}\n${good('Casus Iep')}`, { preview: true });
    expect(read).toMatchObject({ taken: 0, reports: [{ line: 2, alias: 'Casus Iep' }] });
    expect([...small.stores.rows.case.values()]).toHaveLength(2);
  });

  it('MC26 a file is there whole or not at all, wherever it breaks off', async () => {
    const names = ['Iep', 'Den', 'Olm', 'Els'].flatMap((word) =>
      Array.from({ length: 40 }, (_, n) => `Casus ${word} ${n}`),
    );
    const content = `${head}\n${names.map(good).join('\n')}`;
    const commits = async (breakAt: number) => {
      const small = await smallTable();
      const before = await small.stores.waitingCases(table);
      const { ledger } = small;
      let count = 0;
      const breaking = {
        record: ledger.record.bind(ledger),
        dropIntakes: ledger.dropIntakes.bind(ledger),
        commit: async (commit: Commit) => {
          expect(await small.stores.waitingCases(table)).toEqual(before);
          if ((count += 1) === breakAt) throw new Error('disk full');
          return ledger.commit(commit);
        },
      };
      const world = { ...small.world, ledger: breaking };
      const taking = takeInReports(wishOf(small, content), small.caller('vt-worker'), world);
      if (breakAt > 0) await expect(taking).rejects.toThrow('disk full');
      else expect(await taking).toMatchObject({ value: { taken: 160 } });
      const waiting = await small.stores.waitingCases(table);
      expect(waiting).toHaveLength(before.length + (breakAt > 0 ? 0 : 160));
      return count;
    };
    const all = await commits(0);
    expect(all).toBeGreaterThan(3);
    for (let breakAt = 1; breakAt <= all; breakAt += 1) await commits(breakAt);
  });

  it('MC25 100,000 lines leave others their turn', async () => {
    const small = await smallTable();
    const content = `${head}\n${`${good('Casus Iep')}\n`.repeat(100_000)}`.replaceAll(
      'Ruzie; kind erbij',
      'x',
    );
    let turns = 0;
    let isBusy = true;
    const other = (): void => {
      turns += 1;
      if (isBusy) setImmediate(other);
    };
    setImmediate(other);
    const read = await told(small, content, { preview: true });
    isBusy = false;
    expect(read.good).toBe(100_000);
    expect(read.reports).toHaveLength(1_000);
    expect(turns).toBeGreaterThan(200);
  }, 240_000);
});
