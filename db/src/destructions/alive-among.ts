import { isNotNull } from 'drizzle-orm';
import type { Storage } from '../kit/orm.ts';
import { secretOfReport } from '../stores/commit-keys.ts';

/** Which of these things, each its kind and id, are there and can be read. */
export async function aliveAmong(
  { orm, tables }: Pick<Storage, 'orm' | 'tables'>,
  things: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  if (things.size === 0) return new Set();
  const { caseKey, secretKey, room, advice } = tables;
  const cases = await orm
    .selectDistinct({ id: caseKey.caseId })
    .from(caseKey)
    .where(isNotNull(caseKey.wrapped));
  const secrets = await orm
    .select({ id: secretKey.owner })
    .from(secretKey)
    .where(isNotNull(secretKey.wrapped));
  const rooms = await orm.select({ id: room.id }).from(room);
  const asked = await orm.select({ id: advice.id }).from(advice);
  const reports = secretOfReport('');
  const there = [
    ...cases.map(({ id }) => `CASE ${id}`),
    ...rooms.map(({ id }) => `ROOM ${id}`),
    ...asked.map(({ id }) => `ADVICE ${id}`),
    ...secrets.map(({ id }) =>
      id.startsWith(reports) ? `REPORTER ${id.slice(reports.length)}` : `ADDRESS ${id}`,
    ),
  ];
  return new Set(there.filter((thing) => things.has(thing)));
}
