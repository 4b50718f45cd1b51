import { describeStores } from '../stores.contract.ts';
import { MemoryKeptAnswers } from './memory-kept-answers.ts';
import { MemoryLedger } from './memory-ledger.ts';
import { MemoryRooms } from './memory-rooms.ts';
import { MemoryRows } from './memory-rows.ts';
import { MemoryStores } from './memory-stores.ts';

describeStores('memory', () => {
  const rows = new MemoryRows();
  const rooms = new MemoryRooms();
  const stores = new MemoryStores(rows);
  const clock = { aheadMs: 0 };
  const keptAnswers = new MemoryKeptAnswers(() => Date.now() + clock.aheadMs);
  const ledger = new MemoryLedger(rows, rooms, keptAnswers);
  return Promise.resolve({
    stores,
    ledger,
    keptAnswers,
    clock,
    another: () => Promise.resolve({ stores, ledger, keptAnswers }),
    async holdRooms(names, holder) {
      const firstUpdate = Uint8Array.of(0, 0);
      await rooms.prepare(names.map((room) => ({ room, firstUpdate })));
      const held = await rooms.hold(names, holder, 0, 10_000);
      if (held.kind === 'REFUSED') throw new Error(`${held.room} is ${held.why}`);
      return held.heads;
    },
    isClosed: (room) => Promise.resolve(rooms.isClosed(room)),
    dispose: () => Promise.resolve(),
  });
});
