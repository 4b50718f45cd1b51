import { addHours } from '@overlegtafel/domain';
import { apiContract } from '@overlegtafel/protocol/api';
import { describe, expect, it } from 'vitest';
import { ids } from '../memory/small-people.fixture.ts';
import { type SmallTable, smallTable } from '../memory/small-table.fixture.ts';
import { recordAdvice } from './record-advice.ts';
import { body, opens } from './report-body.fixture.ts';
import { takeInReport } from './take-in-report.ts';

const table = ids.table;
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
      'receivedAt NOT_A_MOMENT',
      'source UNKNOWN_VALUE',
    ]);
    const far = { ...body, opens: { ...opens, municipality: 'elders' } };
    expect(mistakesOf(await take(small, far))).toEqual(['opens.municipality UNKNOWN_VALUE']);
  });

  it.each([
    ['05-11-2026 10:15:00', Date.UTC(2026, 10, 5, 9, 15)],
    ['5/11/26', Date.UTC(2026, 10, 4, 23)],
    ['2026-11-05T10:15:00Z', Date.UTC(2026, 10, 5, 10, 15)],
  ])('IN180 received at %s is read as it is written here', async (receivedAt, at) => {
    const small = await smallTable();
    const outcome = await take(small, { ...body, receivedAt });
    if (outcome.kind !== 'DONE') throw new Error(JSON.stringify(outcome));
    const [report] = await small.stores.reportsOf([outcome.value.caseId]);
    expect(report?.receivedAt).toBe(at);
  });

  it.each([
    ['05-13-2026', 'NO_SUCH_DAY', '2026-13-05'],
    ['24-11-2027', 'IN_FUTURE', '2027-11-24 00:00'],
    ['05-11-2019', 'TOO_LONG_AGO', '2019-11-05'],
  ])('IN184 IN186 received at %s is refused as %s', async (receivedAt, kind, understood) => {
    const small = await smallTable();
    const outcome = await take(small, { ...body, receivedAt });
    expect(outcome).toMatchObject({
      refusal: { mistakes: [{ path: 'receivedAt', kind, understood }] },
    });
    const assessment = { ...body.assessment, assessedOn: receivedAt };
    expect(await take(small, { ...body, assessment })).toMatchObject({
      refusal: { mistakes: [{ path: 'assessment.assessedOn', kind }] },
    });
  });

  it('IN193 with a reference that is known is told, and taken when that is asked', async () => {
    const small = await smallTable();
    const sent = { ...body, chainReference: 'VT-2026-1' };
    expect(await take(small, sent)).toMatchObject({ kind: 'DONE' });
    const again = { ...sent, chainReference: ' vt-2026-1' };
    expect(mistakesOf(await take(small, again))).toEqual(['chainReference ALREADY_KNOWN']);
    expect(await take(small, { ...again, again: true })).toMatchObject({ kind: 'DONE' });
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

  it.each([
    ['Casus Janssen', "Janssen's kind is bang."],
    ['Casus Janssen', 'Janssens kind is bang.'],
    ['Casus Bakker', 'Familie Bakker-Smit.'],
    ['Casus Smit', 'Familie Bakker‑Smit.'],
    ['Casus Ozturk', 'Mevrouw Öztürk belde.'],
    ['Casus Öztürk', 'Mevrouw OZTURK belde.'],
    ['Casus Ozturk', 'Mevrouw O\u0308ztu\u0308rk belde.'],
    ['Casus Grosz', 'De heer Groß.'.replace('ß', 'sz')],
    ['Casus Yilmaz', 'De heer Yılmaz.'],
    ['Casus Iер', 'Ruzie.'],
    ['Casus Ｉep', 'Ruzie.'],
  ])('MC21 %s is no neutral alias beside %s', async (alias, summary) => {
    const small = await smallTable();
    const outcome = await take(small, { ...body, summary, opens: { ...opens, alias } });
    expect(mistakesOf(outcome)).toEqual(['opens.alias NOT_ALLOWED']);
  });

  it.each(['Casus IJsvogel', 'Casus Iep 12', 'Casus Eén', 'Casus Zee-egel', 'Casus Bakkerij'])(
    'MC21 %s is a neutral alias',
    async (alias) => {
      const small = await smallTable();
      const sent = {
        ...body,
        summary: 'Bakker-Smit; één kind.'.slice(0, 12),
        opens: { ...opens, alias },
      };
      expect(mistakesOf(await take(small, sent))).toEqual([]);
    },
  );

  it('IN196 is kept without what nobody sees, and refused when nothing can be read', async () => {
    const small = await smallTable();
    const hidden = 'Ruzie\u202e erbij\u0000,\u200b kind\ufeff bang.\r\nBuren belden.';
    const outcome = await take(small, { ...body, summary: hidden });
    if (outcome.kind !== 'DONE') throw new Error(JSON.stringify(outcome));
    const [report] = await small.stores.reportsOf([outcome.value.caseId]);
    expect(report?.summary).toBe('Ruzie erbij, kind bang.\nBuren belden.');
    const refusals = ['\u200b', '\u202e', '\u0000', '.', '?!', '12', '\u3164'].map((summary) =>
      take(small, { ...body, summary }),
    );
    for (const refused of await Promise.all(refusals))
      expect(mistakesOf(refused)).toEqual(['summary EMPTY']);
    const piled = await take(small, { ...body, summary: `e${'\u0301'.repeat(3_990)}` });
    expect(mistakesOf(piled)).toEqual(['summary ILLEGIBLE']);
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
    const later = { table, receivedAt: addHours(small.world.now(), 1) };
    expect(await recordAdvice(later, small.caller('vt-worker'), small.world)).toMatchObject({
      refusal: { mistakes: [{ path: 'receivedAt', kind: 'IN_FUTURE' }] },
    });
    expect(await recordAdvice(wish, small.caller('police'), small.world)).toMatchObject({
      refusal: { kind: 'NOT_YOURS' },
    });
  });
});
