import type { DocumentKind } from '@overlegtafel/documents';
import { compactionLimits, type RoomName } from '@overlegtafel/protocol';
import type { Compact } from './compaction.ts';
import type { RoomClock } from './room-clock.ts';
import type { Replayable } from './room-content.ts';
import type { LogRow, RoomLog } from './room-log.ts';
import type { Report } from './room-report.ts';

interface SnapshotsOf {
  readonly name: RoomName;
  readonly kind: DocumentKind;
  readonly log: RoomLog;
  readonly clock: RoomClock;
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
      const record = await this.#read();
      const snapshot = record && (await compact(kind, record));
      if (snapshot) await log.saveSnapshot(name, snapshot);
      else report({ kind: 'failed', room: name, what: 'snapshot', error: 'not the same document' });
    } catch (error) {
      report({ kind: 'failed', room: name, what: 'snapshot', error });
    } finally {
      this.#isBusy = false;
    }
  }

  /**
   * RM420: a bite at a time, with the turns of everybody else in between: opening thousands of sealed rows at once would
   * hold up whoever writes. Rows that come meanwhile are for the next snapshot. Nothing when the room is gone.
   */
  async #read(): Promise<Replayable | undefined> {
    const { name, log } = this.#of;
    const first = await log.read(name, 0, compactionLimits.rowsAtOnce);
    if (!first) return undefined;
    const { head, snapshot } = first;
    const rows: LogRow[] = [...first.rows];
    let read = rows.at(-1)?.seq ?? snapshot?.upTo ?? 0;
    while (read < head) {
      await this.#othersFirst();
      const more = await log.read(name, read, Math.min(compactionLimits.rowsAtOnce, head - read));
      if (!more) return undefined;
      rows.push(...more.rows);
      read += more.rows.length;
    }
    return { head, ...(snapshot ? { snapshot } : {}), rows };
  }

  #othersFirst(): Promise<void> {
    return new Promise((resolve) => {
      this.#of.clock.soon(resolve);
    });
  }
}
