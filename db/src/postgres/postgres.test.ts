import type { RoomName } from '@overlegtafel/protocol';
import { describeRoomLog } from '@overlegtafel/rooms/room-log.contract';
import { afterAll, beforeAll } from 'vitest';
import type { Database } from '../database.ts';
import { deriveKeys } from '../keys/key-file.ts';
import { startPostgres, type TestPostgres } from '../testing/start-postgres.ts';
import { openPostgres } from './open-postgres.ts';

const keys = deriveKeys(Buffer.alloc(32, 7));
const onFatal = (error: Error) => {
  throw error;
};
let server: TestPostgres;
let url: string;

beforeAll(async () => {
  server = await startPostgres();
  url = await server.newDatabase();
});
afterAll(() => server.stop());

describeRoomLog('PostgreSQL', async () => {
  const opened: Database[] = [];
  const open = async () => {
    const database = await openPostgres({ url, keys, onFatal });
    opened.push(database);
    return { log: database.roomLog, gate: database.roomGate };
  };
  return {
    ...(await open()),
    another: open,
    async dispose() {
      const names = (await opened[0]?.verifyAll()) ?? [];
      await opened[0]?.roomGate.destroy(names.map(({ room }) => room as RoomName));
      for (const database of opened) await database.close();
    },
  };
});
