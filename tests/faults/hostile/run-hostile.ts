import type { Verdict } from '../history-checker.ts';
import { Stage } from '../stage.ts';
import { runAttack, type Attack, type Outcome, type Scale } from './attack.ts';
import { Delays } from './delays.ts';
import { deletionFlood } from './deletions.ts';
import { fileAttacks } from './files.ts';
import { floods } from './floods.ts';
import { forgeries, writeHonestFact } from './forgeries.ts';
import { frameAttacks } from './frames.ts';
import { memoryOf, Target } from './target.ts';

export const attacks: readonly Attack[] = [
  ...frameAttacks,
  ...forgeries,
  ...floods,
  deletionFlood,
  ...fileAttacks,
];

const honestPeople = 4;
const typeEveryMs = 200;
const measureEveryMs = 50;
const quietMs = 1500;
/** So many rooms hold the storm: twenty connections of nine people each. */
const roomsForStorm = 7;

/** What a server that keeps what it is sent would not survive. */
const nodeFlags = ['--max-old-space-size=200'];

/** A room in which people work, and what was measured while nobody attacked it. */
export class HostileRun {
  readonly stage: Stage;
  readonly target: Target;
  readonly quietMaxMs: number;
  private readonly scale: Scale;
  private readonly memoryBefore: number;
  private readonly stopTyping: () => void;

  private constructor(stage: Stage, parts: { target: Target; quietMaxMs: number; scale: Scale }) {
    this.stage = stage;
    this.target = parts.target;
    this.quietMaxMs = parts.quietMaxMs;
    this.scale = parts.scale;
    this.memoryBefore = memoryOf(stage.server.pid).now;
    // The last one only speaks when a forger tries to speak for it.
    this.stopTyping = stage.keepTyping(parts.target.honest.slice(0, -1), typeEveryMs);
  }

  static async open({ seed, scale }: { seed: number; scale: Scale }): Promise<HostileRun> {
    const stage = await Stage.open({ seed, rooms: 1 + roomsForStorm });
    try {
      await stage.start({ nodeFlags });
      const [writer, reader, ...more] = await stage.seat({ count: honestPeople, kind: 'mixed' });
      if (writer === undefined || reader === undefined) throw new Error('nobody sat down');
      writeHonestFact(writer.doc);
      await stage.settle();
      const delays = new Delays(writer, reader, measureEveryMs);
      await stage.pass(quietMs);
      const target = new Target(stage, [writer, reader, ...more], delays);
      const quietMaxMs = delays.summary().maxMs;
      return new HostileRun(stage, { target, quietMaxMs, scale });
    } catch (error) {
      await stage.close();
      throw error;
    }
  }

  run(attack: Attack): Promise<Outcome> {
    const { scale, quietMaxMs } = this;
    return runAttack(this.target, attack, { scale, quietMaxMs });
  }

  /** How much memory the server has more than before the first attack, in MiB. */
  get grownMiB(): number {
    return Math.round(memoryOf(this.stage.server.pid).now - this.memoryBefore);
  }

  /** Everybody stops; whether all that honest people wrote is there, and no planted word anywhere. */
  async finish(): Promise<Verdict> {
    this.stopTyping();
    this.target.delays.stop();
    return this.stage.finish({ patienceMs: 2000 });
  }

  async close(): Promise<void> {
    this.target.delays.stop();
    await this.stage.close();
  }
}
