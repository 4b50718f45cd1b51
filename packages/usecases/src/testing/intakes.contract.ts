import type { CaseId, LocalDate, ReportId } from '@overlegtafel/domain';
import { expect, it } from 'vitest';
import type { Change, Committed, Guard } from '../ports/changes.ts';
import * as sample from './sample-rows.ts';
import { store, type StoresUnderTest } from './stores-under-test.ts';

const intake = '000000000000001-file';
const fresh = 'oak' as CaseId;
const ofKnown = 'second-report' as ReportId;
const ofFresh = 'oak-report' as ReportId;
const assessedOn = '2026-11-24' as LocalDate;
const began = { id: intake, table: sample.table, by: sample.chair, at: sample.minute(1) };

function assessment(words: string, level: 'ACUTE' | 'STRUCTURAL' = 'ACUTE') {
  return { caseId: sample.caseId, assessedOn, assessedBy: sample.chair, level, words } as const;
}

/** A file with a report of a case that is known, with its assessment, and one that opens a case. */
const file: readonly Change[] = [
  {
    put: 'report',
    row: sample.reportRow({ id: ofKnown, receivedAt: sample.minute(5) }),
    intake,
  },
  { put: 'assessment', row: assessment('Uit het bestand.', 'STRUCTURAL'), intake },
  { put: 'case', row: sample.caseRow({ id: fresh }), intake },
  { put: 'report', row: sample.reportRow({ id: ofFresh, caseId: fresh }), intake },
  { put: 'reporter', row: { reportId: ofFresh, name: 'Melder' } },
];

function goesOn(becomes: 'STAGED' | 'TAKEN', minute = 2): Guard {
  return { kind: 'INTAKE', intake, at: sample.minute(minute), becomes };
}

async function begin(made: StoresUnderTest): Promise<void> {
  await store(made, [...sample.smallWeek, { put: 'assessment', row: assessment('Van eerder.') }]);
  await store(made, [{ put: 'intake', row: began }]);
  expect(await store(made, file, [goesOn('STAGED')])).toEqual({ kind: 'STORED' });
}

/** What can be found of the file, and of what was there before. */
async function found({ stores }: StoresUnderTest) {
  const [reports, assessments, waiting] = await Promise.all([
    stores.reportsOf([sample.caseId, fresh]),
    stores.assessmentsOf([sample.caseId]),
    stores.waitingCases(sample.table),
  ]);
  const cases = await stores.cases([sample.caseId, fresh]);
  return {
    reports: reports.map(({ id }) => id),
    assessed: assessments.map(({ words }) => words),
    waiting,
    cases: cases.map(({ id }) => id),
  };
}

/** How a long file of reports is there at once, or not at all. */
export function describeIntakes(made: () => StoresUnderTest): void {
  it('SR16 what came with a file is there for nobody until all of it is', async () => {
    await begin(made());
    const before = await found(made());
    expect(before.reports).not.toContain(ofKnown);
    expect(before.reports).not.toContain(ofFresh);
    expect(before.assessed).toEqual(['Van eerder.']);
    expect(before.waiting).not.toContain(fresh);
    expect(before.cases).toEqual([sample.caseId]);
    await store(made(), [], [goesOn('TAKEN')]);
    const after = await found(made());
    expect(after.reports.toSorted()).toEqual([...before.reports, ofKnown, ofFresh].toSorted());
    expect(after.assessed).toEqual(['Uit het bestand.']);
    expect(after.waiting).toEqual(expect.arrayContaining([sample.caseId, fresh]));
    expect(await made().stores.reporterOf(ofFresh)).toMatchObject({ name: 'Melder' });
    await store(made(), [{ put: 'assessment', row: assessment('Van later.') }]);
    expect((await found(made())).assessed).toEqual(['Van later.']);
  });

  it('SR16 what was broken off is removed, what was there before stays, and nobody goes on with it', async () => {
    await begin(made());
    const before = await found(made());
    const moved: Committed = { kind: 'MOVED', guard: 0 };
    await made().ledger.dropIntakes({ untouchedSince: sample.minute(2) });
    expect(await store(made(), [], [goesOn('STAGED', 30)])).toEqual({ kind: 'STORED' });
    await made().ledger.dropIntakes({ untouchedSince: sample.minute(31) });
    expect(await store(made(), file, [goesOn('STAGED')])).toEqual(moved);
    expect(await store(made(), [], [goesOn('TAKEN')])).toEqual(moved);
    expect(await found(made())).toEqual(before);
  });

  it('SR16 a file that is there is not removed any more', async () => {
    await begin(made());
    await store(made(), [], [goesOn('TAKEN')]);
    await made().ledger.dropIntakes({ id: intake });
    await made().ledger.dropIntakes({ untouchedSince: sample.minute(600) });
    expect((await found(made())).reports).toContain(ofFresh);
    expect(await store(made(), [], [goesOn('TAKEN')])).toEqual({ kind: 'MOVED', guard: 0 });
  });
}
