import type { Commit, Ledger } from '@overlegtafel/usecases';
import type { Database } from '../database.ts';
import type { Checkpoints } from './checkpoints.ts';

/**
 * The same database with its checkpoints: one is taken as soon as a meeting was sealed, before anybody is told, and
 * one at the end.
 */
export function withCheckpoints(database: Database, checkpoints: Checkpoints): Database {
  const ledger: Ledger = {
    record: (lines) => database.ledger.record(lines),
    dropIntakes: (which) => database.ledger.dropIntakes(which),
    async commit(commit) {
      const committed = await database.ledger.commit(commit);
      if (committed.kind === 'STORED' && sealsMeeting(commit)) await checkpoints.take();
      return committed;
    },
  };
  return {
    ...database,
    ledger,
    async close() {
      await checkpoints.close();
      await database.close();
    },
  };
}

function sealsMeeting({ changes }: Commit): boolean {
  return changes.some(
    (change) => 'add' in change && change.add === 'record' && change.row.kind === 'MEETING',
  );
}
