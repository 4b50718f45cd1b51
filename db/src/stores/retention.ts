import type { Instant, LocalDate } from '@overlegtafel/domain';
import type { AccessLine, KeptThing, Retention } from '@overlegtafel/usecases';
import { and, eq, gt, isNull, lte, notExists, or, sql, type SQL } from 'drizzle-orm';
import type { Storage } from '../kit/orm.ts';
import type { RoomGateStore } from '../log/gate.ts';
import { destroying } from './destroying.ts';
import { keptThings } from './kept-things.ts';

const patienceMs = 60 * 60 * 1000;

/** What is destroyed, and how: keys for what is sealed, rows for what is only kept until then. */
export class StoredRetention implements Retention {
  readonly #storage: Storage;
  readonly #gate: RoomGateStore;

  constructor(storage: Storage, gate: RoomGateStore) {
    this.#storage = storage;
    this.#gate = gate;
  }

  kept(): Promise<readonly KeptThing[]> {
    return keptThings(this.#storage);
  }

  async destroy(
    thing: KeptThing,
    today: LocalDate,
    lines: readonly AccessLine[],
  ): Promise<boolean> {
    const { write, form } = this.#storage;
    const free = this.#isFree(thing, today);
    const { condition, statements } = await destroying(this.#storage, this.#gate, thing.id, free);
    const guarded = await write.guarded([condition], statements, form.of(lines));
    return guarded.kind === 'done';
  }

  async claim(name: string, day: LocalDate, by: string, now: Instant): Promise<boolean> {
    const { orm, tables, write } = this.#storage;
    const { dailyTask } = tables;
    const claimed = orm
      .insert(dailyTask)
      .values({ name, day, by, claimedAt: new Date(now), doneAt: null })
      .onConflictDoUpdate({
        target: [dailyTask.name, dailyTask.day],
        set: { by, claimedAt: new Date(now) },
        setWhere: sql`${dailyTask.doneAt} is null and ${lte(dailyTask.claimedAt, new Date(now - patienceMs))}`,
      })
      .returning({ day: dailyTask.day });
    return (await write.guarded([claimed], [])).kind === 'done';
  }

  async finished(name: string, day: LocalDate, now: Instant): Promise<void> {
    const { orm, tables, write } = this.#storage;
    const { dailyTask } = tables;
    const isIt = and(eq(dailyTask.name, name), eq(dailyTask.day, day));
    await write.atomically([
      orm
        .update(dailyTask)
        .set({ doneAt: new Date(now) })
        .where(isIt),
    ]);
  }

  /** Looked at again in the commit: a hold may have been placed since the list was made. */
  #isFree({ caseId }: KeptThing, today: LocalDate): SQL | undefined {
    if (caseId === undefined) return undefined;
    const { orm, tables } = this.#storage;
    const { legalHold } = tables;
    const lasts = and(
      eq(legalHold.caseId, caseId),
      lte(legalHold.from, today),
      or(isNull(legalHold.until), gt(legalHold.until, today)),
    );
    return notExists(orm.select({ id: legalHold.id }).from(legalHold).where(lasts));
  }
}
