import type { DocumentKind } from '@overlegtafel/documents';
import type { Replayable, RoomSnapshot } from '@overlegtafel/rooms';

/**
 * A record as it goes to another thread: all updates in one piece of memory that is handed over.
 * Cloning the rows would copy, for each of them, the whole pool that its bytes stand in.
 */
export interface PackedRecord {
  readonly kind: DocumentKind;
  readonly head: number;
  readonly snapshot: RoomSnapshot | undefined;
  readonly seqs: readonly number[];
  readonly lengths: readonly number[];
  readonly updates: Uint8Array<ArrayBuffer>;
}

/** Bytes of the updates and the snapshot of a record. */
export function bytesOf({ rows, snapshot }: Replayable): number {
  return rows.reduce((sum, { update }) => sum + update.length, snapshot?.state.length ?? 0);
}

export function pack(kind: DocumentKind, { head, snapshot, rows }: Replayable): PackedRecord {
  const lengths = rows.map(({ update }) => update.length);
  const updates = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const { update } of rows) {
    updates.set(update, at);
    at += update.length;
  }
  return { kind, head, snapshot, seqs: rows.map(({ seq }) => seq), lengths, updates };
}

export function unpack({ head, snapshot, seqs, lengths, updates }: PackedRecord): Replayable {
  let at = 0;
  const rows = seqs.map((seq, index) => {
    const from = at;
    at += lengths[index] ?? 0;
    return { seq, update: updates.subarray(from, at) };
  });
  return { head, ...(snapshot ? { snapshot } : {}), rows };
}
