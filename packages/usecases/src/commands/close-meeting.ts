import type { Blocker, MeetingId } from '@overlegtafel/domain';
import { fillAgenda } from '../agenda/fill-agenda.ts';
import { roomOfMeeting, weekLater } from '../agenda/next-meeting.ts';
import type { AccessLine } from '../audit/access-line.ts';
import { type Held, holdRooms } from '../closing/hold-rooms.ts';
import { sealMeeting } from '../closing/seal-meeting.ts';
import { booksAfter } from '../closing/what-stays-open.ts';
import { done, type Outcome, refuse, type Refusal } from '../outcome/outcome.ts';
import type { Change, Commit, Committed } from '../ports/changes.ts';
import type { MeetingRow } from '../ports/rows.ts';
import { seesItem } from '../scene/item-scene.ts';
import { blockersNow, type MeetingScene, meetingScene } from '../scene/meeting-scene.ts';
import type { Caller, World } from '../world.ts';
import { askForMeeting, atRevision, tellDone } from './do-to-meeting.ts';
import { fillLine } from './open-meeting.ts';
import { stepMeeting } from './step-meeting.ts';

/** What closing gives: the id of the sealed record. */
export interface ClosedMeeting {
  readonly record: string;
}

/** How often it is tried again when a command came in between. */
const mostRetries = 2;

/**
 * MC51: closes and seals a meeting, in two short steps. Writing waits in all its rooms while everything is read and the
 * closing gate is asked; then one commit, guarded on the revision and on the heads of the rooms, closes it. What the
 * gate answers, a command in between, and any failure leave the meeting open and unharmed.
 */
export async function closeMeeting(
  { meeting: id }: { readonly meeting: MeetingId },
  caller: Caller,
  world: World,
): Promise<Outcome<ClosedMeeting>> {
  for (let retries = 0; retries <= mostRetries; retries += 1) {
    const tried = await tryToClose(id, caller, world);
    if (tried.kind !== 'AGAIN') return tried.outcome;
  }
  return refuse({ kind: 'MOVED' });
}

/** AGAIN: only the revision moved, so a second look may succeed. */
type Tried =
  | { readonly kind: 'DECIDED'; readonly outcome: Outcome<ClosedMeeting> }
  | { readonly kind: 'AGAIN' };

async function tryToClose(id: MeetingId, caller: Caller, world: World): Promise<Tried> {
  const meeting = await world.stores.meeting(id);
  if (!meeting) return refused({ kind: 'NOT_THERE' });
  const wish = { event: 'close-meeting', verb: 'LEAD', field: 'meeting' } as const;
  const asked = await askForMeeting(meeting, wish, caller, world);
  if (asked.kind === 'REFUSED') return { kind: 'DECIDED', outcome: asked };
  const fits = stepMeeting(meeting, closing([], caller, world), caller, world);
  if (!fits.ok) return refused(fits.refusal);
  const held = await holdRooms(meeting, await world.stores.itemsOf(id), world);
  if (held.kind === 'REFUSED') return { kind: 'DECIDED', outcome: held };
  return whileHeld(held.value, { id, line: asked.value }, caller, world);
}

/** Whatever happens but a closing, writing goes on. */
async function whileHeld(
  held: Held,
  { id, line }: { readonly id: MeetingId; readonly line: AccessLine },
  caller: Caller,
  world: World,
): Promise<Tried> {
  let isClosed = false;
  try {
    const tried = await closeHeld(held, { id, line }, caller, world);
    isClosed = tried.kind === 'CLOSED';
    if (tried.kind !== 'CLOSED') return tried;
    await afterClosing(tried.next, tried.closed, caller, world);
    return { kind: 'DECIDED', outcome: done({ record: tried.record }) };
  } finally {
    if (!isClosed) await world.rooms.release(held.rooms, held.holder);
  }
}

type TriedHeld =
  | Tried
  | {
      readonly kind: 'CLOSED';
      readonly closed: MeetingRow;
      readonly record: string;
      readonly next: MeetingRow | undefined;
    };

async function closeHeld(
  held: Held,
  { id, line }: { readonly id: MeetingId; readonly line: AccessLine },
  caller: Caller,
  world: World,
): Promise<TriedHeld> {
  const meeting = await world.stores.meeting(id);
  if (!meeting) return refused({ kind: 'NOT_THERE' });
  const scene = await meetingScene(meeting, caller, world);
  // An item that was put on the agenda since the hold is not held: look again.
  if (scene.items.length + 1 !== held.rooms.length) return { kind: 'AGAIN' };
  const blockers = blockersNow(scene, world.now());
  const stepped = stepMeeting(meeting, closing(blockers, caller, world), caller, world);
  if (!stepped.ok) return refused(forCaller(stepped.refusal, scene));
  const sealed = await changesOf(scene, stepped.changes, caller, world);
  const committed = await commitClosing(meeting, held, { changes: sealed.changes, line }, world);
  if (committed.kind === 'MOVED')
    return committed.guard === 0 ? { kind: 'AGAIN' } : refused({ kind: 'MOVED' });
  return { kind: 'CLOSED', closed: meeting, record: sealed.record, next: sealed.next };
}

function commitClosing(
  meeting: MeetingRow,
  { heads, holder }: Held,
  { changes, line }: { readonly changes: Commit['changes']; readonly line: AccessLine },
  { ledger }: World,
): Promise<Committed> {
  const guards = [atRevision(meeting), { kind: 'ROOMS_AT', heads, holder } as const];
  return ledger.commit({ guards, changes, lines: [line] });
}

function closing(blockers: readonly Blocker[], { person }: Caller, { now }: World) {
  return {
    command: { kind: 'CLOSE', by: person, at: now(), blockers },
    deed: { kind: 'MEETING_CLOSED' },
  } as const;
}

/** Everything that closing writes: states, the books, the record, and the meeting of next week. */
async function changesOf(
  scene: MeetingScene,
  steps: readonly Change[],
  caller: Caller,
  world: World,
): Promise<{
  readonly changes: readonly Change[];
  readonly record: string;
  readonly next: MeetingRow | undefined;
}> {
  const { meeting, items } = scene;
  const { stores } = world;
  const [[table], open, unclosed] = await Promise.all([
    stores.tables([meeting.tableId]),
    stores.openThings(meeting.tableId),
    stores.unclosedMeetings(meeting.tableId),
  ]);
  if (!table) throw new Error(`meeting ${meeting.id} has no table`);
  const books = booksAfter(scene, open);
  const record = await sealMeeting(
    scene,
    { table, books, by: caller.person, at: world.now() },
    world,
  );
  const isLast = unclosed.every(({ id }) => id === meeting.id);
  const next = isLast ? weekLater(meeting) : undefined;
  if (next) await world.rooms.prepare([roomOfMeeting(next)]);
  return {
    changes: [
      ...steps,
      ...items.map(({ item }): Change => ({ put: 'item', row: { ...item, state: 'CLOSED' } })),
      ...books.map((row): Change => ({ put: 'openThing', row })),
      { add: 'record', row: record },
      ...(next ? [{ put: 'meeting', row: next } as const] : []),
    ],
    record: record.id,
    next: next ?? unclosed.find(({ id }) => id !== meeting.id),
  };
}

/** Rights end with the items, and the next agenda is filled. What goes wrong with that is done again at its opening. */
async function afterClosing(
  next: MeetingRow | undefined,
  closed: MeetingRow,
  caller: Caller,
  world: World,
): Promise<void> {
  tellDone(closed, 'close-meeting', caller, world);
  world.rooms.rightsChanged();
  world.tell({ kind: 'RIGHTS' });
  if (!next) return;
  try {
    await fillAgenda(next, await fillLine(next, caller, world), world);
  } catch {
    // The meeting is closed and sealed, and stays so; its opening fills the next agenda again.
  }
}

/** Blockers of an item from which the chair stepped out are not told to the chair; that there are some is. */
function forCaller(refusal: Refusal, { items, actor }: MeetingScene): Refusal {
  if (refusal.kind !== 'BLOCKED') return refusal;
  const hidden = new Set<string>(
    items.filter((one) => !seesItem({ ...one, actor })).map(({ item }) => item.id),
  );
  const blockers = refusal.blockers.filter(({ item }) => item === undefined || !hidden.has(item));
  return blockers.length > 0
    ? { kind: 'BLOCKED', blockers }
    : { kind: 'NOT_NOW', because: 'BLOCKED_ELSEWHERE' };
}

function refused(refusal: Refusal): Tried {
  return { kind: 'DECIDED', outcome: refuse(refusal) };
}
