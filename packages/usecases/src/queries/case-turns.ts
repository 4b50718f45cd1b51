import {
  type Actor,
  type Attendance,
  compareText,
  type Custody,
  type DecisionKind,
  type ItemCard,
  type ItemField,
  type MeetingId,
  type Owner,
  type Permission,
  type SafetyLevel,
  settledValue,
  whoHasIt,
} from '@overlegtafel/domain';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import type { CaseRow, MeetingRow, RecordRow } from '../ports/rows.ts';
import { askItem, attendanceOf } from '../scene/item-scene.ts';
import { knownLevel } from '../scene/item-terms.ts';
import { type MeetingItem, meetingItems } from '../scene/meeting-scene.ts';
import { type RecordedItem, recordedItems } from '../scene/recorded-items.ts';
import type { Caller, World } from '../world.ts';

type AtTable = ApiAnswer<'case'>['meetings'][number];

/** One time that a case was on an agenda, as somebody may see it. */
export interface Turn {
  readonly view: AtTable;
  readonly custody: Custody | undefined;
  readonly ask: (field: ItemField) => Permission;
  readonly report: string | undefined;
}

/** The times that the case was on an agenda, newest first: from sealed records, and from what is being talked about. */
export async function turnsOf(
  household: CaseRow,
  actor: Actor,
  caller: Caller,
  world: World,
): Promise<readonly Turn[]> {
  const { stores } = world;
  const [rows, records] = await Promise.all([
    stores.itemsOfCase(household.id),
    stores.recordsOfCase(household.id),
  ]);
  const sealed = records
    .filter(({ kind }) => kind === 'MEETING')
    .map((one) => only(one, household));
  const recorded = await recordedItems(sealed, caller, world);
  const byItem = new Map(recorded.map((one) => [one.part.item, one]));
  const live = await meetingItems(
    rows.filter(({ id }) => !byItem.has(id)),
    world,
  );
  const meetings = await meetingsOf(
    rows.map(({ meeting }) => meeting),
    world,
  );
  const reportOf = new Map(rows.map(({ id, report }) => [id, report]));
  const turns = [
    ...recorded.flatMap((one) => recordedTurn(one, meetings, reportOf.get(one.part.item))),
    ...(await Promise.all(live.map((one) => liveTurn(one, { actor, meetings }, world)))).flat(),
  ];
  return turns.sort((a, b) => compareText(b.view.date, a.view.date));
}

/** A record with nothing in it but what is of this case. */
function only(record: RecordRow, { id }: CaseRow): RecordRow {
  return { ...record, parts: record.parts.filter(({ caseId }) => caseId === id) };
}

type Meetings = ReadonlyMap<MeetingId, MeetingRow>;

async function meetingsOf(ids: readonly MeetingId[], { stores }: World): Promise<Meetings> {
  const found = await Promise.all([...new Set(ids)].map((id) => stores.meeting(id)));
  return new Map(found.flatMap((one) => (one ? [[one.id, one]] : [])));
}

function recordedTurn(one: RecordedItem, meetings: Meetings, report: string | undefined): Turn[] {
  const { card, isVisible, record, ask } = one;
  const date = meetings.get(record.meeting)?.date;
  if (!card || !isVisible || date === undefined) return [];
  const { owner } = card.owner;
  const frame = { item: card.item, meeting: record.meeting, date, state: 'CLOSED' } as const;
  const said: Said = {
    decision: card.decision.kind,
    decisionWords: card.decision.words,
    owner,
    level: card.agreedLevel?.level ?? card.assessment?.level,
    custody: owner
      ? { kind: 'OWNER', owner }
      : { kind: 'BRINGING_PARTY', organisation: card.bringingParty },
  };
  const turn = turnOf(frame, said, (field) => ask('READ', field));
  return [{ ...turn, view: { ...turn.view, record: record.id }, report }];
}

async function liveTurn(
  one: MeetingItem,
  { actor, meetings }: { readonly actor: Actor; readonly meetings: Meetings },
  { stores }: World,
): Promise<Turn[]> {
  const { item, card, standing, assessment } = one;
  const ask = (field: ItemField) => askItem({ ...one, actor }, 'READ', field);
  const date = meetings.get(item.meeting)?.date;
  if (date === undefined || ask('alias').kind === 'REFUSED') return [];
  const places = await stores.attendance(item.meeting);
  const attendance = attendanceOf(places, await stores.membershipsAt(item.table), actor.at);
  const frame = { item: item.id, meeting: item.meeting, date, state: item.state };
  const level = knownLevel(standing, assessment)?.level;
  const said = { ...(card ? saidIn(card, attendance) : { decisionWords: '' }), level };
  return [{ ...turnOf(frame, said, ask), report: item.report }];
}

/** What was said about a case at one table. */
interface Said {
  readonly decision?: DecisionKind | null | undefined;
  readonly decisionWords: string;
  readonly owner?: Owner | null | undefined;
  readonly level?: SafetyLevel | undefined;
  readonly custody?: Custody;
}

function saidIn(card: ItemCard, attendance: Attendance): Said {
  return {
    decision: settledValue(card.decisionKind),
    decisionWords: card.decisionWords,
    owner: settledValue(card.owner),
    custody: whoHasIt(card, attendance),
  };
}

function turnOf(
  frame: Pick<AtTable, 'item' | 'meeting' | 'date' | 'state'>,
  said: Said,
  ask: (field: ItemField) => Permission,
): Omit<Turn, 'report'> {
  const may = (field: ItemField) => ask(field).kind === 'ALLOWED';
  const decided = may('decision');
  const view: AtTable = {
    ...frame,
    decisionWords: decided ? said.decisionWords : '',
    ...(decided && said.decision ? { decision: said.decision } : {}),
    ...(said.owner && may('owner') ? { owner: said.owner } : {}),
    ...(said.level && may('agreedLevel') ? { level: said.level } : {}),
  };
  return { view, custody: may('owner') ? said.custody : undefined, ask };
}
