import { openToCheckpoint, type SqliteFile, walPages } from './connection.ts';

/** What is committed meanwhile is less each time; the rest is for the next time. */
const roundsAtMost = 5;

/** What the thread beside the server does with the WAL. Nobody waits for it, and it waits for nobody. */
export default function checkpointWal(file: SqliteFile): void {
  const connection = openToCheckpoint({ ...file, key: Buffer.from(file.key) });
  try {
    for (let round = 0; round < roundsAtMost; round += 1) {
      connection.pragma('wal_checkpoint(PASSIVE)');
      const { log, checkpointed } = walPages(connection);
      if (checkpointed === log) return;
    }
  } finally {
    connection.close();
  }
}
