import {
  type Actor,
  documentFields,
  type ItemId,
  type MeetingId,
  type Permission,
  type PersonId,
  type Verb,
} from '@overlegtafel/domain';
import { parseRoomName } from '@overlegtafel/protocol';
import type { AccessLine } from '../audit/access-line.ts';
import type { MeetingRow } from '../ports/rows.ts';
import { actorOf } from '../scene/actor-of.ts';
import { refusedToAll } from '../scene/as-privacy-officer.ts';
import { askTable } from '../scene/ask-table.ts';
import { withCase } from '../scene/case-tasks.ts';
import { itemFacts } from '../scene/item-facts.ts';
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

/** The same for many seats at once: each room and each person is read once. In the order of the seats. */
export async function roomAccesses(
  seats: readonly { readonly person: PersonId; readonly room: string }[],
  world: World,
): Promise<readonly RoomAccess[]> {
  const rooms = once((room: string) => questionOf(room, world));
  const people = once((person: PersonId) => actorOf(person, world));
  return Promise.all(
    seats.map(async ({ person, room }) => {
      const question = await rooms(room);
      return question ? question(await people(person)) : noAccess;
    }),
  );
}

/** How rights of somebody in a room are asked. */
type Question = (actor: Actor) => RoomAccess | Promise<RoomAccess>;

function once<K, V>(read: (key: K) => Promise<V>): (key: K) => Promise<V> {
  const known = new Map<K, Promise<V>>();
  return (key) => {
    const found = known.get(key) ?? read(key);
    known.set(key, found);
    return found;
  };
}

function questionOf(room: string, world: World): Promise<Question | undefined> {
  const subject = parseRoomName(room);
  if (!subject) return Promise.resolve(undefined);
  return subject.kind === 'item'
    ? itemQuestion(subject.item, world)
    : meetingQuestion(subject.meeting, world);
}

async function meetingQuestion(id: MeetingId, { stores }: World): Promise<Question | undefined> {
  const meeting = await stores.meeting(id);
  return (
    meeting &&
    ((actor) => {
      const ask = (verb: Verb) => askTable(actor, verb, 'agenda', meeting.tableId);
      const writing = isOpen(meeting) ? ask('WRITE') : tooLate;
      return accessBy(ask('READ'), writing, { table: meeting.tableId });
    })
  );
}

async function itemQuestion(id: ItemId, world: World): Promise<Question | undefined> {
  const { stores, rooms } = world;
  const item = await stores.item(id);
  if (!item) return undefined;
  const [meeting, [household], deeds] = await Promise.all([
    stores.meeting(item.meeting),
    stores.cases([item.caseId]),
    stores.deedsOf([id]),
  ]);
  if (!meeting || !household) return undefined;
  const standing = itemStanding(deeds);
  const facts = { item, household, standing, deeds };
  const written = once((_: 'document') => rooms.item(id));
  return async (actor) => {
    const unread = itemFacts({ ...facts, reading: undefined }, world);
    const access = accessTo({ actor, item, standing, facts: unread }, meeting);
    // Rights add up: the document, which is dear to read, matters only to who has their task from it.
    if (access.mayRead && access.mayWrite) return access;
    const reading = (await written('document'))?.reading;
    const alone = itemFacts({ ...facts, reading }, world);
    const inCase = await withCase(alone, [actor], world);
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
