import { and, asc, eq, inArray, isNull, lt, or, type SQL } from 'drizzle-orm';
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Ledger } from '@overlegtafel/usecases';
import type { Storage } from '../kit/orm.ts';
import { secretOfCase, secretOfReport } from './commit-keys.ts';

/** So many reports are removed at once, so that others are not held up. */
const slice = 50;

/** True of what came with no long file, or with one of which all is there. */
export function isTakenIn(
  { orm, tables: { intake } }: Pick<Storage, 'orm' | 'tables'>,
  of: AnySQLiteColumn,
): SQL | undefined {
  const taken = orm.select({ id: intake.id }).from(intake).where(eq(intake.state, 'TAKEN'));
  return or(isNull(of), inArray(of, taken));
}

/** Removes what came with files that were broken off. Nobody ever saw it; the lines of the log stay. */
export async function dropIntakes(
  storage: Storage,
  which: Parameters<Ledger['dropIntakes']>[0],
): Promise<void> {
  const { orm, tables, write } = storage;
  const { intake, assessment } = tables;
  const isMeant =
    'id' in which ? eq(intake.id, which.id) : lt(intake.touchedAt, new Date(which.untouchedSince));
  // Whoever still goes on with it finds out at their next slice.
  await write.atomically([
    orm
      .update(intake)
      .set({ state: 'DROPPED' })
      .where(and(eq(intake.state, 'STAGED'), isMeant)),
  ]);
  const dropped = await orm
    .select({ id: intake.id })
    .from(intake)
    .where(eq(intake.state, 'DROPPED'));
  for (const { id } of dropped) {
    while (await dropSlice(storage, id));
    await write.atomically([
      orm.delete(assessment).where(eq(assessment.intake, id)),
      orm.delete(intake).where(eq(intake.id, id)),
    ]);
  }
}

/** Removes some of its reports with all that came with them; false when there are no more. */
async function dropSlice(storage: Storage, intake: string): Promise<boolean> {
  const { orm, tables, write } = storage;
  const { report, reporter, secretAddress, household, caseKey, secretKey, assessment } = tables;
  const reports = await orm
    .select({ id: report.id, caseId: report.caseId })
    .from(report)
    .where(eq(report.intake, intake))
    .orderBy(asc(report.id))
    .limit(slice);
  if (reports.length === 0) return false;
  const ids = reports.map(({ id }) => id);
  const opened = await orm
    .select({ id: household.id })
    .from(household)
    .where(
      and(
        eq(household.intake, intake),
        inArray(
          household.id,
          reports.map(({ caseId }) => caseId),
        ),
      ),
    );
  const fresh = opened.map(({ id }) => id);
  const owners = [...ids.map(secretOfReport), ...fresh.map(secretOfCase)];
  await write.atomically([
    orm.delete(reporter).where(inArray(reporter.report, ids)),
    orm.delete(secretAddress).where(inArray(secretAddress.caseId, fresh)),
    orm.delete(secretKey).where(inArray(secretKey.owner, owners)),
    orm
      .delete(assessment)
      .where(and(eq(assessment.intake, intake), inArray(assessment.caseId, fresh))),
    orm.delete(household).where(inArray(household.id, fresh)),
    orm.delete(caseKey).where(inArray(caseKey.caseId, fresh)),
    orm.delete(report).where(inArray(report.id, ids)),
  ]);
  return true;
}
