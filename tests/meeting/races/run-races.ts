import { seededRandom } from '../../seeded-random.ts';
import { MeetingTable } from '../meeting-table.ts';
import { type DatabaseKind, Stand } from '../stand.ts';
import { closePracticeWeek } from './close-practice-week.ts';
import { gather } from './crowd.ts';
import { playRound, type Round } from './race-round.ts';

export interface Races {
  readonly rounds: number;
  readonly database: DatabaseKind;
  readonly seed: number;
  readonly onRound?: (n: number, round: Round) => void;
}

export interface Tally {
  readonly rounds: number;
  readonly closedInRace: number;
  readonly done: number;
  readonly refused: number;
  readonly findings: readonly string[];
}

/** A meeting a week: more rounds than this at one table leave the calendar, and take ever longer to prepare. */
const roundsAtOneTable = 50;

/** Runs rounds at fresh tables, and checks every chain of each table at its end. */
export async function runRaces(races: Races): Promise<Tally> {
  const rounds: Round[] = [];
  const chains: string[] = [];
  for (let from = 0; from < races.rounds; from += roundsAtOneTable) {
    const to = Math.min(from + roundsAtOneTable, races.rounds);
    const stand = await Stand.make(races.database);
    try {
      rounds.push(...(await runAtTable(stand, races, { from, to })));
      const wrong = await stand.verify();
      if (wrong !== undefined) chains.push(`the chains are broken: ${wrong}`);
    } finally {
      await stand.leave();
    }
  }
  const told = rounds.flatMap((round) => round.told);
  return {
    rounds: rounds.length,
    closedInRace: rounds.filter(({ closedInRace }) => closedInRace).length,
    done: told.filter(({ said }) => said === 'DONE').length,
    refused: told.filter(({ said }) => said === 'REFUSED').length,
    findings: [...rounds.flatMap(({ findings }) => findings), ...chains],
  };
}

async function runAtTable(
  stand: Stand,
  { seed, onRound }: Races,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly Round[]> {
  const { url } = await stand.start();
  let at = await MeetingTable.sitDown(url);
  const crowd = await gather(url);
  await closePracticeWeek(at);
  const rounds: Round[] = [];
  for (let n = from; n < to; n += 1) {
    at = await MeetingTable.sitDown(url, at);
    const random = seededRandom(seed).part(`round ${n}`);
    const round = await playRound(at, crowd, random, `Vlinder ${n}`);
    onRound?.(n, round);
    rounds.push(round);
    // As a browser does at the end: a person may have a hundred rooms open, and no more.
    for (const one of [at, ...crowd.commanding, ...crowd.closing]) one.leave();
  }
  return rounds;
}
