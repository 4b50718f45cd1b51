import { folded } from '../parsing/folded.ts';
import { hasWords } from '../parsing/outside-text.ts';
import type { Role } from '../rights/vocabulary.ts';

/** Who says that the clock is right, for whom, and why. */
export interface ClockMandate {
  readonly name: string;
  readonly jobTitle: string;
  /** Who answers for the data, and asked this of them. */
  readonly mandatedBy: string;
  readonly reason: string;
}

/** Why somebody cannot confirm the clock. */
export type MandateHindrance =
  /** One of the four says nothing. */
  | { readonly kind: 'NOT_SAID'; readonly field: keyof ClockMandate }
  /** Initials or a nickname are not enough to hold somebody to it. */
  | { readonly kind: 'NO_FULL_NAME'; readonly field: 'name' }
  | { readonly kind: 'OWN_MANDATE'; readonly field: 'mandatedBy' }
  /** Whoever runs the server or watches over it does not decide alone that something is destroyed. */
  | { readonly kind: 'OTHER_DUTY'; readonly field: 'name' | 'jobTitle' | 'mandatedBy' };

/** Who holds one of these confirms no clock: the one could have set it, the other asks for what is destroyed by it. */
export const rolesWithoutClock: readonly Role[] = ['administrator', 'privacy-officer'];

const fields = ['name', 'jobTitle', 'mandatedBy', 'reason'] as const;
/** Words of the two duties, also as a part of a longer one: applicatiebeheerder, privacyfunctionaris. */
const dutyWords = [
  'administrator',
  'beheerder',
  'privacy',
  'gegevensbeschermer',
  'gegevensbescherming',
  'data protection',
];
const dutyLetters: readonly string[] = ['fg', 'dpo', 'po'];

/** CL304: the first reason why this mandate is none; `others` are the names of who holds one of the two duties. */
export function mandateHindrance(
  mandate: ClockMandate,
  others: readonly string[],
): MandateHindrance | undefined {
  const unsaid = fields.find((field) => !hasWords(mandate[field]));
  if (unsaid) return { kind: 'NOT_SAID', field: unsaid };
  const { name, jobTitle, mandatedBy } = mandate;
  if (wordsOf(name).length < 2) return { kind: 'NO_FULL_NAME', field: 'name' };
  if (isOneOf(name, others)) return { kind: 'OTHER_DUTY', field: 'name' };
  if (namesDuty(jobTitle)) return { kind: 'OTHER_DUTY', field: 'jobTitle' };
  if (namesDuty(mandatedBy) || isOneOf(mandatedBy, others))
    return { kind: 'OTHER_DUTY', field: 'mandatedBy' };
  if (mayBeSame(name, mandatedBy)) return { kind: 'OWN_MANDATE', field: 'mandatedBy' };
  return undefined;
}

function isOneOf(name: string, others: readonly string[]): boolean {
  return others.some((other) => mayBeSame(name, other));
}

/** Anna de Vries and A. de Vries may be one person; so may the words of a name in another order. */
function mayBeSame(one: string, other: string): boolean {
  const [first, second] = [wordsOf(one), wordsOf(other)];
  const isSame = first.toSorted().join(' ') === second.toSorted().join(' ');
  const isLike =
    first.length > 1 &&
    second.length > 1 &&
    first.at(-1) === second.at(-1) &&
    first[0]?.[0] === second[0]?.[0];
  return isSame || isLike;
}

function namesDuty(words: string): boolean {
  const said = wordsOf(words);
  const text = said.join(' ');
  return dutyWords.some((duty) => text.includes(duty)) || said.some((w) => dutyLetters.includes(w));
}

function wordsOf(text: string): readonly string[] {
  return folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}
