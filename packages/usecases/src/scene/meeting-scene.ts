import type { ItemReading, MeetingReading } from '@overlegtafel/documents';
import {
  type Actor,
  type Attendance,
  closingBlockers,
  type Instant,
  type ItemCard,
  type ItemFacts,
  type ItemId,
  type PersonId,
  type TableState,
} from '@overlegtafel/domain';
import type {
  AssessmentRow,
  AttendanceRow,
  CaseRow,
  ItemRow,
  MembershipRow,
  MeetingRow,
  ReportRow,
} from '../ports/rows.ts';
import type { ItemDeed } from '../deeds/deed.ts';
import type { Caller, World } from '../world.ts';
import { actorOf } from './actor-of.ts';
import { assembleCard } from './assemble-card.ts';
import { itemFacts } from './item-facts.ts';
import { itemStanding, type ItemStanding } from './item-standing.ts';
import { attendanceOf } from './item-scene.ts';
import { leftReading } from './left-reading.ts';
import { recusedFrom } from './recusals.ts';
import { lastAssessment } from './item-terms.ts';

/** One item of a meeting with everything that is known about it. Without a document there is no card. */
export interface MeetingItem {
  readonly item: ItemRow;
  readonly household: CaseRow;
  readonly report: ReportRow | undefined;
  readonly assessment: AssessmentRow | undefined;
  readonly deeds: readonly ItemDeed[];
  /** Who stands outside the case now. */
  readonly recused: readonly PersonId[];
  readonly standing: ItemStanding;
  readonly reading: ItemReading | undefined;
  readonly card: ItemCard | undefined;
  readonly facts: ItemFacts;
}

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
    meetingItems(rows, world, meeting.state.kind === 'CLOSED'),
    rooms.meeting(meeting.id, agenda),
  ]);
  const attendance = attendanceOf(places, memberships, actor.at);
  const { reading } = read ?? {};
  return { actor, meeting, items, reading, places, memberships, attendance };
}

/**
 * Items with their cases, reports, deeds and documents: a handful of reads, however many items there are. Of a closed
 * meeting whose documents are gone, what outlives them is read instead.
 */
export async function meetingItems(
  rows: readonly ItemRow[],
  world: World,
  isClosed = false,
): Promise<readonly MeetingItem[]> {
  const { stores, rooms } = world;
  const ids = rows.map(({ id }) => id);
  const cases = [...new Set(rows.map(({ caseId }) => caseId))];
  const [households, reports, assessments, deeds, recusals, documents] = await Promise.all([
    stores.cases(cases),
    stores.reportsOf(cases),
    stores.assessmentsOf(cases),
    stores.deedsOf(ids),
    stores.recusalDeeds(cases),
    rooms.items(ids),
  ]);
  const gone = isClosed ? rows.filter(({ id }) => !documents.has(id)) : [];
  const left = await leftReadings(gone, world);
  return rows.flatMap((item) => {
    const household = households.find(({ id }) => id === item.caseId);
    if (!household) return [];
    return meetingItem({
      item,
      household,
      report: reports.find(({ id }) => id === item.report),
      assessment: lastAssessment(assessments.filter(({ caseId }) => caseId === item.caseId)),
      deeds: deeds.filter((deed) => deed.item === item.id),
      recused: recusedFrom(item.caseId, recusals),
      reading: documents.get(item.id)?.reading ?? left.get(item.id),
    });
  });
}

function meetingItem(
  parts: Pick<
    MeetingItem,
    'item' | 'household' | 'report' | 'assessment' | 'deeds' | 'recused' | 'reading'
  >,
): MeetingItem {
  const { item, household, report, deeds, reading } = parts;
  const standing = itemStanding(deeds);
  const card = reading && assembleCard({ item, household, report, reading, standing });
  const facts = itemFacts({ item, household, reading, standing, deeds });
  return { ...parts, standing, card, facts };
}

async function leftReadings(
  rows: readonly ItemRow[],
  { stores }: World,
): Promise<ReadonlyMap<ItemId, ItemReading>> {
  const cases = [...new Set(rows.map(({ caseId }) => caseId))];
  const things = (await Promise.all(cases.map((id) => stores.openThingsOfCase(id)))).flat();
  return new Map(rows.map(({ id }) => [id, leftReading(things.filter(({ item }) => item === id))]));
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
