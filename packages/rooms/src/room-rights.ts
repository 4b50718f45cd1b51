import type { PersonId } from '@overlegtafel/domain';
import type { RoomName } from '@overlegtafel/protocol';

/**
 * Who may do what, now. Asked again and again while people are in a room, at least once a second
 * for each of them, so the answer should come from memory when it can; a plain answer is cheaper
 * than a promised one. A throw or a rejection is no answer: nobody comes in or writes on it
 * (they are told to come back later), and whoever is in stays.
 */
export interface RoomRights {
  /** Asked at joining, when rights changed, and every second. False ends the connection. */
  mayRead(person: PersonId, room: RoomName): boolean | Promise<boolean>;
  /** Asked for every turn in which the person writes. False refuses what was written. */
  mayWrite(person: PersonId, room: RoomName): boolean | Promise<boolean>;
}

/** Asks, and gives undefined, at once or later, when there is no answer to be had. */
export function ask(
  question: () => boolean | Promise<boolean>,
): boolean | undefined | Promise<boolean | undefined> {
  try {
    const answer = question();
    return answer instanceof Promise ? answer.catch(() => undefined) : answer;
  } catch {
    return undefined;
  }
}
