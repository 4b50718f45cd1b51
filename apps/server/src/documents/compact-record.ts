import { compactHere, type RoomSnapshot } from '@overlegtafel/rooms';
import { type PackedRecord, unpack } from './packed-record.ts';

/** What the other thread does with a record. */
export default function compactRecord(packed: PackedRecord): RoomSnapshot | undefined {
  return compactHere(packed.kind, unpack(packed));
}
