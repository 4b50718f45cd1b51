import { eq, inArray } from 'drizzle-orm';
import type { Storage } from '../kit/orm.ts';
import type { Statement } from '../kit/statement.ts';
import { secretOfCase, secretOfReport } from './commit-keys.ts';
import { forgetWords } from './search-index.ts';

/** The statements that go with the destruction of a case's key: nobody finds it, nobody reads who reported it. */
export async function forgetCase(
  storage: Pick<Storage, 'orm' | 'tables'>,
  caseId: string,
): Promise<readonly Statement[]> {
  const { orm, tables } = storage;
  const { report, secretKey } = tables;
  const reports = await orm.select({ id: report.id }).from(report).where(eq(report.caseId, caseId));
  const owners = [secretOfCase(caseId), ...reports.map(({ id }) => secretOfReport(id))];
  return [
    ...(await forgetWords(storage, caseId)),
    orm.update(secretKey).set({ wrapped: null }).where(inArray(secretKey.owner, owners)),
  ];
}
