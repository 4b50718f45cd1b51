import {
  type Claim,
  type Claimed,
  claimTimes,
  type KeptAnswer,
  type KeptAnswers,
} from '../ports/kept-answers.ts';

interface Kept {
  readonly claim: Claim;
  readonly state: 'CLAIMED' | 'CONFIRMED' | 'ANSWERED';
  readonly leaseUntilMs: number;
  readonly answer: KeptAnswer;
}

/** Answers that were given before, in memory; they are never forgotten. */
export class MemoryKeptAnswers implements KeptAnswers {
  readonly #kept = new Map<string, Kept>();
  readonly #nowMs: () => number;

  constructor(nowMs: () => number = Date.now) {
    this.#nowMs = nowMs;
  }

  claim(claim: Claim): Promise<Claimed> {
    const kept = this.#kept.get(placeOf(claim));
    if (!kept) return Promise.resolve(this.#take(claim));
    const isLeft = kept.leaseUntilMs <= this.#nowMs();
    if (kept.state === 'CLAIMED' && isLeft) return Promise.resolve(this.#take(claim));
    return Promise.resolve(found(kept, claim, isLeft));
  }

  renew(claim: Claim): Promise<void> {
    if (this.stands(claim)) this.#set(claim, {});
    return Promise.resolve();
  }

  keep(claim: Claim, body: string | undefined): Promise<void> {
    if (this.stands(claim)) this.#set(claim, { state: 'ANSWERED', answer: answerOf(claim, body) });
    return Promise.resolve();
  }

  release(claim: Claim): Promise<void> {
    const isEmpty = this.#kept.get(placeOf(claim))?.state === 'CLAIMED';
    if (this.stands(claim) && isEmpty) this.#kept.delete(placeOf(claim));
    return Promise.resolve();
  }

  forget(): Promise<void> {
    return Promise.resolve();
  }

  /** Whether something may still be stored under it. */
  stands(claim: Claim): boolean {
    const kept = this.#kept.get(placeOf(claim));
    return kept?.claim.by === claim.by && kept.state !== 'ANSWERED';
  }

  /** Something was stored under it: with an answer it is done, without it goes on. */
  stored(claim: Claim, answer?: object): void {
    const done = { state: 'CONFIRMED', answer: answerOf(claim, JSON.stringify(answer)) } as const;
    this.#set(claim, answer ? done : {});
  }

  #take(claim: Claim): Claimed {
    this.#set(claim, { state: 'CLAIMED' });
    return { kind: 'MINE' };
  }

  #set(claim: Claim, change: Partial<Kept>): void {
    const before = this.#kept.get(placeOf(claim));
    const leaseUntilMs = this.#nowMs() + claimTimes.leaseMs;
    const fresh = { state: 'CLAIMED', answer: answerOf(claim) } as const;
    this.#kept.set(placeOf(claim), { ...fresh, ...before, ...change, claim, leaseUntilMs });
  }
}

function found({ state, claim, answer }: Kept, asked: Claim, isLeft: boolean): Claimed {
  if (claim.of !== asked.of) return { kind: 'OTHER_REQUEST' };
  const isUnderWay = state === 'CLAIMED' || (state === 'CONFIRMED' && !isLeft);
  return isUnderWay ? { kind: 'UNDER_WAY' } : { kind: 'ANSWERED', answer };
}

function answerOf({ status }: Claim, body?: string): KeptAnswer {
  return { status, ...(body === undefined ? {} : { body }) };
}

function placeOf({ person, key }: Claim): string {
  return `${person} ${key}`;
}
