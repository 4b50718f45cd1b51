import { apiContract } from '@overlegtafel/protocol/api';
import { describe, expect, it } from 'vitest';
import { ids } from '../memory/small-people.fixture.ts';
import { type SmallTable, smallTable } from '../memory/small-table.fixture.ts';
import type { Commit } from '../ports/changes.ts';
import { recordAdvice } from './record-advice.ts';
import { takeInReport } from './take-in-report.ts';
import { type TakeInReports, takeInReports } from './take-in-reports.ts';

const table = ids.table;
const opens = {
  alias: 'Casus Iep',
  municipality: 'mijnstad',
  household: [
    { role: 'MOTHER', ageYears: 31, isChild: false, confidentialAddress: 'ADRES-GEHEIM 7' },
    { role: 'SON', ageYears: 4, isChild: true },
  ],
};
const body = {
  signal: 'POLICE_REPORT',
  kind: 'FIRST',
  source: 'POLICE',
  reporterKind: 'KNOWN',
  receivedAt: '2026-11-23T22:40:00.000Z',
  summary: 'Ruzie; kind erbij.',
  reporter: { name: 'MELDER-GEHEIM Q', contact: '06-GEHEIM' },
  opens,
  assessment: { level: 'ACUTE', assessedOn: '2026-11-24', words: 'Gevaar.' },
};
const take = (small: SmallTable, sent: unknown, who = 'vt-worker') =>
  takeInReport({ table, body: sent }, small.caller(who), small.world);
const mistakesOf = (outcome: Awaited<ReturnType<typeof take>>) =>
  outcome.kind === 'REFUSED' && outcome.refusal.kind === 'MISTAKES'
    ? outcome.refusal.mistakes.map(({ path, kind }) => `${path} ${kind}`)
    : [];

describe('a report', () => {
  it('MC20 opens a case, with who reported and where somebody hides kept apart', async () => {
    const small = await smallTable();
    const outcome = await take(small, { ...body, meeting: ids.meeting });
    if (outcome.kind !== 'DONE') throw new Error(JSON.stringify(outcome));
    apiContract.takeInReport.answer.parse(outcome.value);
    const { caseId, report, item } = outcome.value;
    const [made] = await small.stores.cases([caseId]);
    expect(made).toMatchObject({ alias: 'Casus Iep', bringingParty: 'veilig-thuis' });
    expect(made?.reference).toMatch(/^OT-\d{6}$/);
    expect(await small.stores.reporterOf(report)).toMatchObject({ name: 'MELDER-GEHEIM Q' });
    expect(await small.stores.addressesOf(caseId)).toMatchObject([{ address: 'ADRES-GEHEIM 7' }]);
    expect(await small.stores.assessmentsOf([caseId])).toMatchObject([{ level: 'ACUTE' }]);
    expect(item && (await small.stores.item(item))).toMatchObject({ caseId, report, place: 3 });
    const { rows } = small.stores;
    const elsewhere = [rows.case, rows.report, rows.item, rows.assessment].map((one) => [
      ...one.values(),
    ]);
    expect(JSON.stringify([elsewhere, small.ledger.lines])).not.toContain('GEHEIM');
  });

  it('MC20 is of a case that is known here, and then is no first report', async () => {
    const small = await smallTable();
    const { opens: _opens, ...known } = { ...body, caseId: ids.caseEsdoorn };
    expect(mistakesOf(await take(small, known))).toEqual(['kind NOT_ALLOWED']);
    const again = { ...known, kind: 'REPEAT' };
    expect(await take(small, again)).toMatchObject({ value: { caseId: ids.caseEsdoorn } });
    expect(mistakesOf(await take(small, { ...again, caseId: 'no-such-case' }))).toEqual([
      'caseId UNKNOWN_VALUE',
    ]);
    expect(mistakesOf(await take(small, { ...again, opens }))).toEqual(['opens NOT_ALLOWED']);
    expect(await take(small, again, 'chair')).toMatchObject({ refusal: { kind: 'NOT_YOURS' } });
    expect(await take(small, again, 'nobody')).toMatchObject({ refusal: { kind: 'NOT_THERE' } });
  });

  it('MC20 tells every mistake in it', async () => {
    const small = await smallTable();
    const wrong = {
      ...body,
      source: 'TV',
      receivedAt: 'gisteren',
      opens: { ...opens, household: [{ role: 'SON', ageYears: 4, isChild: false }] },
      extra: 1,
    };
    expect(mistakesOf(await take(small, wrong)).sort()).toEqual([
      'extra UNKNOWN_FIELD',
      'opens.household.0.isChild OUT_OF_RANGE',
      'receivedAt WRONG_TYPE',
      'source UNKNOWN_VALUE',
    ]);
    const far = { ...body, opens: { ...opens, municipality: 'elders' } };
    expect(mistakesOf(await take(small, far))).toEqual(['opens.municipality UNKNOWN_VALUE']);
  });

  it.each([
    'Esdoorn',
    'Casus Jan Jansen',
    'casus iep',
    'Casus Ruzie',
    'Casus Q',
    'Casus 12-4-1990',
  ])('MC21 %s is no neutral alias here', async (alias) => {
    const small = await smallTable();
    const outcome = await take(small, { ...body, opens: { ...opens, alias } });
    expect(mistakesOf(outcome)).toEqual(['opens.alias NOT_ALLOWED']);
  });

  it('MC22 a request for advice is refused as a report, and recorded without a household', async () => {
    const small = await smallTable();
    const advice = { ...body, signal: 'ADVICE_REQUEST' };
    expect(mistakesOf(await take(small, advice))).toEqual(['signal NOT_ALLOWED']);
    const wish = { table, receivedAt: small.world.now() };
    expect(await recordAdvice(wish, small.caller('vt-worker'), small.world)).toMatchObject({
      kind: 'DONE',
    });
    expect([...small.stores.rows.case.values()]).toHaveLength(2);
    expect(await recordAdvice(wish, small.caller('police'), small.world)).toMatchObject({
      refusal: { kind: 'NOT_YOURS' },
    });
  });
});

const head =
  'Signaal;Soort;Bron;Soort melder;Ontvangen op;Samenvatting;Casus;Gemeente;Huishouden;Niveau;Beoordeeld op;Beoordeling;Naam melder';
const good = (alias: string) =>
  `politiemelding;eerste melding;politie;bekend;23-11-2026 23:40;"Ruzie; kind erbij";${alias};Mijnstad;moeder 31, zoon 4;acuut;24-11-2026;Gevaar;MELDER-GEHEIM`;
const file = (small: SmallTable, content: string, more: Partial<TakeInReports> = {}) =>
  takeInReports({ table, format: 'csv', content, ...more }, small.caller('vt-worker'), small.world);
async function told(small: SmallTable, content: string, more: Partial<TakeInReports> = {}) {
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
    const [report] = await small.stores.reportsOf(taken.reports.map(({ caseId }) => caseId));
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
    expect(await kinds(`${head}\n${good('Casus Iep')};te;veel`)).toEqual(['2 UNKNOWN_FIELD']);
    expect((await kinds(`${head}\nmelding;"open\n`)).length).toBeGreaterThan(0);
    expect(await kinds('{"geen":"lijst"}', 'json')).toEqual(['1 WRONG_TYPE']);
    expect(await file(small, head, { table: 'elsewhere' as typeof table })).toMatchObject({
      refusal: { kind: 'NOT_THERE' },
    });
    const stranger = { table, format: 'csv', content: broken } as const;
    expect(await takeInReports(stranger, small.caller('police'), small.world)).toMatchObject({
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
      const wish = { table, format: 'csv', content } as const;
      const taking = takeInReports(wish, small.caller('vt-worker'), world);
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
    expect(read.reports).toHaveLength(100_000);
    expect(turns).toBeGreaterThan(200);
  }, 240_000);
});
