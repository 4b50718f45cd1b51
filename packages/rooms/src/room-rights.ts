import type { PersonId } from '@overlegtafel/domain';
import type { RoomName } from '@overlegtafel/protocol';

/** Somebody in a room, however many connections they have to it. */
export interface RoomPlace {
  readonly person: PersonId;
  readonly room: RoomName;
}

/** What was answered; undefined when there was no answer to be had. */
export type Answer = boolean | undefined;

/**
 * Who may do what, now. A plain answer is cheaper than a promised one: `mayWrite` is asked in every turn in which
 * somebody writes, so it should come from memory when it can. A throw or a rejection is no answer: nobody comes in or
 * writes on it (they are told to come back later), and whoever is in stays.
 */
export interface RoomRights {
  /** Asked at joining. False closes the connection. */
  mayRead(person: PersonId, room: RoomName): boolean | Promise<boolean>;
  /** Asked for every turn in which the person writes. False refuses what was written. */
  mayWrite(person: PersonId, room: RoomName): boolean | Promise<boolean>;
  /**
   * Asked of everybody who is in a room, of many together: every second, and when rights changed. Nothing that was
   * known before may be the answer. False ends their connections. Absent: `mayRead` is asked of each.
   */
  mayStay?(places: readonly RoomPlace[]): Promise<readonly Answer[]>;
}

/** Asks, and gives undefined, at once or later, when there is no answer to be had. */
export function ask(question: () => boolean | Promise<boolean>): Answer | Promise<Answer> {
  try {
    const answer = question();
    return answer instanceof Promise ? answer.catch(() => undefined) : answer;
  } catch {
    return undefined;
  }
}

/** Asks of many together; one answer for each, in order. */
export async function askWhoMayStay(
  rights: RoomRights,
  places: readonly RoomPlace[],
): Promise<readonly Answer[]> {
  if (places.length === 0) return [];
  if (rights.mayStay) return rights.mayStay(places).catch(() => []);
  return Promise.all(
    places.map(async ({ person, room }) => ask(() => rights.mayRead(person, room))),
  );
}
