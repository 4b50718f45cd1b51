import type { Guard } from '@overlegtafel/usecases';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Storage } from '../kit/orm.ts';
import type { Statement } from '../kit/statement.ts';
import type { RoomGateStore } from '../log/gate.ts';

/** A guard as a statement that matches nothing when it does not hold. */
export interface GuardCondition {
  readonly statement: Statement;
  /** Its place among the guards of the commit. */
  readonly guard: number;
}

/**
 * The guards of a commit as conditions, in the order in which everybody takes locks: meetings by id, then rooms by
 * name. Of several guards on one meeting the first raises its revision, and the others look at what it was.
 */
export function guardConditions(
  storage: Pick<Storage, 'orm' | 'tables'>,
  gate: RoomGateStore,
  guards: readonly Guard[],
): readonly GuardCondition[] {
  const intakes = guards.flatMap((guard, place) =>
    guard.kind === 'INTAKE' ? [guardIntake(storage, guard, place)] : [],
  );
  const subjects = guards.flatMap((guard, place) =>
    guard.kind === 'SUBJECT_IS_NEW' ? [enterSubject(storage, guard, place)] : [],
  );
  const placed = guards.map((guard, place) => ({ guard, place }));
  const ofMeetings = placed.filter((one): one is OfMeeting => 'meeting' in one.guard);
  const byMeeting = [...Map.groupBy(ofMeetings, ({ guard }) => guard.meeting)];
  const meetings = byMeeting
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, same]) => same.map((one, i) => guardMeeting(storage, one, i === 0)));
  const rooms = placed.flatMap(({ guard, place }) =>
    guard.kind === 'ROOMS_AT'
      ? [...guard.heads].map(([room, head]) => ({ room, head, holder: guard.holder, place }))
      : [],
  );
  const closings = rooms
    .toSorted((a, b) => (a.room < b.room ? -1 : 1))
    .flatMap(({ room, head, holder, place }) =>
      gate
        .closing(new Map([[room, head]]), holder)
        .map((statement) => ({ statement, guard: place })),
    );
  return [...meetings, ...closings, ...intakes, ...subjects];
}

type MeetingGuard = Extract<Guard, { readonly meeting: unknown }>;
interface OfMeeting {
  readonly guard: MeetingGuard;
  readonly place: number;
}

function guardMeeting(
  { orm, tables: { meeting } }: Pick<Storage, 'orm' | 'tables'>,
  { guard, place }: OfMeeting,
  isFirst: boolean,
): GuardCondition {
  const { revision, state, id } = meeting;
  const raisedAlready = isFirst ? 0 : 1;
  const holds =
    guard.kind === 'MEETING_AT'
      ? eq(revision, guard.revision + raisedAlready)
      : inArray(state, [...guard.states]);
  const statement = orm
    .update(meeting)
    .set({ revision: isFirst ? sql`${revision} + 1` : sql`${revision}` })
    .where(and(eq(id, guard.meeting), holds))
    .returning({ revision });
  return { statement, guard: place };
}

function guardIntake(
  { orm, tables: { intake } }: Pick<Storage, 'orm' | 'tables'>,
  { intake: id, at, becomes }: Extract<Guard, { readonly kind: 'INTAKE' }>,
  place: number,
): GuardCondition {
  const statement = orm
    .update(intake)
    .set({ state: becomes, touchedAt: new Date(at) })
    .where(and(eq(intake.id, id), eq(intake.state, 'STAGED')))
    .returning({ id: intake.id });
  return { statement, guard: place };
}

function enterSubject(
  { orm, tables: { issuerSubject } }: Pick<Storage, 'orm' | 'tables'>,
  { issuer, subject, person }: Extract<Guard, { readonly kind: 'SUBJECT_IS_NEW' }>,
  place: number,
): GuardCondition {
  const statement = orm
    .insert(issuerSubject)
    .values({ issuer, subject, person })
    .onConflictDoNothing()
    .returning({ person: issuerSubject.person });
  return { statement, guard: place };
}
