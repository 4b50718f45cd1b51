import type { AppendOutcome } from '@overlegtafel/rooms';
import type { CaseKey } from './chain.ts';

/** What an append has to know of a room. Read under its lock, so that it stays true. */
export interface RoomEnd {
  readonly state: string;
  readonly heldUntilMs: number | null;
  readonly head: number;
  readonly headHash: Uint8Array;
  /** Absent when the key of the case was destroyed: nothing is written that nobody may read. */
  readonly key: CaseKey | undefined;
}

/**
 * Why an entry is not appended; undefined when it is. A row that is there already is said first,
 * also when the room was closed since: the sender only wants to know that it lasts.
 */
export function admit(
  room: RoomEnd | undefined,
  known: number | undefined,
  atMs: number,
): AppendOutcome | undefined {
  if (!room) return { kind: 'gone' };
  if (known !== undefined) return { kind: 'duplicate', seq: known };
  if (room.state === 'closed') return { kind: 'closed' };
  if (!room.key) return { kind: 'gone' };
  if (room.heldUntilMs !== null && atMs < room.heldUntilMs)
    return { kind: 'held', untilMs: room.heldUntilMs };
  return undefined;
}

/** Client ids as they are stored: numbers with commas between them. */
export function clientIdsText(clientIds: readonly number[]): string {
  return clientIds.join(',');
}

/** The client ids of a stored row. */
export function readClientIds(text: string): number[] {
  return text === '' ? [] : text.split(',').map(Number);
}
