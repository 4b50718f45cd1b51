import { describeRoomLog } from '@overlegtafel/rooms/room-log.contract';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deriveKeys } from '../keys/key-file.ts';
import type { Database } from '../database.ts';
import { openSqlite } from './open-sqlite.ts';

const keys = deriveKeys(Buffer.alloc(32, 7));

for (const writer of ['main', 'worker'] as const)
  describeRoomLog(`SQLite, commits on ${writer}`, async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'sqlite-log-'));
    const opened: Database[] = [];
    const open = async () => {
      const onFatal = (error: Error) => {
        throw error;
      };
      const database = await openSqlite({ dataDir, keys, writer, onFatal, pollMs: 20 });
      opened.push(database);
      return { log: database.roomLog, gate: database.roomGate };
    };
    return {
      ...(await open()),
      another: open,
      async dispose() {
        for (const database of opened) await database.close();
        rmSync(dataDir, { recursive: true, force: true });
      },
    };
  });
