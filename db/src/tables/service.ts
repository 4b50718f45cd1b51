import type { Kit } from '../kit/sqlite-kit.ts';

/** What the service itself remembers. */
export function serviceTables({ table, text, int, instant, bytes, index, primaryKey }: Kit) {
  /** What was answered to a call with a key of its own, for a day. */
  const keptAnswer = table(
    'kept_answer',
    {
      person: text('person').notNull(),
      key: text('key').notNull(),
      status: int('status').notNull(),
      at: instant('at').notNull(),
      body: bytes('body').notNull(),
    },
    (row) => [primaryKey({ columns: [row.person, row.key] }), index('kept_answer_at').on(row.at)],
  );

  /** What is done once a day, by whichever process is first. */
  const dailyTask = table(
    'daily_task',
    {
      name: text('name').notNull(),
      day: text('day').notNull(),
      /** The process that does it. */
      by: text('by').notNull(),
      claimedAt: instant('claimed_at').notNull(),
      doneAt: instant('done_at'),
    },
    (row) => [primaryKey({ columns: [row.name, row.day] })],
  );

  return { keptAnswer, dailyTask };
}
