import { lastCheckpoint } from '@overlegtafel/db';
import { type ClockStanding, type Instant, readUtcText } from '@overlegtafel/domain';
import { type ClockMarks, lookAtClock } from '@overlegtafel/usecases';
import type { Log } from '../log.ts';

/** What a watch stands on. */
export interface WatchParts {
  readonly marks: Pick<ClockMarks, 'known' | 'follow'>;
  /** What is known beside the database from before this process wrote anything: its last checkpoint. */
  readonly before: readonly Instant[];
  readonly log: Log;
}

/** When the last checkpoint of a folder was made; nothing where there is none. */
export function promisedAt(folder: string): readonly Instant[] {
  const last = lastCheckpoint(folder);
  const at = readUtcText(last?.at, 'at');
  return at.ok ? [at.value] : [];
}

/** What is known in the database, with what is known beside it. */
export function knownBeside(
  marks: Pick<ClockMarks, 'known'>,
  promised: readonly Instant[],
): ClockMarks['known'] {
  return async () => {
    const known = await marks.known();
    return { ...known, before: [...known.before, ...promised] };
  };
}

/** Looks at the clock before anything is done that cannot be taken back, and says once when that has to wait. */
export class ClockWatch {
  readonly #parts: WatchParts;
  #waits = false;

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  /** True from a look that found the clock out of step until one that finds it in step. */
  get isWaiting(): boolean {
    return this.#waits;
  }

  async look(now: Instant): Promise<ClockStanding> {
    const { marks, before } = this.#parts;
    const known = knownBeside(marks, before);
    const follow = (at: Instant) => marks.follow(at);
    const standing = await lookAtClock({ known, follow }, { now: () => now });
    this.#tell(standing);
    return standing;
  }

  #tell(standing: ClockStanding): void {
    const { log } = this.#parts;
    const isWaiting = standing.kind !== 'IN_STEP';
    if (isWaiting === this.#waits) return;
    this.#waits = isWaiting;
    if (standing.kind === 'IN_STEP') {
      log.event('destruction goes on', {});
      return;
    }
    const { kind: clock, at, known } = standing;
    const iso = (moment: number) => new Date(moment).toISOString();
    log.event('destruction waits for the clock', { clock, now: iso(at), known: iso(known) });
  }
}
