/** Why a value was refused. Screens and the API make a sentence of the kind; the path names the field. */
export type MistakeKind =
  | 'MISSING'
  | 'WRONG_TYPE'
  | 'UNKNOWN_VALUE'
  | 'UNKNOWN_FIELD'
  | 'TOO_LONG'
  | 'EMPTY'
  | 'OUT_OF_RANGE'
  | 'NOT_ALLOWED'
  | DayMistakeKind;

/** Why a day or a moment that somebody wrote was not taken. */
export type DayMistakeKind =
  | 'NOT_A_DAY'
  | 'NOT_A_MOMENT'
  | 'NO_SUCH_DAY'
  | 'NO_SUCH_TIME'
  | 'OTHER_WEEKDAY'
  | 'CLOCK_SKIPPED'
  | 'CLOCK_TWICE'
  | 'TOO_LONG_AGO'
  | 'TOO_FAR_AHEAD'
  | 'IN_FUTURE';

/** One refused field: where it stands (`persons.2.birthYear`) and what is wrong with it. */
export interface Mistake {
  readonly path: string;
  readonly kind: MistakeKind;
  /**
   * What was understood of a day or a moment that is refused, in figures: `2026-02-31`, `2026-10-25 02:30`. Never what
   * stood there; a day that does not exist is none of the calendar.
   */
  readonly understood?: string;
}

/** The outcome of reading something that came from outside: a value that can be trusted, or every mistake in it. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };
