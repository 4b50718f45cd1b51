/** Medians over the repetitions, and medians of the ratios within each repetition. */
import { median } from '../load/samples.ts';
import type { Case, Goal } from './matrix.ts';
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
  for (const base of ['relay', 'hocuspocus']) {
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
  const { measure, against } = goal;
  const value = median(
    against === undefined
      ? values(repetitions, ours, measure)
      : ratios(repetitions, ours, against, measure),
  );
  if (value === undefined) return ['not measured'];
  const isReached = value <= (goal.atMost ?? Infinity) && value >= (goal.atLeast ?? -Infinity);
  return [isReached ? 'reached' : 'missed', value];
}

function goalLine(goal: Goal, repetitions: readonly Repetition[]): string {
  const [reached, value] = judge(goal, repetitions);
  const against = goal.against === undefined ? '' : ` x ${goal.against}`;
  const bound = goal.atLeast === undefined ? `at most ${goal.atMost}` : `at least ${goal.atLeast}`;
  const found = value === undefined ? '' : `: ${short(value)}`;
  return `\ngoal ${goal.measure} ${bound}${against} ${reached}${found}`;
}
