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
  /** No whole number in figures alone. */
  | 'NOT_A_NUMBER'
  /** Marks piled up on a letter. */
  | 'ILLEGIBLE'
  | FileMistakeKind
  | DayMistakeKind;

/** What is wrong with a file, and not with one value in it. */
export type FileMistakeKind =
  /** A quote that nobody closed. */
  | 'OPEN_QUOTE'
  /** No head that we know: it is not known which column says what. */
  | 'NO_HEAD'
  /** The same thing is said twice, and in two ways. */
  | 'TWICE'
  | 'TOO_MANY_COLUMNS'
  | 'TOO_MANY_LINES'
  /** A value without a head above it. */
  | 'NO_COLUMN'
  /** What came in before, by its own reference. */
  | 'ALREADY_KNOWN';

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
  | 'IN_FUTURE'
  /** Where only what is still to come makes sense. */
  | 'IN_PAST'
  | 'IS_TODAY';

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
