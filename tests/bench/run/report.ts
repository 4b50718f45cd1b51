/** Medians over the repetitions, and medians of the ratios within each repetition. */
import { median } from '../load/samples.ts';
import { bases, type Case, type Goal } from './matrix.ts';
import type { Row } from './measure.ts';

export const ours = 'overlegtafel';

/** Neighbours took so many cores while this was measured. */
export const foreignOf = (row: Row) => Number(row['foreignCpu'] ?? 0);

export function failed(row: Row): boolean {
  return row['error'] !== undefined;
}

/** One repetition: what each server did, shortly after each other. */
export type Repetition = ReadonlyMap<string, Row>;

function values(repetitions: readonly Repetition[], peer: string, measure: string): number[] {
  return repetitions.flatMap((repetition) => {
    const value = repetition.get(peer)?.[measure];
    return typeof value === 'number' ? [value] : [];
  });
}

/** Only a repetition in which both were measured counts. */
export function ratios(
  repetitions: readonly Repetition[],
  peer: string,
  base: string,
  measure: string,
): number[] {
  return repetitions.flatMap((repetition) => {
    const value = repetition.get(peer)?.[measure];
    const other = repetition.get(base)?.[measure];
    const both = typeof value === 'number' && typeof other === 'number' && other !== 0;
    return both ? [value / other] : [];
  });
}

export function reportOf(kase: Case, repetitions: readonly Repetition[], noisy: number): string {
  const lines = [
    `\n### ${kase.name}: ${repetitions.length} repetitions, ${noisy} discarded as noisy\n`,
    ...table(kase.measures, kase.peers, (peer, measure) =>
      spread(values(repetitions, peer, measure)),
    ),
  ];
  for (const base of bases) {
    const others = kase.peers.filter((peer) => peer !== base);
    if (others.length === kase.peers.length) continue;
    lines.push(`\nRatio to ${base}, median within repetitions\n`);
    lines.push(
      ...table(kase.measures, others, (peer, measure) => {
        const middle = median(ratios(repetitions, peer, base, measure));
        return middle === undefined ? '-' : `${short(middle)}x`;
      }),
    );
  }
  return [...lines, ...kase.goals.map((goal) => goalLine(goal, repetitions))].join('\n');
}

function table(
  measures: readonly string[],
  peers: readonly string[],
  cell: (peer: string, measure: string) => string,
): string[] {
  return [
    `| | ${measures.join(' | ')} |`,
    `| --- |${' ---: |'.repeat(measures.length)}`,
    ...peers.map(
      (peer) => `| ${peer} | ${measures.map((measure) => cell(peer, measure)).join(' | ')} |`,
    ),
  ];
}

function spread(numbers: readonly number[]): string {
  const middle = median(numbers);
  if (middle === undefined) return '-';
  if (numbers.length === 1) return short(middle);
  return `${short(middle)} [${short(Math.min(...numbers))}, ${short(Math.max(...numbers))}]`;
}

function short(value: number): string {
  if (Number.isInteger(value)) return String(value);
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return Math.abs(value) >= 0.1 ? value.toFixed(2) : value.toFixed(4);
}

export type Reached = 'reached' | 'missed' | 'not measured';

export function judge(goal: Goal, repetitions: readonly Repetition[]): [Reached, number?] {
  const value = median(judged(goal, repetitions));
  if (value === undefined) return ['not measured'];
  return [isReached(goal, value, repetitions) ? 'reached' : 'missed', value];
}

/** What the goal is about, in each repetition. */
function judged(goal: Goal, repetitions: readonly Repetition[]): number[] {
  if ('aboveRelayAndFsync' in goal) return aboveFloor(repetitions, goal.measure);
  if ('against' in goal) return ratios(repetitions, ours, goal.against, goal.measure);
  return values(repetitions, ours, goal.measure);
}

/** What our server takes on top of the relay and one fsync, in the same repetition. */
function aboveFloor(repetitions: readonly Repetition[], measure: string): number[] {
  return repetitions.flatMap((repetition) => {
    const row = repetition.get(ours);
    const [value, fsync] = [row?.[measure], row?.['fsyncMs']];
    const floor = repetition.get('relay')?.[measure];
    const all = typeof value === 'number' && typeof fsync === 'number' && typeof floor === 'number';
    return all ? [value - fsync - floor] : [];
  });
}

function isReached(goal: Goal, value: number, repetitions: readonly Repetition[]): boolean {
  if ('aboveRelayAndFsync' in goal) return value <= goal.aboveRelayAndFsync;
  if ('atLeast' in goal) return value >= goal.atLeast;
  if (value <= goal.atMost) return true;
  const own = median(values(repetitions, ours, goal.measure));
  return 'orAtMost' in goal && own !== undefined && own <= (goal.orAtMost ?? 0);
}

function goalLine(goal: Goal, repetitions: readonly Repetition[]): string {
  const [reached, value] = judge(goal, repetitions);
  const found = value === undefined ? '' : `: ${short(value)}`;
  return `\ngoal ${goal.measure} ${boundOf(goal)} ${reached}${found}`;
}

function boundOf(goal: Goal): string {
  if ('aboveRelayAndFsync' in goal)
    return `at most ${goal.aboveRelayAndFsync} ms above relay and one fsync`;
  if ('atLeast' in goal) return `at least ${goal.atLeast}`;
  const against = 'against' in goal ? ` x ${goal.against}` : '';
  const or = 'orAtMost' in goal ? ` or ${goal.orAtMost} ms` : '';
  return `at most ${goal.atMost}${against}${or}`;
}
