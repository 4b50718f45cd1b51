// edge: rows as the moments that the port names
import {
  type Instant,
  instant,
  type KnownMoments,
  type Role,
  type TableId,
} from '@overlegtafel/domain';
import type { AccessLine, ClockMarks } from '@overlegtafel/usecases';
import { and, desc, eq, gt, inArray, isNotNull, isNull, lt, or } from 'drizzle-orm';
import type { Pool } from 'pg';
import type { Storage } from '../kit/orm.ts';

/** The only row. */
const id = 'clock';

/** What the clock is held against, on either dialect. */
export class StoredClock implements ClockMarks {
  readonly #storage: Storage;
  readonly #pool: Pool | undefined;

  /** @param pool the clock of PostgreSQL is another one, and all processes ask the same */
  constructor(storage: Storage, pool: Pool | undefined) {
    this.#storage = storage;
    this.#pool = pool;
  }

  known(): Promise<KnownMoments> {
    return knownMoments(this.#storage, this.#pool);
  }

  async follow(at: Instant): Promise<void> {
    const { orm, tables, write } = this.#storage;
    const { clockMark } = tables;
    const followed = new Date(at);
    await write.atomically([
      orm
        .insert(clockMark)
        .values({ id, followed })
        .onConflictDoUpdate({
          target: clockMark.id,
          set: { followed },
          setWhere: lt(clockMark.followed, followed),
        }),
    ]);
  }

  async accept(at: Instant, lines: readonly AccessLine[]): Promise<void> {
    const { orm, tables, write, form } = this.#storage;
    const { clockMark } = tables;
    const followed = new Date(at);
    const put = orm
      .insert(clockMark)
      .values({ id, followed })
      .onConflictDoUpdate({ target: clockMark.id, set: { followed } });
    await write.guarded([], [put], form.of(lines));
  }

  /** Also as they stand after somebody wrote past the server: more names refuse more. */
  async namesIn(roles: readonly Role[], fromMs: number): Promise<readonly string[]> {
    const { orm, tables } = this.#storage;
    const { membership, person } = tables;
    const holds = or(isNull(membership.until), gt(membership.until, new Date(fromMs)));
    const rows = await orm
      .selectDistinct({ name: person.name })
      .from(membership)
      .innerJoin(person, eq(person.id, membership.person))
      .where(and(inArray(membership.role, [...roles]), holds));
    return rows.map(({ name }) => name);
  }

  async tables(): Promise<readonly (TableId | undefined)[]> {
    const { orm, tables } = this.#storage;
    const rows = await orm.select({ id: tables.regionTable.id }).from(tables.regionTable);
    return rows.length === 0 ? [undefined] : rows.map((row) => row.id as TableId);
  }
}

/** The same for whoever only looks. */
export async function knownMoments(
  { orm, tables }: Pick<Storage, 'orm' | 'tables'>,
  pool: Pool | undefined,
): Promise<KnownMoments> {
  const { clockMark } = tables;
  const [mark] = await orm.select().from(clockMark).where(eq(clockMark.id, id));
  const beside = pool && (await clockOf(pool));
  return {
    ...(mark ? { followed: instant(mark.followed.getTime()) } : {}),
    before: mark ? [] : await momentsBefore({ orm, tables }),
    ...(beside === undefined ? {} : { beside }),
  };
}

/** What there is in a database of which nobody followed the clock yet. */
async function momentsBefore({
  orm,
  tables: { dailyTask, accessLine },
}: Pick<Storage, 'orm' | 'tables'>): Promise<readonly Instant[]> {
  const done = await orm
    .select({ at: dailyTask.doneAt })
    .from(dailyTask)
    .where(isNotNull(dailyTask.doneAt))
    .orderBy(desc(dailyTask.doneAt))
    .limit(1);
  const written = await orm
    .select({ at: accessLine.at })
    .from(accessLine)
    .orderBy(desc(accessLine.at))
    .limit(1);
  return [...done, ...written].flatMap(({ at }) => (at ? [instant(at.getTime())] : []));
}

async function clockOf(pool: Pool): Promise<number> {
  const asked = 'SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms';
  const { rows } = await pool.query<{ ms: number }>(asked);
  return rows[0]?.ms ?? Number.NaN;
}
