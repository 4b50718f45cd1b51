import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import {
  type Claim,
  type Claimed,
  ClaimLostError,
  claimTimes,
  type KeptAnswers,
} from '@overlegtafel/usecases';
import type { Reply } from './reply.ts';

/** What a repeated request is known by. */
export interface RepeatKey {
  readonly person: string;
  /** The `Idempotency-Key` as it was sent. */
  readonly key: string;
  /** Everything that was asked: a key stands for one request only. */
  readonly asked: string;
  /** The status with which it is answered when it is done. */
  readonly status: number;
}

/** A reply, or why there is none. */
export type Repeated =
  | { readonly kind: 'REPLY'; readonly reply: Reply }
  /** The key stands for another request. */
  | { readonly kind: 'OTHER_REQUEST' }
  /** Another process is doing it, and is not ready yet. */
  | { readonly kind: 'UNDER_WAY' };

/** What a key may look like; browsers send a random UUID. */
export const repeatKeyForm = /^[\x21-\x7e]{8,100}$/;

/** How long a request waits for another process that is doing the same, and how often it looks. */
const waiting = { patienceMs: 5_000, pollMs: 100 };

/** Answers the same request with the same answer, and does nothing twice. */
export class Repeats {
  readonly #kept: KeptAnswers;
  readonly #waiting: typeof waiting;
  readonly #underWay = new Map<string, Promise<unknown>>();

  constructor(answers: KeptAnswers, times = waiting) {
    this.#kept = answers;
    this.#waiting = times;
  }

  /**
   * The answer that this request got before, or what `make` makes of it under a claim. Only what was done is kept:
   * what was refused may be tried again under the same key.
   */
  async answer(repeat: RepeatKey, make: (claim: Claim) => Promise<Reply>): Promise<Repeated> {
    const name = `${repeat.person} ${repeat.key}`;
    // Whoever sends the same to this process while the first is being done waits for it.
    while (this.#underWay.has(name)) await this.#underWay.get(name)?.catch(() => undefined);
    const answering = this.#answer(repeat, make);
    this.#underWay.set(name, answering);
    try {
      return await answering;
    } finally {
      this.#underWay.delete(name);
    }
  }

  async #answer(
    { person, key, asked, status }: RepeatKey,
    make: (claim: Claim) => Promise<Reply>,
  ): Promise<Repeated> {
    const claim = { person, key: digest(key), of: digest(asked), status, by: randomUUID() };
    const claimed = await this.#claim(claim);
    switch (claimed.kind) {
      case 'MINE':
        return this.#make(claim, make);
      case 'ANSWERED': {
        const { answer } = claimed;
        return {
          kind: 'REPLY',
          reply: { kind: 'BODY', status: answer.status, body: answer.body },
        };
      }
      case 'OTHER_REQUEST':
      case 'UNDER_WAY':
        return claimed;
    }
  }

  /** Waits a while for another process that is doing it. */
  async #claim(claim: Claim): Promise<Claimed> {
    const { patienceMs, pollMs } = this.#waiting;
    for (let waitedMs = 0; ; waitedMs += pollMs) {
      const claimed = await this.#kept.claim(claim);
      if (claimed.kind !== 'UNDER_WAY' || waitedMs >= patienceMs) return claimed;
      await after(pollMs);
    }
  }

  async #make(claim: Claim, make: (claim: Claim) => Promise<Reply>): Promise<Repeated> {
    const renewing = setInterval(() => {
      this.#kept.renew(claim).catch(() => undefined);
    }, claimTimes.renewMs);
    try {
      const reply = await make(claim);
      // What was done stays done when its answer cannot be kept: the commit holds what a repeated call is told.
      if (reply.kind === 'BODY') await this.#kept.keep(claim, reply.body).catch(() => undefined);
      else await this.#release(claim);
      return { kind: 'REPLY', reply };
    } catch (error) {
      await this.#release(claim);
      if (error instanceof ClaimLostError) return { kind: 'UNDER_WAY' };
      throw error;
    } finally {
      clearInterval(renewing);
    }
  }

  /** Where it cannot be given back, its lease ends. */
  async #release(claim: Claim): Promise<void> {
    await this.#kept.release(claim).catch(() => undefined);
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
