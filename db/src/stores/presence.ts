// edge: ids as the database gives them
import { instant, type Instant, type MeetingId, type PersonId } from '@overlegtafel/domain';
import type { Presence, UnseenPlace } from '@overlegtafel/usecases';
import { and, eq, gte, inArray, lte, ne, or } from 'drizzle-orm';
import type { Storage } from '../kit/orm.ts';

/** Who is connected, in the rows of their places at the table. */
export class StoredPresence implements Presence {
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  async seen(
    id: MeetingId,
    people: readonly PersonId[],
    at: Instant,
  ): Promise<ReadonlySet<PersonId>> {
    if (people.length === 0) return new Set();
    const { orm, tables, write } = this.#storage;
    const { attendance, meeting } = tables;
    const isUnclosed = inArray(
      attendance.meeting,
      orm
        .select({ id: meeting.id })
        .from(meeting)
        .where(and(eq(meeting.id, id), ne(meeting.state, 'CLOSED'))),
    );
    const isTheirs = and(
      isUnclosed,
      inArray(attendance.person, [...people]),
      eq(attendance.isPresent, true),
    );
    await write.atomically([
      orm
        .update(attendance)
        .set({ seenAt: new Date(at) })
        .where(isTheirs),
    ]);
    const rows = await orm.select({ person: attendance.person }).from(attendance).where(isTheirs);
    return new Set(rows.map(({ person }) => person as PersonId));
  }

  async unseen(now: Instant, withinMs: number): Promise<readonly UnseenPlace[]> {
    const { orm, tables } = this.#storage;
    const { attendance, meeting } = tables;
    const { seenAt } = attendance;
    const isLong = or(lte(seenAt, new Date(now - withinMs)), gte(seenAt, new Date(now + withinMs)));
    const rows = await orm
      .select({ meeting: attendance.meeting, person: attendance.person, seenAt })
      .from(attendance)
      .innerJoin(meeting, eq(meeting.id, attendance.meeting))
      .where(and(ne(meeting.state, 'CLOSED'), eq(attendance.isPresent, true), isLong));
    return rows.flatMap((row) =>
      row.seenAt === null
        ? []
        : [
            {
              meeting: row.meeting as MeetingId,
              person: row.person as PersonId,
              seenAt: instant(row.seenAt.getTime()),
            },
          ],
    );
  }
}
