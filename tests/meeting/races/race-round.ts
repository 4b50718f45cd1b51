import { setTimeout as after } from 'node:timers/promises';
import type { Random } from '../../seeded-random.ts';
import { planOf } from '../case-plan.ts';
import type { MeetingTable } from '../meeting-table.ts';
import type { Crowd } from './crowd.ts';
import { commandOf, type Told, type Track } from './race-commands.ts';
import { lackingIn } from './sealed-item.ts';

/** What came of one round. */
export interface Round {
  /** True: somebody closed it while the others worked. */
  readonly closedInRace: boolean;
  readonly told: readonly Told[];
  /** What must never be; empty when the round held. */
  readonly findings: readonly string[];
}

const plan = planOf('Iris');
/** Some commands are done by then; the others meet the closing. */
const firstCloseMs = 60;
const closingSpreadMs = 200;
const triesOfOne = 3;
const mostRepairs = 8;

/** Prepares a meeting that could be closed this moment, lets everybody loose on it, and looks what came of it. */
export async function playRound(
  at: MeetingTable,
  crowd: Crowd,
  random: Random,
  name: string,
): Promise<Round> {
  const track = await prepare(at, name);
  const closes = crowd.closing.map((one) => tryToClose(one, track, random));
  const commands = crowd.commanding.map((one) => commandOf(one, track, random));
  const [closed, told] = await Promise.all([Promise.all(closes), Promise.all(commands)]);
  const inRace = closed.flat().filter((kind) => kind === 'DONE').length;
  const later = inRace === 0 ? await closeAfterwards(at, crowd) : 0;
  const findings = [
    ...(inRace + later === 1
      ? []
      : [`closed ${inRace} times in the race, ${later} times after it`]),
    ...told.flatMap(({ what, said }) => (said === 'UNKNOWN' ? [`${what} got no answer`] : [])),
    ...(await findingsAfter(at, told)),
  ];
  return { closedInRace: inRace > 0, told, findings };
}

/** A meeting with a new case that could be closed this moment. */
export async function prepare(at: MeetingTable, name: string): Promise<Track> {
  await at.report(name);
  await at.open();
  await at.answerChecks();
  for (const alias of at.aliases) await at.discuss({ ...plan, alias });
  const item = at.itemOf(name);
  const { actions } = await at.item(name);
  const care = actions.find(({ purpose }) => purpose === 'CARE');
  if (!care) throw new Error('the case has no action');
  return { at, alias: name, item, action: care.id, seen: care.seen };
}

type Closer = Crowd['closing'][number];

async function tryToClose(chair: Closer, { at }: Track, random: Random): Promise<string[]> {
  const kinds: string[] = [];
  for (let tries = 0; tries < triesOfOne && !kinds.includes('DONE'); tries += 1) {
    await after(firstCloseMs + random.below(closingSpreadMs));
    const answer = await chair.call('closeMeeting', { params: { meeting: at.meeting } });
    kinds.push(answer.kind);
  }
  return kinds;
}

/** Solves what the race left, and lets everybody who closes close at once. Gives how often that was done. */
export async function closeAfterwards(at: MeetingTable, crowd: Crowd): Promise<number> {
  for (let repairs = 0; repairs < mostRepairs; repairs += 1) {
    await at.everybodyEnters();
    await at.lookAtAgenda();
    const { items } = await at.read();
    for (const { alias: full, state } of items) {
      const alias = full.replace('Casus ', '');
      if (state === 'WAITING') await at.discuss({ ...plan, alias });
      else await at.sayYes(alias).then(() => at.confirm(alias));
    }
    const params = { meeting: at.meeting };
    const answers = await Promise.all(
      crowd.closing.map((one) => one.call('closeMeeting', { params })),
    );
    const closes = answers.filter(({ kind }) => kind === 'DONE').length;
    if (closes > 0) return closes;
  }
  return 0;
}

/** What must hold of a closed meeting, whatever happened before. */
export async function findingsAfter(
  at: MeetingTable,
  told: readonly Told[],
): Promise<readonly string[]> {
  const meeting = await at.read();
  if (meeting.state !== 'CLOSED') return [`the meeting is ${meeting.state}`];
  const params = { record: meeting.record ?? '' };
  const record = await at.as('chair').must('record', { params });
  const text = JSON.stringify(record.items);
  return [
    ...(record.items.length === meeting.items.length ? [] : ['a case is not in the record']),
    ...record.items.flatMap(lackingIn),
    ...told.flatMap((one) => notAsTold(one, text)),
  ];
}

/** What somebody was told was done stands in the record; what was refused does not. */
function notAsTold({ what, mark, said, isKept }: Told, record: string): readonly string[] {
  const isThere = record.includes(mark);
  if (said === 'DONE' && isKept && !isThere) return [`${what} was done and is not in the record`];
  return said === 'REFUSED' && isThere ? [`${what} was refused and is in the record`] : [];
}
