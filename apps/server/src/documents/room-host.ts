import type { Connection, Member, Session, Visit } from '@overlegtafel/rooms';
import type { RoomName } from '@overlegtafel/protocol';

/** What the document connections need of the rooms. */
export interface RoomHost {
  /**
   * Lets a member into a room. Messages may be handed over at once, also while the room is still being read; an
   * unknown or forbidden room closes the connection by itself.
   */
  join(room: RoomName, member: Member, connection: Connection, visit: Visit): Session;
}
