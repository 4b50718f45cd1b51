import {
  type Actor,
  type Attendance,
  type Field,
  fieldsOfItem,
  holdsAt,
  type Instant,
  type ItemCard,
  type ItemFacts,
  type ItemField,
  type ItemId,
  type ItemThing,
  localDateOf,
  may,
  type Owner,
  type Permission,
  type PersonId,
  type Verb,
} from '@overlegtafel/domain';
import type { ItemReading } from '@overlegtafel/documents';
import type { CaseDeed, ItemDeed } from '../deeds/deed.ts';
import type {
  AttendanceRow,
  CaseRow,
  ItemRow,
  MeetingRow,
  MembershipRow,
  OpenThingRow,
  ReportRow,
} from '../ports/rows.ts';
import type { Caller, World } from '../world.ts';
import { actorOf } from './actor-of.ts';
import { assembleCard } from './assemble-card.ts';
import { withCase } from './case-tasks.ts';
import { itemFacts } from './item-facts.ts';
import { itemStanding, type ItemStanding } from './item-standing.ts';
import { leftReading } from './left-reading.ts';
import { recusedFrom } from './recusals.ts';

/** Everything about one item that a command looks at, read together, with who asks. */
export interface ItemScene {
  readonly actor: Actor;
  readonly item: ItemRow;
  readonly meeting: MeetingRow;
  readonly household: CaseRow;
  readonly report: ReportRow | undefined;
  /** All reports of the case. */
  readonly reports: readonly ReportRow[];
  readonly deeds: readonly ItemDeed[];
  /** Everybody who stepped out of the case, or came back, with any of its items. */
  readonly recusals: readonly CaseDeed[];
  /** Who stands outside the case now. */
  readonly recused: readonly PersonId[];
  readonly standing: ItemStanding;
  readonly reading: ItemReading;
  /** False once the room was destroyed; `reading` then holds only what outlives it. */
  readonly hasDocument: boolean;
  readonly card: ItemCard;
  readonly facts: ItemFacts;
  /** The same as this item alone says it, whoever asks. */
  readonly ownFacts: ItemFacts;
  readonly attendance: Attendance;
  /** Memberships of everybody at the table of the item. */
  readonly memberships: readonly MembershipRow[];
  /** What this case left open at any table, ended or not. */
  readonly caseThings: readonly OpenThingRow[];
  /** What this item left open; empty until its meeting is closed. */
  readonly openThings: readonly OpenThingRow[];
}

/** Who asks, of what: all that rights look at. */
export type Asking = Pick<ItemScene, 'actor' | 'item' | 'facts' | 'standing'>;

/** Reads an item with its surroundings; undefined when there is none. It says nothing about rights: ask next. */
export async function itemScene(
  id: ItemId,
  caller: Caller,
  world: World,
): Promise<ItemScene | undefined> {
  const { stores, rooms } = world;
  const item = await stores.item(id);
  // Before the rest: whatever is done meanwhile raises its revision, and an exact commit then looks again.
  const meeting = item && (await stores.meeting(item.meeting));
  if (!item || !meeting) return undefined;
  const [actor, [household], deeds, recusals, read, reports, places, memberships, caseThings] =
    await Promise.all([
      actorOf(caller.person, world),
      stores.cases([item.caseId]),
      stores.deedsOf([id]),
      stores.recusalDeeds([item.caseId]),
      rooms.item(id),
      stores.reportsOf([item.caseId]),
      stores.attendance(item.meeting),
      stores.membershipsAt(item.table),
      stores.openThingsOfCase(item.caseId),
    ]);
  if (!household) return undefined;
  const isClosed = meeting.state.kind === 'CLOSED';
  const openThings = isClosed ? caseThings.filter((one) => one.item === id) : [];
  if (!read && !isClosed) return undefined;
  const report = reports.find((one) => one.id === item.report);
  const standing = itemStanding(deeds);
  const reading = read?.reading ?? leftReading(openThings);
  const card = assembleCard({ item, household, report, reading, standing });
  const ownFacts = itemFacts({ item, household, reading, standing, deeds }, world);
  const facts = await withCase(ownFacts, [actor], world);
  const attendance = attendanceOf(meeting, places, memberships, actor.at);
  const rows = {
    item,
    meeting,
    household,
    report,
    reports,
    deeds,
    recusals,
    recused: recusedFrom(item.caseId, recusals),
    memberships,
    caseThings,
    openThings,
  };
  const hasDocument = read !== undefined;
  return { ...rows, actor, standing, reading, hasDocument, card, facts, ownFacts, attendance };
}

/** Who is at the table now, and for whom everybody there acts. */
export function attendanceOf(
  { date, state }: Pick<MeetingRow, 'date' | 'state'>,
  places: readonly AttendanceRow[],
  memberships: readonly MembershipRow[],
  at: Instant,
): Attendance {
  return {
    heldOn: state.kind === 'PREPARED' ? date : localDateOf(state.openedAt),
    present: places.flatMap(({ person, isPresent }) => (isPresent ? [person] : [])),
    memberships: memberships
      .filter((membership) => holdsAt(membership, at))
      .map(({ person, organisation }) => ({ person, organisation })),
  };
}

/** Whether whoever asks may do this to this field of the item, now. */
export function askItem(
  { actor, item, facts, standing }: Asking,
  verb: Verb,
  field: ItemField,
  of?: Owner,
): Permission {
  const thing: ItemThing = {
    kind: 'ITEM',
    field,
    table: item.table,
    item: facts,
    revealed: standing.revealed !== undefined,
    ...(of === undefined ? {} : { of }),
  };
  return may(actor, verb, thing);
}

/** True when this person sees anything of the item at all: others are told that it does not exist. */
export function seesItem(scene: Asking): boolean {
  return askItem(scene, 'READ', 'alias').kind === 'ALLOWED';
}

/** The fields that may be read. */
export function readableFields(scene: Asking): ReadonlySet<Field> {
  const self: Owner = { kind: 'PERSON', person: scene.actor.person };
  return new Set(
    fieldsOfItem.filter((field) => askItem(scene, 'READ', field, self).kind === 'ALLOWED'),
  );
}
