import { randomBytes } from 'node:crypto';
import { openDocument } from '@overlegtafel/documents';
import type { ItemId, PersonId } from '@overlegtafel/domain';
import { itemRoom, parseRoomName, type RoomName } from '@overlegtafel/protocol';
import type { LogEntry } from '@overlegtafel/rooms';
import type { PreparedRoom } from '@overlegtafel/usecases';
import { MemoryRooms } from '@overlegtafel/usecases/memory-rooms';
import * as Y from 'yjs';

type Document = ReturnType<typeof openDocument>;
type Authors = Map<string, readonly PersonId[]>;

/** The rooms while the practice week is played, with everything that a log needs to hold them afterwards. */
export class PracticeRooms extends MemoryRooms {
  readonly prepared: PreparedRoom[] = [];
  /** What people wrote, in order. */
  readonly written: LogEntry[] = [];
  readonly #updates = new Map<RoomName, Uint8Array[]>();
  readonly #authors = new Map<RoomName, Authors>();

  override prepare(rooms: readonly PreparedRoom[]): Promise<void> {
    for (const one of rooms) {
      if (this.#updates.has(one.room)) continue;
      this.prepared.push(one);
      this.#updates.set(one.room, [one.firstUpdate]);
    }
    return super.prepare(rooms);
  }

  override authors(item: ItemId): Promise<ReadonlyMap<string, readonly PersonId[]>> {
    return Promise.resolve(this.#authors.get(itemRoom(item)) ?? new Map());
  }

  /** Writes as somebody would in a browser of their own, with a client id that is theirs. */
  write(
    room: RoomName,
    by: { readonly person: PersonId; readonly atMs: number },
    roots: readonly string[],
    change: (doc: Document) => void,
  ): void {
    const updates = this.#updates.get(room);
    if (!updates || this.isClosed(room)) throw new Error('a practice room takes no writing');
    const doc = openDocument(parseRoomName(room)?.kind ?? 'item', updates);
    const before = Y.encodeStateVector(doc);
    doc.transact(() => {
      change(doc);
    });
    const update = Y.encodeStateAsUpdate(doc, before);
    const writer = `${by.person}/${randomBytes(16).toString('hex')}`;
    this.written.push({ room, writer, n: 1, ...by, clientIds: [doc.clientID], update });
    updates.push(update);
    this.#sign(room, by.person, roots);
    this.merge(room, update);
    doc.destroy();
  }

  #sign(room: RoomName, person: PersonId, roots: readonly string[]): void {
    const authors: Authors = this.#authors.get(room) ?? new Map<string, readonly PersonId[]>();
    for (const root of roots)
      authors.set(root, [...new Set([...(authors.get(root) ?? []), person])]);
    this.#authors.set(room, authors);
  }
}
