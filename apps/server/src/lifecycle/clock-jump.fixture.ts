import { type Database, openDatabase } from '@overlegtafel/db';
import { instant } from '@overlegtafel/domain';
import type { AccessLine } from '@overlegtafel/usecases';
import type { Configuration } from '../configuration/configuration.ts';
import { practiceTable as table } from '../practice/seed/people-rows.ts';
import { practicePersonId } from '../practice/seed/practice-stage.ts';

const chair = practicePersonId('chair');
const claim = { person: chair, key: 'a-key', of: 'a-request', status: 201, by: 'one' };
const hour = 60 * 60_000;

/** The clock of PostgreSQL, made to be set: an unqualified name is looked up in the schema of the test first. */
const settableClock = [
  'CREATE TABLE test_shift (ms float8 NOT NULL)',
  'INSERT INTO test_shift VALUES (0)',
  `CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS
   'SELECT pg_catalog.clock_timestamp() + (SELECT ms FROM public.test_shift) * interval ''1 millisecond'''`,
  'ALTER DATABASE %s SET search_path = public, pg_catalog',
];

/** Makes it so; gives how far the clock of this process is from it. */
export async function makeClockSettable(configuration: Configuration): Promise<number> {
  const { database: choice, dataFolder } = configuration;
  if (choice.kind === 'sqlite') return 0;
  const fixed = { mode: 'practice', dataDir: dataFolder, onFatal: () => undefined } as const;
  const database = await openDatabase({ ...fixed, databaseUrl: choice.url });
  const name = new URL(choice.url).pathname.slice(1);
  for (const statement of settableClock)
    await database.pool?.query(statement.replace('%s', `"${name}"`));
  const { beside = Number.NaN } = await database.clock.known();
  const apart = beside - Date.now();
  await database.close();
  return apart;
}

/** One thing of each kind that goes by age. */
export async function leaveOldThings(
  { ledger, keptAnswers, sessions }: Database,
  ms: number,
): Promise<void> {
  const at = instant(ms);
  const row = { id: 'a-file', table, by: chair, at };
  await ledger.commit({ guards: [], changes: [{ put: 'intake', row }], lines: [] });
  await keptAnswers.claim(claim);
  await keptAnswers.keep(claim, '{"id":"x"}');
  const session = { tokenHash: 'a'.repeat(64), person: chair, startedAt: at, usedAt: at };
  await sessions.add({ ...session, endsAt: instant(at + hour) });
}

/** What people do meanwhile. */
export function lineAt(ms: number): AccessLine {
  return {
    id: `line-${ms}`,
    at: instant(ms),
    action: 'R',
    event: 'read-table',
    result: 'ALLOWED',
    person: chair,
    isBreakGlass: false,
    objectKind: 'table',
    object: table,
    table,
    origin: 'origin',
    traceId: 'trace',
  };
}
