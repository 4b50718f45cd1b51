/**
 * People type, others see it, the server is killed at a chance moment and everybody vanishes. It is
 * started again and a fresh page reads. Whatever anybody saw or had acknowledged has to be there.
 */
import type { Finding } from './history-checker.ts';
import { Stage } from './stage.ts';

export interface TrialsOptions {
  readonly trials: number;
  readonly seed: number;
  /** How many people type in each trial; every third uses the stock client. */
  readonly people?: number;
  readonly onTrial?: (done: number) => void;
}

export interface TrialsReport {
  readonly trials: number;
  readonly seen: number;
  readonly acknowledged: number;
  readonly findings: readonly Finding[];
  /** Where the history lies, if anything was found. */
  readonly history: string | undefined;
}

/** A folder is used for so many trials, each in a room of its own, and then checked as a whole. */
const trialsPerFolder = 100;
const longestTrialMs = 300;
const typeEveryMs = 8;
const lastBytesWithinMs = 2000;

export async function killNineTrials(options: TrialsOptions): Promise<TrialsReport> {
  let total: TrialsReport = {
    trials: 0,
    seen: 0,
    acknowledged: 0,
    findings: [],
    history: undefined,
  };
  while (total.trials < options.trials && total.findings.length === 0) {
    const trials = Math.min(trialsPerFolder, options.trials - total.trials);
    const one = await folderOfTrials(trials, total.trials, options);
    total = {
      trials: total.trials + one.trials,
      seen: total.seen + one.seen,
      acknowledged: total.acknowledged + one.acknowledged,
      findings: one.findings,
      history: one.history,
    };
  }
  return total;
}

async function folderOfTrials(
  trials: number,
  before: number,
  { seed, people = 3, onTrial }: TrialsOptions,
): Promise<TrialsReport> {
  const stage = await Stage.open({ seed: seed + before, rooms: trials });
  try {
    await stage.start();
    for (let room = 0; room < trials; room += 1) {
      await trial(stage, room, people);
      onTrial?.(before + room + 1);
    }
    await stage.server.stop();
    const { findings, evidence } = await stage.judge();
    const history = findings.length > 0 ? stage.keepHistory('kill-nine') : undefined;
    return { trials, seen: evidence.I2, acknowledged: evidence.I1, findings, history };
  } finally {
    await stage.close();
  }
}

async function trial(stage: Stage, room: number, count: number): Promise<void> {
  const people = await stage.seat({ count, kind: 'mixed', room });
  people[0]?.write(stage.canary);
  const stop = stage.keepTyping(people, typeEveryMs);
  await stage.pass(stage.random.below(longestTrialMs));
  await stage.crash();
  // What the server had sent before it died still comes in, and counts as seen.
  await stage.until(() => people.every((one) => !one.isSynced), lastBytesWithinMs);
  stop();
  stage.vanish(people);
  await stage.start();
  const [reader] = await stage.seat({ count: 1, kind: 'own', room });
  if (reader === undefined || !reader.isSynced) throw new Error('nobody could read after the kill');
  const { name: of } = reader.place;
  const { hash } = reader;
  stage.recorder.record({ kind: 'document', room: reader.place.room, of, hash });
  stage.vanish([reader]);
}
