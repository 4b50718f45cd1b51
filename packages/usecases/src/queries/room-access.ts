import {
  type Actor,
  documentFields,
  type Permission,
  type PersonId,
  type Verb,
} from '@overlegtafel/domain';
import { parseRoomName } from '@overlegtafel/protocol';
import type { AccessLine } from '../audit/access-line.ts';
import type { MeetingRow } from '../ports/rows.ts';
import { actorsOf } from '../scene/actor-of.ts';
import { refusedToAll } from '../scene/as-privacy-officer.ts';
import { askTable } from '../scene/ask-table.ts';
import { ownersInCase, withCaseBy } from '../scene/case-tasks.ts';
import { type ItemFactParts, itemFacts } from '../scene/item-facts.ts';
import { type Asking, askItem } from '../scene/item-scene.ts';
import { itemStanding } from '../scene/item-standing.ts';
import type { World } from '../world.ts';

/** What somebody may do in a room now. Who may do nothing is told that there is no such room. */
export interface RoomAccess {
  readonly mayRead: boolean;
  readonly mayWrite: boolean;
  /** On what reading and writing rest, or why they are refused. */
  readonly reading: Permission;
  readonly writing: Permission;
  /** What the room is about, for the access log; empty where nothing is. */
  readonly about: Pick<AccessLine, 'table' | 'caseId' | 'item'>;
}

/** May is derived from the permissions here and nowhere else. */
export function accessBy(
  reading: Permission,
  writing: Permission,
  about: RoomAccess['about'],
): RoomAccess {
  const mayRead = reading.kind === 'ALLOWED';
  return { mayRead, mayWrite: mayRead && writing.kind === 'ALLOWED', reading, writing, about };
}

/** Of what is not there. */
export const noAccess = accessBy(refusedToAll, refusedToAll, {});

/** Whether this person may be in this room, and write there, now. The answer is not kept: ask again. */
export async function roomAccess(
  person: PersonId,
  room: string,
  world: World,
): Promise<RoomAccess> {
  const [access = noAccess] = await roomAccesses([{ person, room }], world);
  return access;
}

/**
 * The same for many seats at once, in the order of the seats: a handful of reads, however many there are, and a document
 * only where the access of somebody comes from it.
 */
export async function roomAccesses(
  seats: readonly Seat[],
  world: World,
): Promise<readonly RoomAccess[]> {
  const [questions, actors] = await Promise.all([
    questionsOf([...new Set(seats.map(({ room }) => room))], world),
    actorsOf([...new Set(seats.map(({ person }) => person))], world),
  ]);
  return Promise.all(
    seats.map(async ({ person, room }) => {
      const [question, actor] = [questions.get(room), actors.get(person)];
      return question && actor ? question(actor) : noAccess;
    }),
  );
}

/** Somebody in a room. */
interface Seat {
  readonly person: PersonId;
  readonly room: string;
}

/** How rights of somebody in a room are asked. */
type Question = (actor: Actor) => RoomAccess | Promise<RoomAccess>;

/** Reads a thing when it is first asked for, and then never again. */
function once<V>(read: () => Promise<V>): () => Promise<V> {
  let reading: Promise<V> | undefined;
  return () => (reading ??= read());
}

/** A question for each of the rooms that are there, everything about them read together. */
async function questionsOf(
  rooms: readonly string[],
  world: World,
): Promise<ReadonlyMap<string, Question>> {
  const { stores } = world;
  const subjects = rooms.flatMap((room) => {
    const subject = parseRoomName(room);
    return subject ? [{ room, ...subject }] : [];
  });
  const ids = subjects.flatMap((one) => (one.kind === 'item' ? [one.item] : []));
  const items = await stores.items(ids);
  const ofRooms = subjects.flatMap((one) => (one.kind === 'meeting' ? [one.meeting] : []));
  const [meetings, households, deeds] = await Promise.all([
    stores.meetings([...ofRooms, ...items.map(({ meeting }) => meeting)]),
    stores.cases(items.map(({ caseId }) => caseId)),
    stores.deedsOf(ids),
  ]);
  const deedsByItem = Map.groupBy(deeds, ({ item }) => item);
  const questionOf = (subject: (typeof subjects)[number]): Question | undefined => {
    if (subject.kind === 'meeting')
      return meetingQuestion(meetings.find(({ id }) => id === subject.meeting));
    const item = items.find(({ id }) => id === subject.item);
    const meeting = meetings.find(({ id }) => id === item?.meeting);
    const household = households.find(({ id }) => id === item?.caseId);
    if (!item || !meeting || !household) return undefined;
    const own = deedsByItem.get(item.id) ?? [];
    return itemQuestion(
      { item, household, deeds: own, standing: itemStanding(own) },
      meeting,
      world,
    );
  };
  const found = subjects.flatMap((subject): [string, Question][] => {
    const question = questionOf(subject);
    return question ? [[subject.room, question]] : [];
  });
  return new Map(found);
}

function meetingQuestion(meeting: MeetingRow | undefined): Question | undefined {
  return (
    meeting &&
    ((actor) => {
      const ask = (verb: Verb) => askTable(actor, verb, 'agenda', meeting.tableId);
      const writing = isOpen(meeting) ? ask('WRITE') : tooLate;
      return accessBy(ask('READ'), writing, { table: meeting.tableId });
    })
  );
}

function itemQuestion(
  facts: Omit<ItemFactParts, 'reading'>,
  meeting: MeetingRow,
  world: World,
): Question {
  const { item, standing } = facts;
  const unread = itemFacts({ ...facts, reading: undefined }, world);
  const written = once(() => world.rooms.item(item.id));
  const owners = once(() => ownersInCase(item.caseId, world));
  return async (actor) => {
    const access = accessTo({ actor, item, standing, facts: unread }, meeting);
    // Rights add up: the document, which is dear to read, matters only to who has their task from it.
    if (access.mayRead && access.mayWrite) return access;
    const reading = (await written())?.reading;
    const alone = itemFacts({ ...facts, reading }, world);
    const inCase = await withCaseBy(alone, [actor], owners);
    return accessTo({ actor, item, standing, facts: inCase }, meeting);
  };
}

/** What somebody may do in the room of an item. It holds all of the document's bytes, so all fields or nothing. */
export function accessTo(asking: Asking, meeting: Pick<MeetingRow, 'state'>): RoomAccess {
  const { table, caseId, id: item } = asking.item;
  const ask = (verb: Verb) => allOf(documentFields.map((field) => askItem(asking, verb, field)));
  const writing = isOpen(meeting) ? ask('WRITE') : tooLate;
  return accessBy(ask('READ'), writing, { table, caseId, item });
}

const tooLate: Permission = { kind: 'REFUSED', reason: 'WRONG_STATE' };

/** All of them, by the ground of the first; or the first refusal. */
function allOf(permissions: readonly Permission[]): Permission {
  const refusal = permissions.find(({ kind }) => kind === 'REFUSED');
  return refusal ?? permissions[0] ?? refusedToAll;
}

function isOpen({ state }: Pick<MeetingRow, 'state'>): boolean {
  return state.kind !== 'CLOSED';
}
