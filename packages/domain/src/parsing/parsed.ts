/** Why a value was refused. Screens and the API make a sentence of the kind; the path names the field. */
export type MistakeKind =
  | 'MISSING'
  | 'WRONG_TYPE'
  | 'UNKNOWN_VALUE'
  | 'UNKNOWN_FIELD'
  | 'TOO_LONG'
  | 'EMPTY'
  | 'OUT_OF_RANGE'
  | 'NOT_ALLOWED';

/** One refused field: where it stands (`persons.2.birthYear`) and what is wrong with it. */
export interface Mistake {
  readonly path: string;
  readonly kind: MistakeKind;
}

/** The outcome of reading something that came from outside: a value that can be trusted, or every mistake in it. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };
