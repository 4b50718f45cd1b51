import { isRoomName, type RoomName } from '@overlegtafel/protocol';
import type { Clock } from './clock.ts';
import { bounded } from './keeping/bounded.ts';
import type { Device, Shelf } from './keeping/device.ts';
import type { KeptRecord } from './keeping/kept-record.ts';
import type { LostText, OpenDocument } from './open-document.ts';

export interface LeftParts {
  readonly device: Device;
  readonly clock: Clock;
  /** Enters a room, not yet opened. */
  readonly enter: (room: RoomName, changed: () => void) => OpenDocument;
  /** What was not taken may be more or less now. */
  readonly changed: () => void;
  /** Nothing of anybody waits on this device any more. */
  readonly nothingLeft: () => void;
  /** Something does after all. */
  readonly somethingLeft: () => void;
}

/**
 * What tabs that are gone have left on this device, of whatever room: brought to the server from any page of the same
 * person, under the writer and the numbers it had. What is not taken stays for its author to copy.
 */
export class LeftBehind {
  readonly #parts: LeftParts;
  readonly #rooms = new Map<RoomName, OpenDocument>();

  constructor(parts: LeftParts) {
    this.#parts = parts;
  }

  /** What the server did not take. */
  get lost(): readonly LostText[] {
    return [...this.#rooms.values()].flatMap(({ lost }) => lost);
  }

  /** Looks what waits, and brings what no open page has. */
  async look(): Promise<void> {
    const { device, clock, nothingLeft, somethingLeft } = this.#parts;
    const shelf = await device.soon();
    if (shelf === undefined) return;
    // In this order: whoever keeps something meanwhile notes it again.
    nothingLeft();
    if (!(await bounded(shelf.store.isEmpty(), clock, { otherwise: false }))) somethingLeft();
    const records = await bounded(shelf.store.readAll(), clock, { otherwise: [] });
    const rooms = new Set(await this.#freeRooms(shelf, records));
    await Promise.all([...rooms].map((room) => this.#bring(room)));
  }

  /** The author has seen what was not taken. */
  async seen(): Promise<void> {
    const refused = [...this.#rooms.values()].filter(({ lost }) => lost.length > 0);
    await Promise.all(refused.map((document) => document.goOn()));
  }

  close(): void {
    for (const document of this.#rooms.values()) document.close();
    this.#rooms.clear();
  }

  async #freeRooms({ locks }: Shelf, records: readonly KeptRecord[]): Promise<RoomName[]> {
    const free: RoomName[] = [];
    for (const { room = '', outbox } of records) {
      if (!isRoomName(room) || this.#rooms.has(room)) continue;
      const release = await bounded(locks.take(outbox.writer), this.#parts.clock, {
        otherwise: undefined,
        late: (came) => came?.(),
      });
      release?.();
      if (release !== undefined) free.push(room);
    }
    return free;
  }

  async #bring(room: RoomName): Promise<void> {
    const document: OpenDocument = this.#parts.enter(room, () => {
      this.#changed(room, document);
    });
    this.#rooms.set(room, document);
    await document.open();
  }

  #changed(room: RoomName, document: OpenDocument): void {
    if (this.#rooms.get(room) !== document) return;
    const { lost, state } = document;
    const isOver =
      state.kind === 'SAVED' || state.kind === 'SIGNED_OUT' || state.kind === 'REFUSED';
    if (isOver && lost.length === 0) {
      this.#rooms.delete(room);
      document.close();
    } else if (lost.length > 0 && lost.every(({ text }) => text.trim() === ''))
      void document.goOn();
    this.#parts.changed();
  }
}
