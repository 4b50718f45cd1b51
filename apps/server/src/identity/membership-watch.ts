import { instant, type PersonId } from '@overlegtafel/domain';
import type { Stores } from '@overlegtafel/usecases';
import type { Log } from '../log.ts';

/** How often memberships that began or ended by themselves are looked for. */
const lookMs = 1_000;

/** What looking for them needs. */
export interface MembershipWatchParts {
  readonly stores: Pick<Stores, 'membershipTurns'>;
  readonly now: () => number;
  readonly log: Log;
  /** Somebody's rights are different from now on; without a person everybody's may be. */
  readonly turned: (person?: PersonId) => void;
}

/**
 * Notices that a membership began or ended because its time came: nobody does anything at that moment, and rooms that
 * are open would stay open.
 */
export class MembershipWatch {
  readonly #parts: MembershipWatchParts;
  readonly #looking: NodeJS.Timeout;
  #lookedAtMs: number;

  constructor(parts: MembershipWatchParts) {
    this.#parts = parts;
    this.#lookedAtMs = parts.now();
    this.#looking = setInterval(() => void this.look(), lookMs).unref();
  }

  /** Looks at what turned since the last time. A clock that was set back may have undone anything. */
  async look(): Promise<void> {
    const { stores, now, log, turned } = this.#parts;
    const [after, nowMs] = [this.#lookedAtMs, now()];
    this.#lookedAtMs = nowMs;
    if (nowMs < after) {
      turned();
      return;
    }
    try {
      const people = await stores.membershipTurns(instant(after), instant(nowMs));
      for (const person of new Set(people)) turned(person);
    } catch (error) {
      // Asked again with the next look.
      this.#lookedAtMs = Math.min(this.#lookedAtMs, after);
      log.failure('membership watch', error);
    }
  }

  stop(): void {
    clearInterval(this.#looking);
  }
}
