import type { MeetingReading } from '@overlegtafel/documents';
import {
  type Actor,
  type Attendance,
  closingBlockers,
  type Instant,
  type TableState,
} from '@overlegtafel/domain';
import type { AttendanceRow, MembershipRow, MeetingRow } from '../ports/rows.ts';
import type { Caller, World } from '../world.ts';
import { actorOf } from './actor-of.ts';
import { itemsFor } from './case-tasks.ts';
import { attendanceOf } from './item-scene.ts';
import type { MeetingItem } from './meeting-items.ts';

/** A whole meeting, read together, with who asks. */
export interface MeetingScene {
  readonly actor: Actor;
  readonly meeting: MeetingRow;
  /** In the order in which they were put on the agenda. */
  readonly items: readonly MeetingItem[];
  readonly reading: MeetingReading | undefined;
  /** Everybody who was at the table, also who left. */
  readonly places: readonly AttendanceRow[];
  readonly memberships: readonly MembershipRow[];
  /** Who is at the table now, and for whom everybody acts. */
  readonly attendance: Attendance;
}

/**
 * Reads a meeting with all its items. The meeting's row is read first: whatever is done while the rest is being read
 * raises its revision, and a commit that is guarded on the revision then looks again.
 */
export async function meetingScene(
  meeting: MeetingRow,
  caller: Caller,
  world: World,
): Promise<MeetingScene> {
  const { stores, rooms } = world;
  const [actor, rows, places, memberships] = await Promise.all([
    actorOf(caller.person, world),
    stores.itemsOf(meeting.id),
    stores.attendance(meeting.id),
    stores.membershipsAt(meeting.tableId),
  ]);
  const agenda = rows.map(({ id }) => id);
  const [items, read] = await Promise.all([
    itemsFor(actor, rows, world, meeting.state.kind === 'CLOSED'),
    rooms.meeting(meeting.id, agenda),
  ]);
  const attendance = attendanceOf(meeting, places, memberships, actor.at);
  const { reading } = read ?? {};
  return { actor, meeting, items, reading, places, memberships, attendance };
}

/** The meeting as the closing gate looks at it. An item without a document is on the agenda without a card. */
function tableState(scene: MeetingScene): TableState {
  const { items, reading, attendance } = scene;
  return {
    agenda: items.map(({ item }) => item.id),
    items: items.flatMap(({ card }) => card ?? []),
    ...attendance,
    findings: reading ? reading.findings : [{ path: 'order' }],
  };
}

/** What keeps this meeting from closing. */
export function blockersNow(scene: MeetingScene, now: Instant) {
  return closingBlockers(tableState(scene), now);
}
