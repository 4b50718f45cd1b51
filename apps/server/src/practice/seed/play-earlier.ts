import { addHours, type CaseId, type ItemId, type MeetingId } from '@overlegtafel/domain';
import {
  closeMeeting,
  enterMeeting,
  itemCalls,
  type ItemCallName,
  openMeeting,
  planMeeting,
  planMonitoring,
  putOnAgenda,
  takeInReport,
} from '@overlegtafel/usecases';
import type { EarlierCase, EarlierWeek } from '../week/earlier-case.ts';
import { earlierWeeks } from '../week/earlier-weeks.ts';
import { practiceTable } from './people-rows.ts';
import { type PracticeDays, reportBody, tableTime } from './practice-days.ts';
import { did, type PracticeStage } from './practice-stage.ts';
import { type WrittenAction, writeEarlier } from './write-earlier.ts';

const daysInWeek = 7;

/** A case on the agenda of an earlier week. */
interface Placed {
  readonly of: EarlierCase;
  readonly caseId: CaseId;
  readonly item: ItemId;
}

/** Plays the weeks before this one and gives the meeting of this week, with what they left on its agenda. */
export async function playEarlier(stage: PracticeStage, days: PracticeDays): Promise<MeetingId> {
  const [first] = earlierWeeks;
  const daysBefore = (first?.weeksAgo ?? 0) * daysInWeek;
  stage.turnTo(days.at(daysBefore + 1, '08:00'));
  const startsAt = days.at(daysBefore, tableTime);
  const date = days.before(daysBefore);
  const planned = { table: practiceTable, date, startsAt };
  await did(planMeeting(planned, stage.as('secretary'), stage.world));
  for (const week of earlierWeeks) await playWeek(week, stage, days);
  return nextMeeting(stage);
}

/** The meeting that is not closed: closing one makes the next. */
async function nextMeeting({ world }: PracticeStage): Promise<MeetingId> {
  const [next] = await world.stores.unclosedMeetings(practiceTable);
  if (!next) throw new Error('the practice week has no meeting');
  return next.id;
}

async function playWeek(week: EarlierWeek, stage: PracticeStage, days: PracticeDays) {
  const tableDay = week.weeksAgo * daysInWeek;
  const meeting = await nextMeeting(stage);
  const placed: Placed[] = [];
  for (const of of week.cases) placed.push(await takeIn({ of, meeting, tableDay }, stage, days));
  stage.turnTo(days.at(tableDay, tableTime));
  await sitDown(meeting, stage);
  const agreed: { readonly one: Placed; readonly actions: readonly WrittenAction[] }[] = [];
  for (const one of placed) agreed.push({ one, actions: await discuss(one, stage, days) });
  stage.turnTo(days.at(tableDay, '10:30'));
  await did(closeMeeting({ meeting }, stage.as('chair'), stage.world));
  stage.turnTo(days.at(tableDay - 2, '15:00'));
  for (const { one, actions } of agreed) await finish({ one, actions, days }, stage);
}

async function takeIn(
  {
    of,
    meeting,
    tableDay,
  }: { readonly of: EarlierCase; readonly meeting: MeetingId; readonly tableDay: number },
  stage: PracticeStage,
  days: PracticeDays,
): Promise<Placed> {
  const received = days.at(tableDay + 4, '16:20');
  stage.turnTo(days.at(tableDay + 1, '10:00'));
  const assessedOn = days.before(tableDay + 1);
  const body = { ...reportBody(of, { received, assessedOn }), meeting };
  const taking = { table: practiceTable, body };
  const { caseId, item } = await did(takeInReport(taking, stage.as('vt-worker'), stage.world));
  if (item === undefined) throw new Error('a practice case stands on no agenda');
  const { kind, words } = of.proposal;
  await give('propose', 'vt-worker', { item, body: { kind, words } }, stage);
  return { of, caseId, item };
}

const atTable = [
  'secretary',
  'vt-worker',
  'behavioural-scientist',
  'process-director',
  'process-director-gd',
  'local-team-mijnstad',
  'local-team-beekdorp',
];

async function sitDown(meeting: MeetingId, stage: PracticeStage): Promise<void> {
  await did(openMeeting({ meeting }, stage.as('chair'), stage.world));
  for (const id of atTable) await did(enterMeeting({ meeting }, stage.as(id), stage.world));
}

/** From the proposal to the decision, as a table does it. */
async function discuss(
  { of, caseId, item }: Placed,
  stage: PracticeStage,
  days: PracticeDays,
): Promise<readonly WrittenAction[]> {
  const director = of.municipality === 'grensdorp' ? 'process-director-gd' : 'process-director';
  await give('bringToTable', 'chair', { item }, stage);
  await give('respond', director, { item, body: { kind: 'AGREE', words: '' } }, stage);
  const { level } = of;
  for (const rater of ['vt-worker', 'behavioural-scientist', director])
    await give('rate', rater, { item, body: { level, words: '' } }, stage);
  await give('reveal', 'chair', { item }, stage);
  await give('agreeLevel', 'chair', { item, body: { level } }, stage);
  const [household] = await stage.world.stores.cases([caseId]);
  const place = { item, household: household?.household ?? [], days };
  const actions = writeEarlier(of, place, stage);
  await sayYes(of, item, stage);
  return actions;
}

/** Who is there says yes in their own name; for who is not, the chair holds it. */
async function sayYes({ owner }: EarlierCase, item: ItemId, stage: PracticeStage): Promise<void> {
  const reading = (await stage.world.rooms.item(item))?.reading;
  if (!reading) throw new Error('a practice case has no document');
  const body = { seen: reading.ownerSeen };
  if (atTable.includes(owner)) await give('acceptOwner', owner, { item, body }, stage);
  else await give('holdOwner', 'chair', { item, body }, stage);
  for (const { id: action, owner: register, seen } of reading.actions) {
    if (register.kind !== 'VALUE' || register.value.kind !== 'PERSON') continue;
    await give('acceptAction', register.value.person, { item, action, body: { seen } }, stage);
  }
  const decided = { item, body: { seen: reading.decisionSeen } };
  await give('confirmDecision', 'chair', decided, stage);
}

/** What people did when the meeting was over. */
async function finish(
  {
    one: { of, item, caseId },
    actions,
    days,
  }: {
    readonly one: Placed;
    readonly actions: readonly WrittenAction[];
    readonly days: PracticeDays;
  },
  stage: PracticeStage,
): Promise<void> {
  for (const { id: action, of: agreed } of actions)
    if (!agreed.isLate) await give('actionDone', agreed.owner, { item, action }, stage);
  if (of.checkDaysAfter !== undefined) {
    const body = { dueOn: days.before(-of.checkDaysAfter) };
    await did(planMonitoring({ case: caseId, body }, stage.as('vt-worker'), stage.world));
  }
  if (of.refusedBecause !== undefined) await refuseHandover(of, item, stage);
}

async function refuseHandover(
  { owner, refusedBecause: reason }: EarlierCase,
  item: ItemId,
  stage: PracticeStage,
): Promise<void> {
  const { stores } = stage.world;
  const row = await stores.openThing(`ITEM:${item}`);
  const body = { kind: 'REFUSED', seen: row?.seen, reason };
  await give('answerHandover', owner, { item, body }, stage);
  stage.turnTo(addHours(stage.now, 1));
  const meeting = await nextMeeting(stage);
  const caseId = row?.caseId;
  if (caseId) await did(putOnAgenda({ meeting, caseId }, stage.as('secretary'), stage.world));
}

/** A command about an item, by somebody of the practice table. */
export async function give(
  name: ItemCallName,
  by: string,
  input: Parameters<(typeof itemCalls)[ItemCallName]>[0],
  stage: PracticeStage,
): Promise<void> {
  await did(itemCalls[name](input, stage.as(by), stage.world));
}
