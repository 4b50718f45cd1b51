/** Seats people at tables, and waits until everything at the table is open. */
import type { Table } from './table.ts';

/** Seats everybody at all tables, some at a time, and waits until all have their first sync. */
export async function seatAll(tables: readonly Table[], atOnce = 24): Promise<void> {
  const waiting = tables.flatMap((table) =>
    table.people.map(({ chair }) => ({ table, chair })).toReversed(),
  );
  waiting.reverse();
  const seatOneByOne = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      await seat(next.table, next.chair);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, seatOneByOne));
}

/** The same for a meeting that is going on: with the agenda open, and followed by everybody. */
export async function sitDown(tables: readonly Table[]): Promise<void> {
  await seatAll(tables);
  for (const { beside } of tables) await beside.open();
}

const patienceMs = 60_000;
const lookEveryMs = 250;

async function seat(table: Table, chair: number): Promise<void> {
  const until = performance.now() + patienceMs;
  const synced = new Promise<void>((resolve) => {
    table.connect(chair, resolve);
  });
  const failed = new Promise<void>((_, reject) => {
    const look = setInterval(() => {
      const person = table.people[chair];
      if (person?.isSynced) clearInterval(look);
      else if (person?.isClosed || performance.now() > until) {
        clearInterval(look);
        const why = person?.connection?.socket.error?.message ?? 'no answer';
        reject(new Error(`chair ${chair} of ${table.room} was never synced: ${why}`));
      }
    }, lookEveryMs);
  });
  await Promise.race([synced, failed]);
}
