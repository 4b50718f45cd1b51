import {
  type AgendaEntry,
  type CaseId,
  caseOf,
  defaultAnswerHours,
  handoverIn,
  type Instant,
  nextAgenda,
  type OpenThing,
  receiptStanding,
} from '@overlegtafel/domain';
import type { AccessLine } from '../audit/access-line.ts';
import type { MeetingRow } from '../ports/rows.ts';
import type { World } from '../world.ts';
import { placeCases, type Placed } from './place-cases.ts';

/**
 * MC40: puts on the agenda what earlier tables left for this one. What stands on it already stays; so it can be done
 * again at any time before the meeting opens, and after it was interrupted.
 */
export async function fillAgenda(
  meeting: MeetingRow,
  line: AccessLine,
  world: World,
): Promise<Placed> {
  const cases = await casesDue(meeting, world);
  if (cases.length === 0) return { kind: 'PLACED', items: [], isChanged: false };
  const households = await world.stores.cases(cases);
  const placings = households.map((household) => ({ household }));
  return placeCases(meeting.id, placings, { lines: [line] }, world);
}

async function casesDue(meeting: MeetingRow, world: World): Promise<readonly CaseId[]> {
  const { stores } = world;
  const [open, unclosed] = await Promise.all([
    stores.openThings(meeting.tableId),
    stores.unclosedMeetings(meeting.tableId),
  ]);
  const now = world.now();
  const things = open.map(({ thing }) => thing).filter((thing) => !isStillAsked(thing, now));
  const due = casesOf(things, later(meeting.startsAt, now));
  const others = unclosed.filter(({ id }) => id !== meeting.id);
  const agendas = await Promise.all(others.map(({ id }) => stores.itemsOf(id)));
  const elsewhere = new Set(agendas.flat().map(({ caseId }) => caseId));
  return due.filter((id) => !elsewhere.has(id));
}

/** The cases that the table has to talk about again at this moment. Actions alone are asked about as follow-up. */
export function casesOf(open: readonly OpenThing[], meetingAt: Instant): readonly CaseId[] {
  const { items, followUp } = nextAgenda({ open, endings: [], meetingAt });
  const returning = [...items, ...followUp.filter(isAboutCase)];
  return [...new Set(returning.map(({ thing }) => caseOf(thing)))];
}

/** CO9: whoever was asked to take a case that is held has a day for it; till then it is on no agenda. */
function isStillAsked(thing: OpenThing, now: Instant): boolean {
  const handover = handoverIn(thing);
  return (
    thing.kind === 'ITEM' &&
    thing.standing.kind === 'HANDOVER' &&
    handover?.holder !== undefined &&
    receiptStanding(handover, now, defaultAnswerHours).kind === 'AWAITED'
  );
}

function isAboutCase({ thing }: AgendaEntry): boolean {
  return thing.kind !== 'ACTION';
}

function later(one: Instant, other: Instant): Instant {
  return one > other ? one : other;
}
