import type { Kit } from '../kit/sqlite-kit.ts';

/** What the service itself remembers. */
export function serviceTables({ table, text, int, instant, bytes, index, primaryKey }: Kit) {
  /** What was answered to a call with a key of its own, and who is doing it until then; for a day. */
  const keptAnswer = table(
    'kept_answer',
    {
      person: text('person').notNull(),
      key: text('key').notNull(),
      status: int('status').notNull(),
      at: instant('at').notNull(),
      body: bytes('body').notNull(),
      /** CLAIMED: nothing was done yet. CONFIRMED: it was done. ANSWERED: and its whole answer stands here. */
      state: text('state').notNull().default('ANSWERED'),
      /** Who does it: only their commit counts. */
      claim: text('claim'),
      leaseUntil: instant('lease_until'),
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

  /** Until when the clock was followed, in one row: what cannot be taken back is held against it. */
  const clockMark = table('clock_mark', {
    id: text('id').primaryKey(),
    followed: instant('followed').notNull(),
  });

  return { keptAnswer, dailyTask, clockMark };
}
