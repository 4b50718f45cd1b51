import { sql } from 'drizzle-orm';
import type { CaseKeys } from '../keys/case-keys.ts';
import type { Storage } from '../kit/orm.ts';

/**
 * Says that this database is a backup that was put back. Every room gets a new epoch, so that what
 * browsers were promised before is asked for again, and every case a new key: numbers that were
 * given out before will be given out again, for other words. Nobody stays signed in: a session that
 * was ended since would be there again.
 *
 * The epoch is the moment in seconds, or one more than it was: the same backup put back twice does
 * not give the same epoch twice.
 */
export async function acceptRestore(
  { orm, tables, write }: Storage,
  keys: CaseKeys,
  nowMs: number,
): Promise<void> {
  const { room, caseKey, session } = tables;
  const seconds = Math.floor(nowMs / 1000);
  const all = await orm.select().from(caseKey);
  const inUse = Map.groupBy(
    all.filter(({ wrapped }) => wrapped !== null),
    ({ caseId }) => caseId,
  );
  const fresh = [...inUse].map(([caseId, ofCase]) => ({
    caseId,
    number: Math.max(...ofCase.map(({ number }) => number)) + 1,
    wrapped: keys.make(caseId),
  }));
  const raised = sql`CASE WHEN ${room.epoch} >= ${seconds} THEN ${room.epoch} + 1 ELSE ${seconds} END`;
  await write.atomically([
    orm.update(room).set({ epoch: raised, holder: null, heldUntil: null }),
    orm.delete(session),
    ...fresh.map((key) => orm.insert(caseKey).values(key)),
  ]);
}
