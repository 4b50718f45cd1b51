import type { ItemId, MeetingId, PersonId, TableId } from '@overlegtafel/domain';
import type { RoomName } from '@overlegtafel/protocol';
import type { RoomRights } from '@overlegtafel/rooms';
import {
  type Caller,
  enterMeeting,
  freePlaces,
  hearsAlerts,
  leaveMeeting,
  meetingLive,
  type Presence,
  visibleItems,
  whoFollowsItem,
  type World,
} from '@overlegtafel/usecases';
import type { HeldMeeting, LiveState, LiveTable } from './live-table.ts';

/** What the live events of this server ask. */
export interface WorldTableParts {
  readonly world: World;
  readonly rights: RoomRights;
  readonly presence: Presence;
  readonly clients: (room: RoomName) => Promise<ReadonlyMap<number, PersonId>>;
}

/** An item stays in its meeting, so that is remembered; of so many at most. */
const mostItems = 10_000;

/** The table as live events see it, over the use cases. */
export class WorldTable implements LiveTable {
  readonly #parts: WorldTableParts;
  readonly #meetings = new Map<ItemId, MeetingId>();

  constructor(parts: WorldTableParts) {
    this.#parts = parts;
  }

  async state(meeting: MeetingId, person: PersonId): Promise<LiveState | undefined> {
    const state = await meetingLive(meeting, person, this.#parts.world);
    return state && { ...state, present: [...state.present] };
  }

  whoSees(item: ItemId, people: readonly PersonId[]): Promise<ReadonlySet<PersonId>> {
    return whoFollowsItem(item, people, this.#parts.world);
  }

  itemsOf(meeting: MeetingId, person: PersonId): Promise<readonly ItemId[]> {
    return visibleItems(meeting, person, this.#parts.world);
  }

  async meetingOf(item: ItemId): Promise<MeetingId | undefined> {
    const known = this.#meetings.get(item);
    if (known !== undefined) return known;
    const row = await this.#parts.world.stores.item(item);
    if (!row) return undefined;
    if (this.#meetings.size >= mostItems) this.#meetings.clear();
    this.#meetings.set(item, row.meeting);
    return row.meeting;
  }

  async heldAfter(meeting: MeetingId): Promise<HeldMeeting | undefined> {
    const { stores } = this.#parts.world;
    const over = await stores.meeting(meeting);
    if (over?.state.kind !== 'CLOSED') return undefined;
    // Newest first, and at most one of a table is held: it is among the first.
    const { rows } = await stores.meetingsOf(over.tableId);
    const held = rows.find(({ state: { kind } }) => kind === 'OPEN' || kind === 'ADJOURNED');
    return held && { meeting: held.id, revision: held.revision };
  }

  async mayRead(room: RoomName, person: PersonId): Promise<boolean> {
    return this.#parts.rights.mayRead(person, room);
  }

  authors(room: RoomName): Promise<ReadonlyMap<number, PersonId>> {
    return this.#parts.clients(room);
  }

  async overview(item: ItemId): Promise<string | undefined> {
    const read = await this.#parts.world.rooms.item(item);
    if (!read) return undefined;
    const { registers, actions, conditions, findings, decisionSeen } = read.reading;
    return JSON.stringify([registers, actions, conditions, findings, decisionSeen]);
  }

  hearsAlerts(table: TableId, person: PersonId): Promise<boolean> {
    return hearsAlerts(table, person, this.#parts.world);
  }

  async enter(meeting: MeetingId, caller: Caller): Promise<boolean> {
    const entered = await enterMeeting({ meeting }, caller, this.#parts.world);
    // Whoever was thought to be there still may not have been heard of for a while.
    return entered.kind === 'DONE' && (await this.seen(meeting, [caller.person])).size > 0;
  }

  async leave(meeting: MeetingId, caller: Caller): Promise<void> {
    await leaveMeeting({ meeting }, caller, this.#parts.world);
  }

  seen(meeting: MeetingId, people: readonly PersonId[]): Promise<ReadonlySet<PersonId>> {
    const { presence, world } = this.#parts;
    return presence.seen(meeting, people, world.now());
  }

  freePlaces(): Promise<void> {
    return freePlaces(this.#parts.presence, this.#parts.world);
  }
}
