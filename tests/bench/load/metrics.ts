import type { LoadOptions } from './options.ts';
import { round, Samples } from './samples.ts';
import type { Meter } from './machine.ts';

/** What all tables of a run write their times into. Only counts while it is on. */
export class Metrics {
  /** From a keystroke to each other screen. */
  readonly deliver = new Samples();
  /** From a keystroke to the last screen. */
  readonly all = new Samples();
  /** From a change of presence to each other screen. */
  readonly aware = new Samples();
  /** From a keystroke until the server said that it has it, where a server says so. */
  readonly ack = new Samples();
  /** How late the generator itself was. Above a few ms the run says more about the generator. */
  readonly sendLag = new Samples();
  edits = 0;
  presences = 0;
  /** Edits and presence, times the others at the table. */
  offered = 0;
  delivered = 0;
  /** Presence that came, or that a newer one made superfluous. */
  presencesCovered = 0;
  frames = 0;
  isOn = false;

  restart(): void {
    for (const part of [this.deliver, this.all, this.aware, this.ack, this.sendLag]) part.reset();
    this.edits = 0;
    this.presences = 0;
    this.offered = 0;
    this.delivered = 0;
    this.presencesCovered = 0;
    this.frames = 0;
    this.isOn = true;
  }
}

export interface Traffic {
  readonly bytesIn: number;
  readonly bytesOut: number;
}

export type Results = Record<string, unknown>;

/** Everything that was measured since `restart`, under the names of the report. */
export function results(
  metrics: Metrics,
  meter: Meter,
  options: LoadOptions,
  bytesIn: number,
): Results {
  const metered = meter.stop();
  const { edits, offered, frames, delivered } = metrics;
  const others = options.participants - 1;
  return {
    ...metrics.deliver.summary('deliver'),
    ...metrics.all.summary('all'),
    ...metrics.aware.summary('aware'),
    ...(metrics.ack.size > 0 ? metrics.ack.summary('ack') : {}),
    sendLagP99: metrics.sendLag.summary('lag')['lagP99'] ?? 0,
    edits,
    presences: metrics.presences,
    presenceShare: round(metrics.presencesCovered / Math.max(1, metrics.presences * others), 4),
    offered,
    deliveredShare: round(delivered / Math.max(1, edits * others), 4),
    offeredPerSec: Math.round(offered / metered.secs),
    framesPerSec: Math.round(frames / metered.secs),
    cpuSPer1000: round((metered.serverCpuS / Math.max(1, offered)) * 1000, 6),
    bytesInPerOffered: round(bytesIn / Math.max(1, offered), 1),
    ...metered,
  };
}
