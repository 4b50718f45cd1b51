import { type ItemId, type MeetingId, type PersonId, readId } from '@overlegtafel/domain';
import {
  followUpEvents,
  itemRoom,
  meetingRoom,
  parseRoomName,
  type RoomName,
} from '@overlegtafel/protocol';
import type { Caller, Happening } from '@overlegtafel/usecases';
import { type Follower, Followers } from './following.ts';
import type { Guest } from './guest.ts';
import { keepPlaces } from './keep-places.ts';
import type { LiveTable } from './live-table.ts';

/** How live events behave over time. */
export const liveTimes = {
  /** Somebody whose last connection went has left the table after so long: a reload is not leaving. */
  leaveAfterMs: 20_000,
  /** So long events are kept for whoever went. */
  forgetAfterMs: 120_000,
  /** Writing in one item is told at most this often. */
  overviewMs: 250,
} as const;

/** What live meetings need of the world around them. */
export interface LiveMeetingsParts {
  readonly table: LiveTable;
  /** Runs something later; returns how to call it off. */
  readonly later: (run: () => void, afterMs: number) => () => void;
  readonly firstNumber: () => number;
  /** Whether this person follows the meeting in another process. */
  readonly isFollowingElsewhere: (meeting: MeetingId, person: PersonId) => Promise<boolean>;
  /** Something that should work did not. */
  readonly failed: (what: string, error: unknown) => void;
}

type Done = Extract<Happening, { readonly kind: 'DONE' }>;

/** Others hear that somebody weighed, not who: that would be more than how many. */
const blind: ReadonlySet<string> = new Set(['rate']);

/** After these, who is at the table may be different. */
const presenceChanges: ReadonlySet<string> = new Set([
  'enter-meeting',
  'leave-meeting',
  'place-freed',
  'open-meeting',
  'take-chair',
]);

/** Tells everybody who follows a meeting what they may know of it, as it happens. */
export class LiveMeetings {
  readonly #parts: LiveMeetingsParts;
  readonly #followers: Followers;
  readonly #overviews = new Map<ItemId, string | undefined>();
  readonly #waiting = new Map<RoomName, () => void>();
  readonly #going = new Map<Follower, (() => void)[]>();

  constructor(parts: LiveMeetingsParts) {
    this.#parts = parts;
    this.#followers = new Followers(parts.firstNumber);
  }

  /**
   * Somebody follows a meeting from now on: with what they missed after the number that they saw last, or with how it
   * stands. False when there is no such meeting for them.
   */
  async follow(guest: Guest, meeting: MeetingId, after?: number): Promise<boolean> {
    const { table } = this.#parts;
    const follower = this.#followers.have(meeting, guest.person);
    this.#stays(follower);
    // Whatever happens while the state is read comes after it.
    const from = follower.stream.n;
    const state = await table.state(meeting, guest.person);
    if (!state) {
      if (follower.guests.size === 0) this.#followers.forget(follower);
      return false;
    }
    const missed = after === undefined ? undefined : follower.stream.after(after);
    follower.guests.add(guest);
    if (!missed) guest.send('welcome', { meeting, n: from, ...state });
    for (const { name, event } of missed ?? follower.stream.after(from) ?? [])
      guest.pass(name, event);
    follower.sees ??= await this.#sees(follower);
    await this.#tellAuthors(guest, meeting);
    await this.#try('enter', async () => {
      follower.hasPlace = await table.enter(meeting, guest.caller());
    });
    return true;
  }

  /** This connection follows the meeting no longer. */
  unfollow(guest: Guest, meeting: MeetingId): void {
    const follower = this.#followers.find(meeting, guest.person);
    if (!follower?.guests.delete(guest) || follower.guests.size > 0) return;
    this.#goes(follower, guest.caller);
  }

  /** The connection is gone. */
  gone(guest: Guest): void {
    for (const follower of this.#followers.all)
      if (follower.guests.has(guest)) this.unfollow(guest, follower.meeting);
  }

  /** Something was done, here or in another process. */
  async happened(happening: Happening): Promise<void> {
    if (happening.kind === 'RIGHTS') await this.#rightsChanged(happening.person);
    else if (happening.kind === 'DONE') await this.#done(happening);
  }

  /** Something was written in a room, here or in another process. */
  wrote(room: RoomName): void {
    const subject = parseRoomName(room);
    if (!subject || this.#waiting.has(room)) return;
    const callOff = this.#parts.later(() => {
      this.#waiting.delete(room);
      void this.#try('overview', () =>
        subject.kind === 'item'
          ? this.#tellOverview(subject.item)
          : this.#tellOrder(subject.meeting),
      );
    }, liveTimes.overviewMs);
    this.#waiting.set(room, callOff);
  }

  /** A client id was seen for the first time. */
  async claimed(room: RoomName, clientId: number, person: PersonId): Promise<void> {
    const { table } = this.#parts;
    const subject = parseRoomName(room);
    if (!subject) return;
    const meeting =
      subject.kind === 'meeting' ? subject.meeting : await table.meetingOf(subject.item);
    if (meeting === undefined) return;
    for (const follower of this.#followers.of(meeting)) {
      if (!(await table.mayRead(room, follower.person))) continue;
      const event = { room, authors: [{ clientId, person }] };
      for (const guest of follower.guests) guest.send('authors', event);
    }
  }

  /** Whether this person follows the meeting in this process. */
  isFollowing(meeting: MeetingId, person: PersonId): boolean {
    return (this.#followers.find(meeting, person)?.guests.size ?? 0) > 0;
  }

  /** Says of everybody here who has a place that they are still connected, and frees what nobody keeps. */
  keepPlaces(): Promise<void> {
    return this.#try('places', () => keepPlaces(this.#followers.all, this.#parts.table));
  }

  /** Nothing more is told, and nobody has left: they are told to come back. */
  stop(): void {
    for (const callOff of this.#waiting.values()) callOff();
    for (const timers of this.#going.values()) for (const callOff of timers) callOff();
    this.#waiting.clear();
    this.#going.clear();
  }

  async #done(done: Done): Promise<void> {
    const meeting = meetingIn(done);
    if (meeting === undefined) return;
    await this.#tellDone(done, meeting);
    // Who leaves while connected means it; whoever was only thought gone takes the place again.
    if (done.what === 'leave-meeting') this.#followers.find(meeting, done.by)?.leaves();
    if (presenceChanges.has(done.what)) await this.#tellPresence(meeting);
    if (!followUpEvents.has(done.what)) return;
    const held = await this.#parts.table.heldAfter(meeting);
    if (held) await this.#tellDone({ ...done, revision: held.revision }, held.meeting);
  }

  async #tellDone(done: Done, meeting: MeetingId): Promise<void> {
    const { table } = this.#parts;
    const { what, by, revision } = done;
    const item = itemIn(done);
    const followers = this.#followers.of(meeting);
    const people = followers.map(({ person }) => person);
    let asked: Promise<ReadonlySet<PersonId>> | undefined;
    const seeing = (of: ItemId) => (asked ??= table.whoSees(of, people));
    await Promise.all(
      followers.map((follower) =>
        this.#try('done', () =>
          follower.say(
            item !== undefined && blind.has(what) && by !== follower.person
              ? { name: 'overview', event: { meeting, item } }
              : { name: 'done', event: { meeting, revision, what, by, ...(item ? { item } : {}) } },
            async () => item === undefined || (await seeing(item)).has(follower.person),
          ),
        ),
      ),
    );
  }

  async #tellPresence(meeting: MeetingId): Promise<void> {
    const { table } = this.#parts;
    await Promise.all(
      this.#followers.of(meeting).map(async (follower) => {
        const state = await table.state(meeting, follower.person);
        if (!state) return;
        await follower.say({ name: 'presence', event: { meeting, present: state.present } });
      }),
    );
  }

  async #tellOverview(item: ItemId): Promise<void> {
    const { table } = this.#parts;
    const meeting = await table.meetingOf(item);
    if (meeting === undefined) return;
    const followers = this.#followers.of(meeting);
    if (followers.length === 0) return;
    const stands = await table.overview(item);
    if (this.#overviews.has(item) && this.#overviews.get(item) === stands) return;
    this.#overviews.set(item, stands);
    const seeing = await table.whoSees(
      item,
      followers.map(({ person }) => person),
    );
    await Promise.all(
      followers.map(async (follower) => {
        const maySee = seeing.has(follower.person);
        if (maySee) await follower.say({ name: 'overview', event: { meeting, item } });
        // Whoever is named as owner sees the item from then on.
        if (maySee !== (follower.sees?.has(item) ?? maySee)) await this.#look(follower);
      }),
    );
  }

  /** What people write about a meeting as a whole is the order of its agenda. */
  async #tellOrder(meeting: MeetingId): Promise<void> {
    const followers = this.#followers.of(meeting);
    await Promise.all(
      followers.map((follower) => follower.say({ name: 'overview', event: { meeting } })),
    );
  }

  async #tellAuthors(guest: Guest, meeting: MeetingId): Promise<void> {
    const { table } = this.#parts;
    const items = await table.itemsOf(meeting, guest.person);
    for (const room of [meetingRoom(meeting), ...items.map(itemRoom)]) {
      if (!(await table.mayRead(room, guest.person))) continue;
      const authors = [...(await table.authors(room))].map(([clientId, person]) => ({
        clientId,
        person,
      }));
      if (authors.length > 0) guest.send('authors', { room, authors });
    }
  }

  /** Whoever sees less or more than before is told to look again; whoever sees nothing follows no longer. */
  async #rightsChanged(person: PersonId | undefined): Promise<void> {
    const asked = this.#followers.all.filter(
      (follower) => person === undefined || follower.person === person,
    );
    await Promise.all(asked.map((follower) => this.#try('rights', () => this.#look(follower))));
  }

  async #look(follower: Follower): Promise<void> {
    const before = follower.sees;
    follower.sees = await this.#sees(follower);
    if (isSame(before, follower.sees)) return;
    for (const guest of follower.guests) guest.send('revoked', { signedOut: false });
    if (follower.sees !== undefined) return;
    follower.guests.clear();
    this.#followers.forget(follower);
  }

  async #sees({ meeting, person }: Follower): Promise<ReadonlySet<ItemId> | undefined> {
    const { table } = this.#parts;
    if (!(await table.state(meeting, person))) return undefined;
    return new Set(await table.itemsOf(meeting, person));
  }

  #stays(follower: Follower): void {
    for (const callOff of this.#going.get(follower) ?? []) callOff();
    this.#going.delete(follower);
  }

  #goes(follower: Follower, caller: () => Caller): void {
    const { later, isFollowingElsewhere, table } = this.#parts;
    const { meeting, person } = follower;
    const leave = async (): Promise<void> => {
      if (!(await isFollowingElsewhere(meeting, person))) await table.leave(meeting, caller());
    };
    this.#going.set(follower, [
      later(() => void this.#try('leave', leave), liveTimes.leaveAfterMs),
      later(() => {
        this.#going.delete(follower);
        this.#followers.forget(follower);
      }, liveTimes.forgetAfterMs),
    ]);
  }

  async #try(what: string, step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      this.#parts.failed(what, error);
    }
  }
}

function isSame(
  one: ReadonlySet<ItemId> | undefined,
  other: ReadonlySet<ItemId> | undefined,
): boolean {
  if (!one || !other) return one === other;
  return one.size === other.size && [...one].every((item) => other.has(item));
}

function meetingIn({ meeting }: Done): MeetingId | undefined {
  const read = readId('MeetingId', meeting, 'meeting');
  return read.ok ? read.value : undefined;
}

function itemIn({ item }: Done): ItemId | undefined {
  const read = readId('ItemId', item, 'item');
  return read.ok ? read.value : undefined;
}
