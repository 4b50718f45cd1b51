// edge: kinds of mistakes, as our own API names them
import type { MistakeKind } from '@overlegtafel/domain';
import { mistakeSentence } from '@overlegtafel/protocol';
import type { ApiProblem } from '#lib/api/call.ts';
import { getLocale } from '#lib/paraglide/runtime.js';

/** Something that is not filled in right: where, and what to do, as it stands above the field and in the summary. */
export interface FieldError {
  /** The id of the control: the path with dashes. */
  readonly id: string;
  readonly message: string;
}

/** The mistakes of a refused form as sentences at its fields. */
export function fieldErrors(mistakes: ApiProblem['mistakes']): readonly FieldError[] {
  return mistakes.map(({ path, kind, ...understood }) => ({
    id: fieldId(path),
    message: mistakeSentence({ path, kind: kind as MistakeKind, ...understood }, getLocale()),
  }));
}

/** The same in one text, where there is one place for it. */
export function mistakeWords(mistakes: ApiProblem['mistakes']): string {
  return fieldErrors(mistakes)
    .map(({ message }) => message)
    .join(' ');
}

/** The id of the control for a place in a body; everybody of a household stands in one group. */
function fieldId(path: string): string {
  return path.startsWith('opens.household') ? 'opens-household' : path.replaceAll('.', '-');
}
