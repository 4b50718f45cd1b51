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
  type PersonId,
  type SafetyLevel,
  settledValue,
  whoHasIt,
} from '@overlegtafel/domain';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import type { CaseRow, MeetingRow, RecordRow } from '../ports/rows.ts';
import type { ItemRecord } from '../record/record-shape.ts';
import { askItem, attendanceOf } from '../scene/item-scene.ts';
import { knownLevel } from '../scene/item-terms.ts';
import { itemsFor } from '../scene/case-tasks.ts';
import type { MeetingItem } from '../scene/meeting-items.ts';
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
  const [rows, records, things] = await Promise.all([
    stores.itemsOfCase(household.id),
    stores.recordsOfCase(household.id),
    stores.openThingsOfCase(household.id),
  ]);
  const sealed = records
    .filter(({ kind }) => kind === 'MEETING')
    .map((one) => only(one, household));
  const recorded = await recordedItems(sealed, caller, world);
  const byItem = new Map(recorded.map((one) => [one.part.item, one]));
  const live = await itemsFor(
    actor,
    rows.filter(({ id }) => !byItem.has(id)),
    world,
  );
  const meetings = await meetingsOf(
    rows.map(({ meeting }) => meeting),
    world,
  );
  const reportOf = new Map(rows.map(({ id, report }) => [id, report]));
  const awaited = new Set(things.filter(({ isEnded }) => !isEnded).map(({ key }) => key));
  const turns = [
    ...recorded.flatMap((one) => {
      const { item } = one.part;
      const isAwaited = awaited.has(`ITEM:${item}`);
      return recordedTurn(one, { meetings, report: reportOf.get(item), isAwaited });
    }),
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

interface Around {
  readonly meetings: Meetings;
  readonly report: string | undefined;
  /** Whether the owner has still to answer. */
  readonly isAwaited: boolean;
}

function recordedTurn(one: RecordedItem, { meetings, report, isAwaited }: Around): Turn[] {
  const { card, isVisible, record, ask } = one;
  const date = meetings.get(record.meeting)?.date;
  if (!card || !isVisible || date === undefined) return [];
  const { owner } = card.owner;
  const heldBy = holderIn(card);
  const frame = { item: card.item, meeting: record.meeting, date, state: 'CLOSED' } as const;
  const said: Said = {
    decision: card.decision.kind,
    decisionWords: card.decision.words,
    owner,
    heldBy,
    level: card.agreedLevel?.level ?? card.assessment?.level,
    custody: custodyIn(card, isAwaited ? heldBy : undefined),
  };
  const turn = turnOf(frame, said, (field) => ask('READ', field));
  return [{ ...turn, view: { ...turn.view, record: record.id }, report }];
}

/** FB8: who had the case for its owner when the meeting closed. An earlier yes to other words no longer counts. */
function holderIn({ owner: { acceptance, hold } }: ItemRecord): PersonId | undefined {
  if (!hold) return undefined;
  const isTaken =
    acceptance.kind === 'ACCEPTED' &&
    (acceptance.seen === hold.seen || acceptance.at > hold.askedAt);
  return isTaken ? undefined : hold.holder;
}

function custodyIn(card: ItemRecord, holder: PersonId | undefined): Custody {
  if (holder !== undefined) return { kind: 'HOLDER', holder };
  const { owner } = card.owner;
  return owner
    ? { kind: 'OWNER', owner }
    : { kind: 'BRINGING_PARTY', organisation: card.bringingParty };
}

async function liveTurn(
  one: MeetingItem,
  { actor, meetings }: { readonly actor: Actor; readonly meetings: Meetings },
  { stores }: World,
): Promise<Turn[]> {
  const { item, card, standing, assessment } = one;
  const ask = (field: ItemField) => askItem({ ...one, actor }, 'READ', field);
  const meeting = meetings.get(item.meeting);
  if (meeting === undefined || ask('alias').kind === 'REFUSED') return [];
  const places = await stores.attendance(item.meeting);
  const attendance = attendanceOf(
    meeting,
    places,
    await stores.membershipsAt(item.table),
    actor.at,
  );
  const frame = { item: item.id, meeting: item.meeting, date: meeting.date, state: item.state };
  const level = knownLevel(standing, assessment)?.level;
  const said = { ...(card ? saidIn(card, attendance) : { decisionWords: '' }), level };
  return [{ ...turnOf(frame, said, ask), report: item.report }];
}

/** What was said about a case at one table. */
interface Said {
  readonly decision?: DecisionKind | null | undefined;
  readonly decisionWords: string;
  readonly owner?: Owner | null | undefined;
  readonly heldBy?: PersonId | undefined;
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
    ...(may('owner') ? whoseIn(said) : {}),
    ...(said.level && may('agreedLevel') ? { level: said.level } : {}),
  };
  return { view, custody: may('owner') ? said.custody : undefined, ask };
}

function whoseIn({ owner, heldBy }: Said): Pick<AtTable, 'owner' | 'heldBy'> {
  return { ...(owner ? { owner } : {}), ...(heldBy ? { heldBy } : {}) };
}
