// edge: ids and days as the database gives them
import {
  type CaseId,
  instant,
  type LegalHold,
  type LocalDate,
  localDateOf,
  type PersonId,
  type RecordKind,
  type TableId,
} from '@overlegtafel/domain';
import type { KeptThing } from '@overlegtafel/usecases';
import { and, eq, isNotNull, max, ne, sql } from 'drizzle-orm';
import type { Storage } from '../kit/orm.ts';
import { secretOfCase } from './commit-keys.ts';

type Reading = Pick<Storage, 'orm' | 'tables'>;

/** Where a thing stands: `CASE`, `REPORTER`, `ADDRESS`, `ROOM` or `ADVICE`, and its id there. */
export function readThingId(id: string): { readonly what: string; readonly of: string } {
  const cut = id.indexOf(' ');
  return { what: id.slice(0, cut), of: id.slice(cut + 1) };
}

/** Everything that is still there, with the day from which its term runs. */
export async function keptThings(storage: Reading): Promise<readonly KeptThing[]> {
  const around = await caseFacts(storage);
  return [
    ...(await keptCases(storage, around)),
    ...(await keptSecrets(storage, around)),
    ...(await keptRooms(storage, around)),
    ...(await keptAdvice(storage)),
  ];
}

interface CaseFacts {
  /** The last day on which anything was recorded or reported, by case. */
  readonly lastOn: ReadonlyMap<string, LocalDate>;
  /** The same, or the last check on safety when that is later. */
  readonly involvedUntil: ReadonlyMap<string, LocalDate>;
  /** Cases on the agenda of a meeting that is not closed. */
  readonly running: ReadonlySet<string>;
  readonly holds: ReadonlyMap<string, readonly LegalHold[]>;
  readonly granted: ReadonlyMap<string, Pick<KeptThing, 'erasure'>>;
}

async function caseFacts(storage: Reading): Promise<CaseFacts> {
  const { orm, tables } = storage;
  const { household, record, recordPart, report, monitoring, item, meeting } = tables;
  const opened = await orm.select({ id: household.id, at: household.openedAt }).from(household);
  const sealed = await orm
    .select({ id: recordPart.caseId, at: max(record.sealedAt) })
    .from(recordPart)
    .innerJoin(record, eq(record.id, recordPart.record))
    .groupBy(recordPart.caseId);
  const reported = await orm
    .select({ id: report.caseId, at: max(report.receivedAt) })
    .from(report)
    .groupBy(report.caseId);
  const checks = await orm
    .select({ id: monitoring.caseId, on: max(monitoring.dueOn) })
    .from(monitoring)
    .groupBy(monitoring.caseId);
  const onAgenda = await orm
    .selectDistinct({ id: item.caseId })
    .from(item)
    .innerJoin(meeting, eq(meeting.id, item.meeting))
    .where(ne(meeting.state, 'CLOSED'));
  const days = [...opened, ...sealed, ...reported].flatMap(({ id, at }) =>
    at === null ? [] : [[id, dayOf(at)] as const],
  );
  const checked = checks.flatMap(({ id, on }) =>
    on === null ? [] : [[id, on as LocalDate] as const],
  );
  return {
    lastOn: latest(days),
    involvedUntil: latest([...days, ...checked]),
    running: new Set(onAgenda.map(({ id }) => id)),
    holds: await holdsByCase(storage),
    granted: await grantedByCase(storage),
  };
}

async function holdsByCase({ orm, tables: { legalHold } }: Reading) {
  const rows = await orm.select().from(legalHold);
  const byCase = Map.groupBy(rows, ({ caseId }) => caseId);
  return new Map(
    [...byCase].map(([caseId, holds]): [string, readonly LegalHold[]] => [
      caseId,
      holds.map(({ from, until }) => ({
        // Why is sealed, and not needed to count days.
        reason: '',
        from: from as LocalDate,
        ...(until === null ? {} : { until: until as LocalDate }),
      })),
    ]),
  );
}

async function grantedByCase({ orm, tables: { erasureAnswer, erasureRequest } }: Reading) {
  const rows = await orm
    .select({
      caseId: erasureAnswer.caseId,
      by: erasureAnswer.by,
      on: erasureAnswer.on,
      receivedAt: erasureRequest.receivedAt,
    })
    .from(erasureAnswer)
    .innerJoin(erasureRequest, eq(erasureRequest.id, erasureAnswer.id))
    .where(and(eq(erasureAnswer.kind, 'GRANTED'), eq(erasureRequest.kind, 'ERASURE')));
  return new Map(
    rows.map(({ caseId, by, on, receivedAt }): [string, Pick<KeptThing, 'erasure'>] => [
      caseId,
      {
        erasure: {
          receivedAt: instant(receivedAt.getTime()),
          answer: { kind: 'GRANTED', by: by as PersonId, on: on as LocalDate },
        },
      },
    ]),
  );
}

async function keptCases(
  { orm, tables: { household, caseKey } }: Reading,
  facts: CaseFacts,
): Promise<KeptThing[]> {
  const rows = await orm
    .selectDistinct({ id: household.id, table: household.table })
    .from(household)
    .innerJoin(caseKey, and(eq(caseKey.caseId, household.id), isNotNull(caseKey.wrapped)));
  return rows.flatMap(({ id, table }) => {
    const granted = facts.granted.get(id);
    // What is on an agenda is not over; a request that was granted does not wait for that.
    if (facts.running.has(id) && !granted) return [];
    return thing('TABLE_COPY', { what: 'CASE', of: id, table, caseId: id }, facts.lastOn, facts);
  });
}

async function keptSecrets(
  { orm, tables: { reporter, report, secretKey, secretAddress, household } }: Reading,
  facts: CaseFacts,
): Promise<KeptThing[]> {
  const hasKey = isNotNull(secretKey.wrapped);
  const reporters = await orm
    .select({ of: report.id, caseId: report.caseId, table: report.table })
    .from(reporter)
    .innerJoin(report, eq(report.id, reporter.report))
    .innerJoin(secretKey, and(eq(secretKey.owner, reporter.owner), hasKey));
  const addresses = await orm
    .selectDistinct({ caseId: secretAddress.caseId, table: household.table })
    .from(secretAddress)
    .innerJoin(household, eq(household.id, secretAddress.caseId))
    .innerJoin(secretKey, and(eq(secretKey.owner, secretAddress.owner), hasKey));
  return [
    ...reporters.map((row) => ({ ...row, what: 'REPORTER', kind: 'REPORTER_IDENTITY' as const })),
    ...addresses.map((row) => ({
      ...row,
      of: secretOfCase(row.caseId),
      what: 'ADDRESS',
      kind: 'CONFIDENTIAL_ADDRESS' as const,
    })),
  ]
    .filter(({ caseId }) => !facts.running.has(caseId))
    .flatMap(({ kind, ...at }) => thing(kind, at, facts.involvedUntil, facts));
}

async function keptRooms(
  { orm, tables: { room, item, record } }: Reading,
  facts: CaseFacts,
): Promise<KeptThing[]> {
  const isSealed = eq(record.kind, 'MEETING');
  const items = await orm
    .select({
      of: room.id,
      caseId: item.caseId,
      table: item.table,
      at: record.sealedAt,
      meeting: item.meeting,
    })
    .from(item)
    .innerJoin(record, and(eq(record.meeting, item.meeting), isSealed))
    .innerJoin(room, eq(room.id, sql`'item:' || ${item.id}`));
  const meetings = await orm
    .select({ of: room.id, table: record.table, at: record.sealedAt, meeting: record.meeting })
    .from(record)
    .innerJoin(room, eq(room.id, sql`'meeting:' || ${record.meeting}`))
    .where(isSealed);
  return [
    ...items.map(({ caseId, ...row }) => ({
      ...keptRoom(row),
      caseId: caseId as CaseId,
      holds: facts.holds.get(caseId) ?? [],
    })),
    // The order and the remarks of a meeting are kept as long as any of its cases is held.
    ...meetings.map((row) => ({
      ...keptRoom(row),
      holds: items
        .filter(({ meeting }) => meeting === row.meeting)
        .flatMap(({ caseId }) => facts.holds.get(caseId) ?? []),
    })),
  ];
}

function keptRoom(row: { readonly of: string; readonly table: string; readonly at: Date }) {
  return {
    id: `ROOM ${row.of}`,
    kind: 'ROOM_LOG' as const,
    table: row.table as TableId,
    startsOn: dayOf(row.at),
    youngestChild: { kind: 'UNKNOWN' } as const,
  };
}

async function keptAdvice({ orm, tables: { advice } }: Reading): Promise<KeptThing[]> {
  const rows = await orm.select().from(advice);
  return rows.map(({ id, table, receivedAt }) => ({
    id: `ADVICE ${id}`,
    kind: 'ADVICE_REQUEST',
    table: table as TableId,
    startsOn: dayOf(receivedAt),
    youngestChild: { kind: 'NO_CHILD' },
    holds: [],
  }));
}

interface Place {
  readonly what: string;
  readonly of: string;
  readonly table: string;
  readonly caseId: string;
}

function thing(
  kind: RecordKind,
  { what, of, table, caseId }: Place,
  starts: ReadonlyMap<string, LocalDate>,
  { holds, granted }: CaseFacts,
): KeptThing[] {
  const startsOn = starts.get(caseId);
  if (startsOn === undefined) return [];
  return [
    {
      id: `${what} ${of}`,
      kind,
      table: table as TableId,
      caseId: caseId as CaseId,
      startsOn,
      youngestChild: { kind: 'UNKNOWN' },
      holds: holds.get(caseId) ?? [],
      ...granted.get(caseId),
    },
  ];
}

function latest(days: readonly (readonly [string, LocalDate])[]): Map<string, LocalDate> {
  const last = new Map<string, LocalDate>();
  for (const [id, day] of days) if ((last.get(id) ?? '') < day) last.set(id, day);
  return last;
}

function dayOf(at: Date): LocalDate {
  return localDateOf(instant(at.getTime()));
}
