import type { Instant, MeetingId, PersonId } from '@overlegtafel/domain';
import type { Presence, UnseenPlace } from '../ports/presence.ts';
import type { AttendanceRow } from '../ports/rows.ts';
import type { MemoryRows } from './memory-rows.ts';

/** Presence in memory. */
export class MemoryPresence implements Presence {
  readonly #rows: MemoryRows;
  readonly #seenAt = new Map<string, Instant>();

  constructor(rows: MemoryRows) {
    this.#rows = rows;
  }

  seen(
    meeting: MeetingId,
    people: readonly PersonId[],
    at: Instant,
  ): Promise<ReadonlySet<PersonId>> {
    const places = this.#places().filter(
      (row) => row.meeting === meeting && people.includes(row.person),
    );
    for (const row of places) this.#seenAt.set(nameOf(row), at);
    return Promise.resolve(new Set(places.map(({ person }) => person)));
  }

  unseen(now: Instant, withinMs: number): Promise<readonly UnseenPlace[]> {
    const said = this.#places().flatMap((row): UnseenPlace[] => {
      const seenAt = this.#seenAt.get(nameOf(row));
      return seenAt === undefined ? [] : [{ meeting: row.meeting, person: row.person, seenAt }];
    });
    return Promise.resolve(said.filter(({ seenAt }) => Math.abs(now - seenAt) >= withinMs));
  }

  #places(): readonly AttendanceRow[] {
    return this.#rows.attendance.where(
      ({ meeting, isPresent }) =>
        isPresent && this.#rows.meeting.get(meeting)?.state.kind !== 'CLOSED',
    );
  }
}

function nameOf({ meeting, person }: AttendanceRow): string {
  return `${meeting} ${person}`;
}
