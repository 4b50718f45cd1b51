import type { ItemId, MeetingId, PersonId, TableId } from '@overlegtafel/domain';
import type { RoomName } from '@overlegtafel/protocol';
import type { LiveEvent } from '@overlegtafel/protocol/live-events';
import type { Caller } from '@overlegtafel/usecases';

/** How a meeting stands for somebody, without what it is about. */
export type LiveState = Omit<LiveEvent<'welcome'>, 'meeting' | 'n'>;

/** A meeting that people sit in now. */
export interface HeldMeeting {
  readonly meeting: MeetingId;
  readonly revision: number;
}

/** What live events ask of the use cases and the rooms. */
export interface LiveTable {
  /** Undefined when there is no such meeting for this person. */
  state(meeting: MeetingId, person: PersonId): Promise<LiveState | undefined>;
  /** Which of these people may see the item at all. */
  whoSees(item: ItemId, people: readonly PersonId[]): Promise<ReadonlySet<PersonId>>;
  /** The items of a meeting that this person may see. */
  itemsOf(meeting: MeetingId, person: PersonId): Promise<readonly ItemId[]>;
  meetingOf(item: ItemId): Promise<MeetingId | undefined>;
  /** The meeting that its table holds now, when this one is closed: it asks what became of what this one left. */
  heldAfter(meeting: MeetingId): Promise<HeldMeeting | undefined>;
  /** Whether this person may be in the room. */
  mayRead(room: RoomName, person: PersonId): Promise<boolean>;
  /** Client id to person, of everybody who wrote in the room or is known in it. */
  authors(room: RoomName): Promise<ReadonlyMap<number, PersonId>>;
  /** What of the item's document an overview shows, as a text to compare by. */
  overview(item: ItemId): Promise<string | undefined>;
  /** Whether this person hears at once of emergency access at a table. */
  hearsAlerts(table: TableId, person: PersonId): Promise<boolean>;
  /** Sits down at the table, if that can be now; whether this person has a place there then. */
  enter(meeting: MeetingId, caller: Caller): Promise<boolean>;
  /** Leaves the table; nothing when not there. */
  leave(meeting: MeetingId, caller: Caller): Promise<void>;
  /** Says that these people are connected; gives those of them who have a place. */
  seen(meeting: MeetingId, people: readonly PersonId[]): Promise<ReadonlySet<PersonId>>;
  /** Frees the places of whom no process says any more that they are connected. */
  freePlaces(): Promise<void>;
}
