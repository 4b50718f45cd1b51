import type { CaseId, ItemId, MeetingId, PersonId } from '@overlegtafel/domain';
import type { ItemReading, MeetingReading } from '@overlegtafel/documents';
import type { RoomName } from '@overlegtafel/protocol';

/** A document as it was read, and how far its room had come. */
export interface Read<T> {
  readonly reading: T;
  readonly head: number;
}

export interface PreparedRoom {
  readonly room: RoomName;
  /** The case whose key seals it; a meeting's room has a key of its own. */
  readonly caseId?: CaseId;
  /** What the document starts with; appended once, whatever happens. */
  readonly firstUpdate: Uint8Array;
}

export type RoomsHeld =
  | { readonly kind: 'HELD'; readonly heads: ReadonlyMap<RoomName, number> }
  | { readonly kind: 'REFUSED'; readonly room: RoomName; readonly why: 'held' | 'closed' | 'gone' };

/** What use cases ask of the rooms. Reading always reads the log to its head. */
export interface MeetingRooms {
  /** Makes the rooms with their first update; those that exist stay as they are. */
  prepare(rooms: readonly PreparedRoom[]): Promise<void>;
  item(item: ItemId): Promise<Read<ItemReading> | undefined>;
  items(items: readonly ItemId[]): Promise<ReadonlyMap<ItemId, Read<ItemReading>>>;
  meeting(meeting: MeetingId, agenda: readonly ItemId[]): Promise<Read<MeetingReading> | undefined>;
  /** Who wrote in each root of the item's document, by name of the root. */
  authors(item: ItemId): Promise<ReadonlyMap<string, readonly PersonId[]>>;
  hold(
    rooms: readonly RoomName[],
    holder: string,
    nowMs: number,
    untilMs: number,
  ): Promise<RoomsHeld>;
  release(rooms: readonly RoomName[], holder: string): Promise<void>;
  /** Rights changed, of one person or of anybody: they are asked again at once. */
  rightsChanged(person?: PersonId): void;
}
