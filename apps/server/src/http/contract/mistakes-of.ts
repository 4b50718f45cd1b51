import type { Mistake, MistakeKind } from '@overlegtafel/domain';
import type { z } from 'zod';

/** Nobody reads a longer list, and a hostile body could make one of thousands. */
const mostMistakes = 50;
/** A name that could be a field; anything else in its place could be something that somebody wrote. */
const fieldName = /^[a-z][A-Za-z0-9]{0,40}$/;

/** What was wrong with a body or a query: where and which kind, never what stood there. */
export function mistakesOf(error: z.ZodError, given: unknown): readonly Mistake[] {
  return error.issues.flatMap((issue) => mistakesIn(issue, given)).slice(0, mostMistakes);
}

function mistakesIn(issue: z.core.$ZodIssue, given: unknown): readonly Mistake[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: pathOf(fieldName.test(key) ? [...issue.path, key] : issue.path),
      kind: 'UNKNOWN_FIELD',
    }));
  return [{ path: pathOf(issue.path), kind: kindOf(issue, given) }];
}

/** Kinds of mistake by the codes of zod; a code that is missing does not compile. */
const kinds: Readonly<Record<z.core.$ZodIssue['code'], MistakeKind>> = {
  invalid_type: 'WRONG_TYPE',
  invalid_value: 'UNKNOWN_VALUE',
  invalid_union: 'UNKNOWN_VALUE',
  invalid_format: 'UNKNOWN_VALUE',
  too_big: 'OUT_OF_RANGE',
  too_small: 'OUT_OF_RANGE',
  not_multiple_of: 'OUT_OF_RANGE',
  invalid_element: 'WRONG_TYPE',
  invalid_key: 'UNKNOWN_FIELD',
  unrecognized_keys: 'UNKNOWN_FIELD',
  custom: 'NOT_ALLOWED',
};

function kindOf(issue: z.core.$ZodIssue, given: unknown): MistakeKind {
  if (isMissing(issue.path, given)) return 'MISSING';
  if (issue.code === 'custom') return ownKind(issue.params?.['mistake']);
  const isLong = 'origin' in issue && (issue.origin === 'string' || issue.origin === 'array');
  if (isLong && issue.code === 'too_big') return 'TOO_LONG';
  if (isLong && issue.code === 'too_small') return 'EMPTY';
  return kinds[issue.code];
}

/** The kind that a rule of our own names. */
function ownKind(mistake: unknown): MistakeKind {
  return mistake === 'EMPTY' || mistake === 'ILLEGIBLE' ? mistake : kinds.custom;
}

/** Zod says "wrong type" of a field that is not there; people need to know the difference. */
function isMissing(path: readonly PropertyKey[], given: unknown): boolean {
  let at: unknown = given;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return true;
    at = Reflect.get(at, step);
  }
  return at === undefined;
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.map(String).join('.');
}
