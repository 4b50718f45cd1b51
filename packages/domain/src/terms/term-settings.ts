import { defaultHolidaySettings, type HolidaySettings } from './holidays.ts';

/** How long a term is. Hours are real hours; the others count days in Amsterdam. */
export type DayLength =
  | { readonly unit: 'WORKING_DAYS'; readonly count: number }
  | { readonly unit: 'WEEKS'; readonly count: number }
  | { readonly unit: 'MONTHS'; readonly count: number };
export type TermLength = { readonly unit: 'HOURS'; readonly count: number } | DayLength;

/** One term: its length, how it may be lengthened, and where it comes from. */
export interface TermRule {
  readonly length: TermLength;
  /** By how much one extension lengthens it; absent when it cannot be extended. */
  readonly extendBy?: DayLength;
  /** A statutory term that ends on a free day ends on the next working day (art. 1 lid 1 Algemene termijnenwet). */
  readonly endsOnWorkingDay: boolean;
  /** The source, as it is shown to people. */
  readonly basis: string;
}

/** The terms that the table watches. */
export const termKinds = [
  'ACUTE_ACTION',
  'SAFETY_ASSESSMENT',
  'INFORM_INVOLVED',
  'INVESTIGATION',
  'PROVISIONAL_ANSWER',
  'ERASURE_ANSWER',
  'ACCESS_ANSWER',
  'RECTIFICATION_ANSWER',
] as const;
export type TermKind = (typeof termKinds)[number];

/** Everything about time that a table may choose for itself. */
export interface TermSettings {
  readonly terms: Readonly<Record<TermKind, TermRule>>;
  /** How many months after the end of involvement safety is checked again, ascending. */
  readonly monitoringMonths: readonly number[];
  readonly holidays: HolidaySettings;
}

/** What is asked under the AVG. */
const withinMonth = {
  length: { unit: 'MONTHS', count: 1 },
  extendBy: { unit: 'MONTHS', count: 2 },
  endsOnWorkingDay: true,
} as const;

/**
 * The terms as published, to be confirmed by each Veilig Thuis before use.
 *
 * - ACUTE_ACTION: acute danger is acted on within 24 hours (Handelingsprotocol Veilig Thuis 2019).
 * - SAFETY_ASSESSMENT: within 5 working days of the report (Handelingsprotocol 2019; art. 4.1.7 Uitvoeringsbesluit
 *   Wmo 2015 starts the investigation within 5 days).
 * - INFORM_INVOLVED: involved persons hear within 4 weeks that data about them was recorded, lengthened by 2 weeks
 *   each time if safety needs it (art. 5.3.1 Wmo 2015).
 * - INVESTIGATION: a judgement within 10 weeks (art. 4.1.7 Uitvoeringsbesluit Wmo 2015). The term orders the work;
 *   it does not end the power to act (Hof Amsterdam 26 March 2024).
 * - PROVISIONAL_ANSWER: who is asked for an action answers within 24 hours (rule of the table, no law).
 * - ERASURE_ANSWER: a request to destroy is answered within 3 months (art. 5.3.5 Wmo 2015).
 * - ACCESS_ANSWER, RECTIFICATION_ANSWER: who asks to see or to put right what is kept about them is answered within a
 *   month, lengthened by 2 months once when it is complex (art. 12 lid 3 AVG).
 */
export const defaultTermSettings: TermSettings = {
  terms: {
    ACUTE_ACTION: {
      length: { unit: 'HOURS', count: 24 },
      endsOnWorkingDay: false,
      basis: 'Handelingsprotocol Veilig Thuis 2019',
    },
    SAFETY_ASSESSMENT: {
      length: { unit: 'WORKING_DAYS', count: 5 },
      endsOnWorkingDay: false,
      basis: 'Handelingsprotocol Veilig Thuis 2019; art. 4.1.7 Uitvoeringsbesluit Wmo 2015',
    },
    INFORM_INVOLVED: {
      length: { unit: 'WEEKS', count: 4 },
      extendBy: { unit: 'WEEKS', count: 2 },
      endsOnWorkingDay: true,
      basis: 'art. 5.3.1 Wmo 2015',
    },
    INVESTIGATION: {
      length: { unit: 'WEEKS', count: 10 },
      endsOnWorkingDay: true,
      basis: 'art. 4.1.7 Uitvoeringsbesluit Wmo 2015',
    },
    PROVISIONAL_ANSWER: {
      length: { unit: 'HOURS', count: 24 },
      endsOnWorkingDay: false,
      basis: 'afspraak van de overlegtafel',
    },
    ERASURE_ANSWER: {
      length: { unit: 'MONTHS', count: 3 },
      endsOnWorkingDay: true,
      basis: 'art. 5.3.5 Wmo 2015',
    },
    ACCESS_ANSWER: { ...withinMonth, basis: 'art. 15 en art. 12 lid 3 AVG' },
    RECTIFICATION_ANSWER: { ...withinMonth, basis: 'art. 16 en art. 12 lid 3 AVG' },
  },
  monitoringMonths: [3, 6, 12, 18],
  holidays: defaultHolidaySettings,
};
