import { setTimeout as after } from 'node:timers/promises';
import { portToKeep, type ServerUnderTest } from '../../faults/server-under-test.ts';
import { type Random, seededRandom } from '../../seeded-random.ts';
import { MeetingTable } from '../meeting-table.ts';
import { closePracticeWeek } from '../races/close-practice-week.ts';
import { markOf, type Told } from '../races/race-commands.ts';
import { closeAfterwards, findingsAfter, prepare } from '../races/race-round.ts';
import { Stand } from '../stand.ts';
import { Participant } from '../table-client.ts';
import { Writer } from './writer.ts';

export interface Failovers {
  readonly trials: number;
  readonly seed: number;
  readonly onTrial?: (n: number, findings: readonly string[]) => void;
}

export interface FailoverTally {
  readonly trials: number;
  readonly acknowledged: number;
  readonly seen: number;
  readonly commands: number;
  readonly findings: readonly string[];
}

interface Trial {
  readonly acknowledged: number;
  readonly seen: number;
  readonly told: readonly Told[];
  readonly findings: readonly string[];
}

/** Two servers before one database, each on a port of its own that it has again after it was killed. */
export interface Pair {
  readonly stand: Stand;
  readonly ports: readonly [number, number];
  servers: [ServerUnderTest, ServerUnderTest];
}

const writersAtEach = 3;
const commandersAtEach = 2;
const longestTrialMs = 1_500;
const shortestTrialMs = 200;
const people = ['vt-worker', 'behavioural-scientist', 'secretary', 'process-director'];

export async function startPair(): Promise<Pair> {
  const stand = await Stand.make('postgresql');
  const ports: [number, number] = [await portToKeep(), await portToKeep()];
  const servers = await Promise.all([stand.start(ports[0]), stand.start(ports[1])]);
  return { stand, ports, servers };
}

/** Kills one of two servers while people write and command at both, again and again. */
export async function runFailovers({ trials, seed, onTrial }: Failovers): Promise<FailoverTally> {
  const pair = await startPair();
  const played: Trial[] = [];
  try {
    let at = await MeetingTable.sitDown(pair.servers[0].url);
    await closePracticeWeek(at);
    for (let n = 0; n < trials; n += 1) {
      at = await MeetingTable.sitDown(pair.servers[0].url, at);
      const trial = await playTrial(pair, at, seededRandom(seed).part(`trial ${n}`), n);
      onTrial?.(n, trial.findings);
      played.push(trial);
    }
    at.leave();
    const wrong = await pair.stand.verify();
    const findings = played.flatMap((trial) => trial.findings);
    return {
      trials: played.length,
      acknowledged: sum(played.map(({ acknowledged }) => acknowledged)),
      seen: sum(played.map(({ seen }) => seen)),
      commands: sum(played.map(({ told }) => told.filter(({ said }) => said === 'DONE').length)),
      findings: wrong === undefined ? findings : [...findings, `the chains are broken: ${wrong}`],
    };
  } finally {
    await pair.stand.leave();
  }
}

async function playTrial(pair: Pair, at: MeetingTable, random: Random, n: number): Promise<Trial> {
  const { item } = await prepare(at, `Libel ${n}`);
  const urls = pair.servers.map(({ url }) => url);
  const writers = await Promise.all(urls.flatMap((url) => seatWriters(url, item, random)));
  const clock = new AbortController();
  const writing = writers.map((writer) => writer.writeUntil(clock.signal));
  const commanding = urls.flatMap((url, side) =>
    Array.from({ length: commandersAtEach }, (_, k) =>
      dissentUntil({ url, side, k, item, at, random }, clock.signal),
    ),
  );
  await after(shortestTrialMs + random.below(longestTrialMs));
  const dead = random.below(2);
  await pair.servers[dead]?.kill9();
  clock.abort();
  const alive = urls[1 - dead] ?? '';
  const ofDead = writers.filter(({ url }) => url === urls[dead]);
  // One laptop goes down with its server; the others come back at the other one.
  ofDead[0]?.vanish();
  for (const writer of ofDead.slice(1)) writer.moveTo(alive);
  await Promise.all(writing);
  const told = (await Promise.all(commanding)).flat();
  await Promise.all(writers.filter(({ isGone }) => !isGone).map((writer) => writer.saved()));
  const lost = await lostOf(writers, alive, item);
  for (const writer of writers) writer.vanish();
  pair.servers[dead] = await pair.stand.start(pair.ports[dead]);
  const closed = await closeAtBoth(pair, at);
  return {
    acknowledged: sum(writers.map(({ acknowledged }) => acknowledged.length)),
    seen: sum(writers.map(({ seen }) => seen.length)),
    told,
    findings: [
      ...lost,
      ...(closed === 1 ? [] : [`closed ${closed} times`]),
      ...(await findingsAfter(at, told)),
    ],
  };
}

function seatWriters(url: string, item: string, random: Random): readonly Promise<Writer>[] {
  return Array.from({ length: writersAtEach }, async (_, k) => {
    const who = await Participant.signIn(url, people[k % people.length] ?? 'vt-worker');
    return Writer.sit(who, url, item, random.part(`writer ${url} ${k}`));
  });
}

interface Commander {
  readonly url: string;
  readonly side: number;
  readonly k: number;
  readonly item: string;
  readonly at: MeetingTable;
  readonly random: Random;
}

async function dissentUntil(
  { url, side, k, item, at, random }: Commander,
  signal: AbortSignal,
): Promise<readonly Told[]> {
  const chance = random.part(`commander ${side} ${k}`);
  const who = await Participant.signIn(url, people[k] ?? 'vt-worker');
  const told: Told[] = [];
  while (!signal.aborted) {
    const mark = markOf(chance);
    const body = { words: mark, revisitOn: at.day(300) };
    const { kind: said } = await who.call('dissent', { params: { item }, body });
    told.push({ what: 'dissent', mark, said, isKept: true });
    await after(chance.below(60));
  }
  return told;
}

/** What was acknowledged to somebody or seen by somebody, and is not there for whoever opens the document now. */
async function lostOf(
  writers: readonly Writer[],
  url: string,
  item: string,
): Promise<readonly string[]> {
  const reader = await Participant.signIn(url, 'vt-worker');
  const document = await reader.open(`item:${item}`);
  const text = document.doc.getXmlFragment('facts').toJSON();
  reader.leave();
  return writers.flatMap(({ acknowledged, seen }) => [
    ...acknowledged.filter((mark) => !text.includes(mark)).map((mark) => `lost acked ${mark}`),
    ...seen.filter((mark) => !text.includes(mark)).map((mark) => `lost seen ${mark}`),
  ]);
}

/** Closes at both servers at once; gives how often it closed. */
async function closeAtBoth({ servers }: Pair, at: MeetingTable): Promise<number> {
  const closing = await Promise.all(
    servers.flatMap(({ url }) => [
      Participant.signIn(url, 'chair'),
      Participant.signIn(url, 'chair'),
    ]),
  );
  return closeAfterwards(at, { commanding: [], closing });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
