import type { RoomName } from '@overlegtafel/protocol';
import { describeStores } from '@overlegtafel/usecases/stores.contract';
import { afterAll, beforeAll } from 'vitest';
import type { Database } from '../database.ts';
import { openPostgres } from '../postgres/open-postgres.ts';
import { openSqlite } from '../sqlite/open-sqlite.ts';
import { temporaryFolder, testKeys } from '../testing/sample-rooms.ts';
import { startPostgres, type TestPostgres } from '../testing/start-postgres.ts';

const onFatal = (error: Error) => {
  throw error;
};
let server: TestPostgres;

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

/** Databases of several processes as the contract wants them. */
async function underTest(openWith: (now: () => number) => Promise<Database>, forget: () => void) {
  const clock = { aheadMs: 0 };
  const open = () => openWith(() => Date.now() + clock.aheadMs);
  const first = await open();
  const opened = [first];
  return {
    stores: first.stores,
    ledger: first.ledger,
    keptAnswers: first.keptAnswers,
    clock,
    async another() {
      const another = await open();
      opened.push(another);
      return another;
    },
    async holdRooms(rooms: readonly RoomName[], holder: string) {
      await first.roomGate.create(rooms.map((room) => ({ room, schemaVersion: 1 })));
      const held = await first.roomGate.hold(rooms, { holder, nowMs: 0, untilMs: 10_000 });
      if (held.kind === 'refused') throw new Error(`${held.room} is ${held.why}`);
      return held.heads;
    },
    isClosed: async (room: RoomName) =>
      (await first.roomLog.read(room, 0))?.state.kind === 'closed',
    async dispose() {
      for (const database of opened) await database.close();
      forget();
    },
  };
}

describeStores('SQLite', () => {
  const folder = temporaryFolder();
  const fixed = { dataDir: folder.path, keys: testKeys, writer: 'main', onFatal } as const;
  return underTest(
    (now) => openSqlite({ ...fixed, now }),
    () => folder[Symbol.dispose](),
  );
});

describeStores('PostgreSQL', async () => {
  const url = await server.newDatabase();
  return underTest(
    (now) => openPostgres({ url, keys: testKeys, onFatal, now }),
    () => undefined,
  );
});
