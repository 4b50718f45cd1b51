import { describe, expect, it } from 'vitest';
import { householdIn } from './household-rows.ts';
import { chosenBefore, reportIn } from './report-body.ts';

function filled(values: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  return form;
}

const report = {
  signal: 'REPORT',
  kind: 'FIRST',
  source: 'POLICE',
  reporterKind: 'KNOWN',
  receivedDay: '2026-11-21',
  receivedTime: '23:40',
  summary: 'Ruzie met slaan.',
  alias: 'Casus Lijster',
  rows: '3',
  'role-0': 'MOTHER',
  'age-0': '31',
  'role-2': 'SON',
};

describe('AG320 an age', () => {
  it.each(['17,5', '1e1', 'achttien', '-3'])('AG320 of %s is refused at the household', (age) => {
    const read = reportIn(filled({ ...report, 'age-0': age }), 'meeting');
    expect(read.ok ? [] : read.mistakes).toEqual([
      { path: 'opens.household.0.ageYears', kind: 'NOT_A_NUMBER' },
    ]);
  });
});

describe('a report by form', () => {
  it('AG20 sends only the rows that were filled in, and knows who is a child', () => {
    const household = householdIn(
      filled({
        rows: '5',
        'role-0': 'MOTHER',
        'age-0': '17',
        'age-1': '40',
        'role-2': 'DAUGHTER',
        'role-3': 'SON',
        'age-3': '18',
        'whereabouts-3': 'bij oma',
        'role-4': 'PARTNER',
        'address-4': 'Linde 2',
      }),
    );
    expect(household).toEqual([
      { role: 'MOTHER', ageYears: 17, isChild: true },
      { role: 'DAUGHTER', isChild: true },
      { role: 'SON', ageYears: 18, isChild: false, whereabouts: 'bij oma' },
      { role: 'PARTNER', isChild: false, confidentialAddress: 'Linde 2' },
    ]);
  });

  it('AG23 of a known case names that case and opens none', () => {
    const known = { ...report, kind: 'REPEAT', caseId: 'abc', caseAlias: 'Casus Linde' };
    const read = reportIn(filled(known), 'meeting');
    expect(read.ok && [read.body.caseId, read.body.opens]).toEqual(['abc', undefined]);
    expect(chosenBefore(known)).toEqual({ caseId: 'abc', alias: 'Casus Linde' });
    expect(chosenBefore(report)).toBeUndefined();
  });

  it('AG341 has the reference that was filled in, and asks once more only with one', () => {
    const bodyOf = (more: Readonly<Record<string, string>>) => {
      const read = reportIn(filled({ ...report, ...more }), 'meeting');
      return read.ok ? [read.body.chainReference, read.body.again] : undefined;
    };
    expect(bodyOf({ chainReference: 'PL-1' })).toEqual(['PL-1', undefined]);
    expect(bodyOf({ chainReference: 'PL-1', again: 'on' })).toEqual(['PL-1', true]);
    expect(bodyOf({ chainReference: ' ', again: 'on' })).toEqual([undefined, undefined]);
  });

  it('is what the API takes, with the time of Amsterdam', () => {
    expect(reportIn(filled({ ...report, onAgenda: 'on' }), 'meeting')).toEqual({
      ok: true,
      body: {
        signal: 'REPORT',
        kind: 'FIRST',
        source: 'POLICE',
        reporterKind: 'KNOWN',
        receivedAt: '2026-11-21T22:40:00.000Z',
        summary: 'Ruzie met slaan.',
        opens: {
          alias: 'Casus Lijster',
          household: [
            { role: 'MOTHER', ageYears: 31, isChild: false },
            { role: 'SON', isChild: true },
          ],
        },
        meeting: 'meeting',
      },
    });
  });

  it('names every choice that is missing', () => {
    const read = reportIn(filled({ ...report, kind: '', receivedDay: '2026-13-01' }), 'meeting');
    expect(read).toEqual({
      ok: false,
      mistakes: [
        { path: 'kind', kind: 'MISSING' },
        { path: 'receivedAt', kind: 'NO_SUCH_DAY', understood: '2026-13-01' },
      ],
    });
  });

  it.each([
    ['29-3-2026', '02:30', 'CLOCK_SKIPPED'],
    ['2026-10-25', '02:30', 'CLOCK_TWICE'],
    ['2026-02-31', '10:00', 'NO_SUCH_DAY'],
    ['2019-11-05', '10:00', 'TOO_LONG_AGO'],
    ['', '', 'MISSING'],
  ])('IN182 IN186 received on %s at %s is told as %s', (receivedDay, receivedTime, kind) => {
    const report = reportIn(filled({ receivedDay, receivedTime }), 'meeting');
    expect(report.ok ? [] : report.mistakes.map((one) => `${one.path} ${one.kind}`)).toContain(
      `receivedAt ${kind}`,
    );
  });
});
