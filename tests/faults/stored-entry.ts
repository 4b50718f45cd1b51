/** What the writer of the storage tests writes: the same bytes for the same number. */
import { deriveKeys, type Database } from '@overlegtafel/db';
import { readId } from '@overlegtafel/domain';
import type { RoomName } from '@overlegtafel/protocol';
import type { LogEntry } from '@overlegtafel/rooms';

export const storageKeys = deriveKeys(Buffer.alloc(32, 5));
export const storageRoom: RoomName = 'item:aaaaaaaaaaaaaaaaaaaaaaaaaa';

const chair = readId('PersonId', 'chair', 'person');
if (!chair.ok) throw new Error('chair is no id');
const person = chair.value;

/** Between 20 and 820 bytes, as keystrokes and pastes are. */
export function storedEntry(writer: string, n: number): LogEntry {
  const update = Buffer.from(`${writer} ${n} `.padEnd(20 + ((n * 37) % 800), 'x'));
  return { room: storageRoom, writer, n, person, clientIds: [n], atMs: n, update };
}

/** An acknowledgement that the writer got: this row of this series is at this place. */
export interface Ack {
  readonly writer: string;
  readonly n: number;
  readonly seq: number;
}

export function parseAcks(text: string): Ack[] {
  // A line that was cut off in the middle was never finished, so nobody read it either.
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole.split('\n').flatMap((line) => {
    const [writer, n, seq] = line.split(' ');
    return writer && n && seq ? [{ writer, n: Number(n), seq: Number(seq) }] : [];
  });
}

/** The acknowledged rows that are not in the log as they were written. */
export async function lostRows(database: Database, acks: readonly Ack[]): Promise<Ack[]> {
  const record = await database.roomLog.read(storageRoom, 0);
  const rows = record?.rows ?? [];
  return acks.filter(({ writer, n, seq }) => {
    const row = rows[seq - 1];
    const isIt = row?.seq === seq && row.writer === writer && row.n === n;
    return !isIt || Buffer.compare(row.update, storedEntry(writer, n).update) !== 0;
  });
}
