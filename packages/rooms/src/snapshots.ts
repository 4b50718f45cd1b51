import type { DocumentKind } from '@overlegtafel/documents';
import type { RoomName } from '@overlegtafel/protocol';
import type { Compact } from './compaction.ts';
import type { RoomLog } from './room-log.ts';
import type { Report } from './room-report.ts';

interface SnapshotsOf {
  readonly name: RoomName;
  readonly kind: DocumentKind;
  readonly log: RoomLog;
  readonly compact: Compact;
  readonly report: Report;
}

/** Sees to it that the log of a room need not be replayed from its first row. */
export class Snapshots {
  readonly #of: SnapshotsOf;
  #upTo: number;
  #isBusy = false;

  /** @param upTo the last row that is in the snapshot of the log */
  constructor(of: SnapshotsOf, upTo: number) {
    this.#of = of;
    this.#upTo = upTo;
  }

  /**
   * Writes a snapshot when so many rows have come since the last. Remembers up to which row, not
   * whether: rows that come meanwhile count for the next. A failure costs time at the next
   * loading, never content, and is not tried again before as many rows have come.
   */
  async make(head: number, rowsAtLeast: number): Promise<void> {
    if (this.#isBusy || head - this.#upTo < rowsAtLeast) return;
    this.#isBusy = true;
    this.#upTo = head;
    const { name, kind, log, compact, report } = this.#of;
    try {
      const record = await log.read(name, 0);
      const snapshot = record && (await compact(kind, record));
      if (snapshot) await log.saveSnapshot(name, snapshot);
      else report({ kind: 'failed', room: name, what: 'snapshot', error: 'not the same document' });
    } catch (error) {
      report({ kind: 'failed', room: name, what: 'snapshot', error });
    } finally {
      this.#isBusy = false;
    }
  }
}
