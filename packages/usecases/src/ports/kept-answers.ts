import type { Instant } from '@overlegtafel/domain';

/** An attempt at a call that may come twice. Only the attempt that holds the claim can store anything. */
export interface Claim {
  readonly person: string;
  /** Digest of the `Idempotency-Key`. */
  readonly key: string;
  /** Digest of everything that was asked: a key stands for one request only. */
  readonly of: string;
  /** The status with which the call is answered when it is done. */
  readonly status: number;
  /** Random, and new for each attempt. */
  readonly by: string;
}

/** What was answered: a body is JSON text. */
export interface KeptAnswer {
  readonly status: number;
  readonly body?: string;
}

export type Claimed =
  /** Do it. */
  | { readonly kind: 'MINE' }
  /** It was done, and this was the answer. */
  | { readonly kind: 'ANSWERED'; readonly answer: KeptAnswer }
  /** Somebody else is doing it. */
  | { readonly kind: 'UNDER_WAY' }
  /** The key stands for something else. */
  | { readonly kind: 'OTHER_REQUEST' };

/** How long a claim is believed of a process that says nothing any more, and how often one that lives says so. */
export const claimTimes = { leaseMs: 20_000, renewMs: 5_000 } as const;

/** How long the same call gets the same answer at least. */
export const keptAnswerMs = 24 * 60 * 60 * 1000;

/**
 * Calls with a key of their own: each is done once, whichever process gets it, and gets the same answer for a day at least.
 * What is stored under a claim is stored only while that claim stands (`Commit.once`): so a claim of a process that
 * ended may be taken over, and whoever turns out to live after all stores nothing.
 */
export interface KeptAnswers {
  /** Takes the call, unless it was answered, stands for another request or is being done. */
  claim(claim: Claim): Promise<Claimed>;
  /** Says that it is still being done. */
  renew(claim: Claim): Promise<void>;
  /** Keeps the whole answer. Nothing happens when the claim was lost. */
  keep(claim: Claim, body: string | undefined): Promise<void>;
  /** Gives the key back when nothing was done. */
  release(claim: Claim): Promise<void>;
  /** Removes what was kept before a moment. Until then it is answered, however old it is. */
  forget(before: Instant): Promise<void>;
}

/** The claim under which a commit came was taken over: nothing was stored, and whoever took it over answers. */
export class ClaimLostError extends Error {
  override readonly name = 'ClaimLostError';
}
