// edge: made-up rows
import type { Database, openToVerify } from '@overlegtafel/db';
import { type CaseId, type Instant, instant, localDate, type ReportId } from '@overlegtafel/domain';
import { everybody } from '../documents/room-access.fixture.ts';
import { practiceTable } from '../practice/seed/people-rows.ts';
import { practicePersonId } from '../practice/seed/practice-stage.ts';
import { seedPractice } from '../practice/seed/seed-practice.ts';
import { createWorld } from '../world.ts';

/** The tables of a database, to be read and to be filled. */
export type Rows = ReturnType<typeof openToVerify>['storage'];

const log = { failure: () => undefined, event: () => undefined };
const person = practicePersonId('privacy-officer');
const table = practiceTable;
const dayMs = 86_400_000;

/** Fills a database so that every table has a row: the practice week, and what nobody did in it yet. */
export async function fillEveryTable(database: Database, beside: Rows, now: Instant) {
  const access = everybody(true);
  const { world } = createWorld({ database, log, now: () => now, access });
  await seedPractice({ world, log: database.roomLog });
  const [request] = await database.stores.rightsRequests(table);
  if (!request) throw new Error('the practice week has no request');
  await fillCases(database, request, now);
  await fillService(database, now);
  const { orm, tables } = beside;
  // There only while a room is being destroyed.
  await database.write.atomically([orm.insert(tables.purgePermit).values({ room: 'item:gone' })]);
}

async function fillCases(
  { ledger, roomLog }: Database,
  { id, caseId }: { readonly id: string; readonly caseId: CaseId },
  now: Instant,
): Promise<void> {
  const on = localDate('2026-11-20');
  const refused = { kind: 'REFUSED', by: person, on, reason: 'Er loopt een zaak.' } as const;
  const hold = {
    id: 'a-hold',
    table,
    caseId,
    from: on,
    by: person,
    reason: 'Er loopt een klacht.',
  };
  const advice = { id: 'an-advice' as ReportId, table, receivedAt: now, adviser: person };
  await ledger.commit({
    guards: [],
    changes: [
      { put: 'erasureAnswer', row: { id, table, caseId, answer: refused } },
      { put: 'legalHold', row: hold },
      { put: 'advice', row: advice },
      { put: 'intake', row: { id: 'a-file', table, by: person, at: now } },
    ],
    lines: [],
  });
  const room = 'meeting:oefenweek';
  const [state, stateVector] = [Buffer.from('a state'), Buffer.from('a vector')];
  await roomLog.saveSnapshot(room, { upTo: 1, state, stateVector });
}

async function fillService({ keptAnswers, sessions, retention }: Database, now: Instant) {
  const claim = { person, key: 'k'.repeat(64), of: 'o'.repeat(64), status: 200, by: 'one' };
  await keptAnswers.claim(claim);
  await keptAnswers.keep(claim, '{"é":1}');
  const endsAt = instant(now + dayMs);
  const tokenHash = 'a'.repeat(64);
  await sessions.add({ tokenHash, person, startedAt: now, usedAt: now, endsAt });
  await sessions.enter('https://inloggen.example.nl', 'subject', person);
  await sessions.believes('d'.repeat(64), endsAt, now);
  await retention.claim('retention', localDate('2026-11-24'), 'one', now);
}
