import { newDocument } from '@overlegtafel/documents';
import type { RoomName } from '@overlegtafel/protocol';
import { contentOf, type LogRow } from '@overlegtafel/rooms';
import type { MemoryDisk } from '@overlegtafel/rooms/memory-room-log';
import * as Y from 'yjs';

/** What a forger writes in the name of another. */
export const forgedText = 'FORGED';

/** What must hold whatever happens. */
export type Invariant = 'I1' | 'I2' | 'I3' | 'I6' | 'OWNER' | 'REVOKED' | 'OTHERS';

export interface Violation {
  readonly invariant: Invariant;
  readonly atMs: number;
  readonly what: string;
}

/**
 * Judges while it happens, against the disk as it is at that moment: a server that acknowledges or
 * shows too early is caught in the act, not only when a crash makes it visible.
 */
export class Checker {
  readonly violations: Violation[] = [];
  /** How many facts were held against each invariant. Zero means: not tested. */
  readonly evidence = new Map<Invariant, number>();
  readonly #disk: MemoryDisk;
  readonly #room: RoomName;
  readonly #nowMs: () => number;
  /** What the log says, kept up to date row by row. */
  readonly #logged: Y.Doc;
  #rows = 0;
  #sealed: { readonly rows: number; readonly content: string } | undefined;

  constructor(disk: MemoryDisk, room: RoomName, nowMs: () => number) {
    this.#disk = disk;
    this.#room = room;
    this.#nowMs = nowMs;
    this.#logged = newDocument(room.startsWith('item:') ? 'item' : 'meeting', { gc: false });
  }

  /** I1: the server says that this update is on disk. */
  acknowledged(who: string, update: Uint8Array): void {
    const lacking = this.#lacking(update);
    this.#holds('I1', lacking && `${who} was told that ${lacking} is saved`);
  }

  /** I2: this update was shown to somebody. */
  seen(who: string, update: Uint8Array): void {
    const lacking = this.#lacking(update);
    this.#holds('I2', lacking && `${who} was shown ${lacking}`);
  }

  /** I3: when all is quiet, a document is what the log says. */
  same(who: string, doc: Y.Doc): void {
    this.#readOn();
    const isParked = doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
    const isSame =
      contentOf(doc) === contentOf(this.#logged) &&
      sortedVector(doc) === sortedVector(this.#logged);
    const how = isParked ? 'has parked updates' : 'differs from the log';
    this.#holds('I3', isSame && !isParked ? undefined : `the document of ${who} ${how}`);
  }

  /** I6: from now on nothing changes. */
  sealed(): void {
    this.#readOn();
    this.#sealed = { rows: this.#rows, content: contentOf(this.#logged) };
  }

  get isSealed(): boolean {
    return this.#sealed !== undefined;
  }

  /** At the end: the log itself. */
  judgeLog(owners: ReadonlyMap<number, string>): void {
    this.#readOn();
    const rows = this.#disk.rows(this.#room);
    const keys = new Set(rows.map(({ writer, n }) => `${writer} ${n}`));
    this.#holds('I1', keys.size === rows.length ? undefined : 'a number stands in the log twice');
    for (const row of rows) this.#judgeOwner(row, owners);
    if (!this.#sealed) return;
    const { rows: sealedRows, content } = this.#sealed;
    const isSame = sealedRows === rows.length && content === contentOf(this.#logged);
    this.#holds('I6', isSame ? undefined : `${rows.length - sealedRows} rows came after the seal`);
  }

  /** Whoever stands beside a row made the client ids that wrote in it. */
  #judgeOwner(row: LogRow, owners: ReadonlyMap<number, string>): void {
    const foreign = row.clientIds.find((id) => owners.get(id) !== row.person);
    this.#holds(
      'OWNER',
      foreign === undefined
        ? undefined
        : `row ${row.seq} of ${row.person} writes as ${owners.get(foreign) ?? 'nobody'}`,
    );
    const isForged = Buffer.from(row.update).includes(forgedText);
    this.#holds('OWNER', isForged ? `row ${row.seq} holds forged text` : undefined);
  }

  judge(invariant: Invariant, broken: string | undefined): void {
    this.#holds(invariant, broken);
  }

  #holds(invariant: Invariant, broken: string | undefined): void {
    this.evidence.set(invariant, (this.evidence.get(invariant) ?? 0) + 1);
    if (broken !== undefined)
      this.violations.push({ invariant, atMs: this.#nowMs(), what: broken });
  }

  #readOn(): void {
    const rows = this.#disk.rows(this.#room);
    for (; this.#rows < rows.length; this.#rows++) {
      const row = rows[this.#rows];
      if (row) Y.applyUpdate(this.#logged, row.update);
    }
  }

  /** What of an update is not in the log at this moment. */
  #lacking(update: Uint8Array): string | undefined {
    this.#readOn();
    const { structs, ds } = Y.decodeUpdate(update);
    for (const { id, length } of structs)
      if (id.clock + length > Y.getState(this.#logged.store, id.client))
        return `${id.client}:${id.clock}+${length}`;
    for (const [client, deletes] of ds.clients)
      for (const { clock, len } of deletes)
        if (!isDeletedIn(this.#logged, client, clock, len))
          return `the deletion of ${client}:${clock}+${len}`;
    return undefined;
  }
}

function sortedVector(doc: Y.Doc): string {
  const clocks = [...Y.decodeStateVector(Y.encodeStateVector(doc))];
  return JSON.stringify(clocks.toSorted(([a], [b]) => a - b));
}

function isDeletedIn(doc: Y.Doc, client: number, clock: number, length: number): boolean {
  if (clock + length > Y.getState(doc.store, client)) return false;
  const structs = doc.store.clients.get(client) ?? [];
  for (let at = Y.findIndexSS(structs, clock); at < structs.length; at++) {
    const struct = structs[at];
    if (!struct?.deleted) return false;
    if (struct.id.clock + struct.length >= clock + length) return true;
  }
  return false;
}
