import type { Blocker, Mistake } from '@overlegtafel/domain';

/** Why a command changed nothing, or a query gives nothing. None holds content of a case. */
export type Refusal =
  /** It does not exist, or it exists and is not for you: the same answer. */
  | { readonly kind: 'NOT_THERE' }
  /** You see it, but this is not yours to do. */
  | { readonly kind: 'NOT_YOURS'; readonly reason: string }
  /** What was sent does not fit. Every mistake is told. */
  | { readonly kind: 'MISTAKES'; readonly mistakes: readonly Mistake[] }
  /** It does not fit how things stand: a meeting that is not open, ratings that are still missing. */
  | { readonly kind: 'NOT_NOW'; readonly because: string }
  | { readonly kind: 'BLOCKED'; readonly blockers: readonly Blocker[] }
  /** The words changed since you read them: look again. */
  | { readonly kind: 'SEEN_CHANGED' }
  /** Two values stand there, or something unreadable: nobody can say yes to that. */
  | { readonly kind: 'UNSETTLED' }
  /** Somebody else was first. Nothing was changed; read it again. */
  | { readonly kind: 'MOVED' };

export type Outcome<T> =
  | { readonly kind: 'DONE'; readonly value: T }
  | { readonly kind: 'REFUSED'; readonly refusal: Refusal };

export function done<T>(value: T): Outcome<T> {
  return { kind: 'DONE', value };
}

export function refuse(refusal: Refusal): { readonly kind: 'REFUSED'; readonly refusal: Refusal } {
  return { kind: 'REFUSED', refusal };
}
