// edge: what comes back from another thread is what compact-record.ts gives
import type { DocumentKind } from '@overlegtafel/documents';
import { compactHere, type Replayable, type RoomSnapshot } from '@overlegtafel/rooms';
import { Tinypool } from 'tinypool';
import { bytesOf, pack } from './packed-record.ts';

/** Below this a snapshot takes a few milliseconds: less than starting a thread. */
const apartAboveBytes = 128 * 1024;
/** A thread costs 20 MB; meetings empty their rooms one after another. */
const idleThreadMs = 30_000;

let threads: Tinypool | undefined;

/** One thread for all rooms, made when the first long log asks for it. It keeps no process alive. */
function thread(): Tinypool {
  threads ??= new Tinypool({
    filename: new URL('compact-record.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: idleThreadMs,
    isolateWorkers: false,
  });
  return threads;
}

/**
 * RM84: makes a snapshot of a long log in a thread of its own, so that nobody waits for it.
 *
 * @throws {Error} when the thread failed; the log is untouched
 */
export async function compactApart(
  kind: DocumentKind,
  record: Replayable,
): Promise<RoomSnapshot | undefined> {
  if (bytesOf(record) < apartAboveBytes) return compactHere(kind, record);
  const packed = pack(kind, record);
  const made: unknown = await thread().run(packed, { transferList: [packed.updates.buffer] });
  return made as RoomSnapshot | undefined;
}
