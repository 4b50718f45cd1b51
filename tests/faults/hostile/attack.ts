import { forgetPeak, memoryOf, type Target } from './target.ts';

/** How much of everything: the short form runs with the tests, the long one by itself. */
export interface Scale {
  readonly mutants: number;
  readonly parked: number;
  readonly presences: number;
  readonly roomNames: number;
  readonly storm: number;
  readonly handshakes: number;
  readonly frames: number;
  /** Updates of each kind in the flood of deletions. */
  readonly deletions: number;
  /** Reports in a file. */
  readonly fileReports: number;
}

export interface Attack {
  readonly name: string;
  /** The refusals that must stand in the server's log: a reason, or the status of an upgrade. */
  readonly logged: readonly string[];
  /** How much more memory the server may have had at its peak. */
  readonly peakAtMostMiB: number;
  /** Throws when the server did not hold. Gives in a few words what happened. */
  readonly run: (target: Target, scale: Scale) => Promise<string>;
}

export interface Outcome {
  readonly attack: string;
  readonly happened: string;
  readonly tookMs: number;
  readonly peakMiB: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** Nobody who works may wait longer than this, however busy the machine is otherwise. */
const longestWaitMs = 5000;
const timesQuiet = 10;
const lineWithinMs = 10_000;

/** Runs one attack and judges what everybody else noticed of it. */
export async function runAttack(
  target: Target,
  attack: Attack,
  { scale, quietMaxMs }: { scale: Scale; quietMaxMs: number },
): Promise<Outcome> {
  const { server } = target.stage;
  const printed = server.output.length;
  target.delays.summary();
  forgetPeak(server.pid);
  const before = memoryOf(server.pid).now;
  const from = performance.now();
  const happened = await attack.run(target, scale);
  const tookMs = Math.round(performance.now() - from);
  const peakMiB = Math.round(memoryOf(server.pid).peak - before);
  const { medianMs, p99Ms, maxMs } = target.delays.summary();
  mustHold(server.isRunning, 'the server ended');
  mustHold(peakMiB <= attack.peakAtMostMiB, `memory grew ${peakMiB} MiB`);
  const boundMs = Math.max(longestWaitMs, timesQuiet * quietMaxMs);
  mustHold(maxMs <= boundMs, `somebody waited ${maxMs} ms; ${quietMaxMs} ms when it was quiet`);
  const closed = target.honest.filter(({ closeCode }) => closeCode !== undefined);
  mustHold(closed.length === 0, `an honest connection was closed with ${closed[0]?.closeCode}`);
  await mustBeLogged(target, attack.logged, printed);
  return { attack: attack.name, happened, tookMs, peakMiB, medianMs, p99Ms, maxMs };
}

async function mustBeLogged(
  target: Target,
  reasons: readonly string[],
  printed: number,
): Promise<void> {
  const missing = () => {
    const lines = target.refusalsSince(printed);
    return reasons.filter(
      (reason) => !lines.some((line) => line.reason === reason || line.status === reason),
    );
  };
  await target.stage.until(() => missing().length === 0, lineWithinMs);
  mustHold(missing().length === 0, `no line in the log about ${missing().join(', ')}`);
}

/** A failure with what failed. */
export function mustHold(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(what);
}
