import { MemoryDisk, MemoryRoomLog } from './memory-room-log.ts';
import { describeRoomLog } from './room-log.contract.ts';

describeRoomLog('memory', () => {
  const disk = new MemoryDisk();
  const handle = () => {
    const log = new MemoryRoomLog(disk);
    return { log, gate: log };
  };
  return Promise.resolve({
    ...handle(),
    another: () => Promise.resolve(handle()),
    dispose: () => Promise.resolve(),
  });
});
