import type { ItemId, MeetingId, PersonId } from '@overlegtafel/domain';
import type { Guest } from './guest.ts';
import { PersonStream, type StreamEvent } from './person-stream.ts';

/** One person who follows a meeting, over all connections here. */
export class Follower {
  readonly meeting: MeetingId;
  readonly person: PersonId;
  readonly guests = new Set<Guest>();
  readonly stream: PersonStream;
  /** The items that this person may see; a change of it is told. Undefined until it was looked at. */
  sees: ReadonlySet<ItemId> | undefined;
  /** Whether this person took a place at the table by following, and did not leave it. */
  hasPlace = false;

  constructor(meeting: MeetingId, person: PersonId, first: number) {
    this.meeting = meeting;
    this.person = person;
    this.stream = new PersonStream(first);
  }

  /** Left the table, and goes on following. */
  leaves(): void {
    this.hasPlace = false;
  }

  /** Sends an event to every connection of this person, when they may have it. In the order of the calls. */
  say(event: StreamEvent, may: () => Promise<boolean> = yes): Promise<void> {
    return this.stream.inOrder(async () => {
      if (!(await may())) return;
      const { name, event: numbered } = this.stream.add(event);
      for (const guest of this.guests) guest.pass(name, numbered);
    });
  }
}

function yes(): Promise<boolean> {
  return Promise.resolve(true);
}

/** Everybody in this process who follows a meeting, and whoever did so a moment ago. */
export class Followers {
  readonly #byMeeting = new Map<MeetingId, Map<PersonId, Follower>>();
  readonly #firstNumber: () => number;

  /** @param firstNumber a random place for a new stream to begin */
  constructor(firstNumber: () => number) {
    this.#firstNumber = firstNumber;
  }

  of(meeting: MeetingId): readonly Follower[] {
    return [...(this.#byMeeting.get(meeting)?.values() ?? [])];
  }

  get all(): readonly Follower[] {
    return [...this.#byMeeting.keys()].flatMap((meeting) => this.of(meeting));
  }

  find(meeting: MeetingId, person: PersonId): Follower | undefined {
    return this.#byMeeting.get(meeting)?.get(person);
  }

  /** The follower, made when there is none. */
  have(meeting: MeetingId, person: PersonId): Follower {
    const people = this.#byMeeting.get(meeting) ?? new Map<PersonId, Follower>();
    this.#byMeeting.set(meeting, people);
    const follower = people.get(person) ?? new Follower(meeting, person, this.#firstNumber());
    people.set(person, follower);
    return follower;
  }

  /** What this person missed from now on is not kept any more. */
  forget({ meeting, person }: Follower): void {
    const people = this.#byMeeting.get(meeting);
    people?.delete(person);
    if (people?.size === 0) this.#byMeeting.delete(meeting);
  }
}
