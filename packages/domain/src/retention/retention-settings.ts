import type { OrganisationId } from '../model/ids.ts';
import type { LocalDate } from '../model/time.ts';
import { addDays, addMonths, addYears, localDate } from '../terms/local-date.ts';

/** What is kept, and from which day its term runs. */
export const recordKinds = [
  /** The kladblok; from the day the meeting closed. */
  'SCRATCH',
  /** Rooms with their logs and snapshots; from the day the meeting closed. */
  'ROOM_LOG',
  /** The sealed record and the card as it stood; from the day the meeting closed. */
  'TABLE_COPY',
  /** What Veilig Thuis keeps as its file; from the day its involvement ended. */
  'VT_FILE',
  /** Kept apart; from the day the involvement ended. */
  'REPORTER_IDENTITY',
  /** Kept apart; from the day the involvement ended. */
  'CONFIDENTIAL_ADDRESS',
  /** From the day of the advice. */
  'ADVICE_REQUEST',
  /** From the day on which the line was written. */
  'AUDIT_LINE',
  /** Requests for access, correction or destruction; from the day of the answer. */
  'RIGHTS_REQUEST',
] as const;
export type RecordKind = (typeof recordKinds)[number];

export interface RetentionLength {
  readonly unit: 'DAYS' | 'MONTHS' | 'YEARS';
  readonly count: number;
}

/** How long a kind of record is kept. */
export interface RetentionTerm {
  readonly length: RetentionLength;
  /** What the 18th birthday of the youngest child does to the term. */
  readonly child: 'IGNORED' | 'LATER_OF_BOTH' | 'EARLIER_OF_BOTH';
  /** The source, as it is shown to people. */
  readonly basis: string;
}

/** The terms of a table, with those in which an organisation differs. */
export interface RetentionSettings {
  readonly terms: Readonly<Record<RecordKind, RetentionTerm>>;
  readonly exceptions: readonly {
    readonly organisation: OrganisationId;
    readonly kind: RecordKind;
    readonly term: RetentionTerm;
  }[];
}

function term(unit: RetentionLength['unit'], count: number, basis: string): RetentionTerm {
  return { length: { unit, count }, child: 'IGNORED', basis };
}

/**
 * Terms to start from, each to be confirmed by the organisation that keeps the record.
 *
 * VT_FILE is contested: 15 years is what a memorandum of 2024 calls the present Wmo term; some organisations publish
 * at most 20 years, others 15 years or until the youngest child is 18. The default keeps the longer of the last two,
 * because destroying too early cannot be undone. AUDIT_LINE follows Staatscourant 2019, 38007. All others have no
 * fixed term in law and follow from storage limitation (art. 5 lid 1 e AVG).
 */
export const defaultRetentionSettings: RetentionSettings = {
  terms: {
    SCRATCH: term('DAYS', 30, 'correctietermijn van de tafel'),
    ROOM_LOG: term('DAYS', 30, 'correctietermijn van de tafel'),
    TABLE_COPY: term('YEARS', 10, 'art. 5 lid 1 e AVG; korter dan het dossier van Veilig Thuis'),
    VT_FILE: {
      length: { unit: 'YEARS', count: 15 },
      child: 'LATER_OF_BOTH',
      basis: 'art. 5.3.4 Wmo 2015 (te bevestigen door de organisatie)',
    },
    REPORTER_IDENTITY: term('YEARS', 2, 'art. 5 lid 1 e AVG; tot na de monitoring'),
    CONFIDENTIAL_ADDRESS: term('YEARS', 2, 'art. 5 lid 1 e AVG; tot na de monitoring'),
    ADVICE_REQUEST: term('YEARS', 2, 'art. 5 lid 1 e AVG'),
    AUDIT_LINE: term('YEARS', 5, 'Staatscourant 2019, 38007'),
    RIGHTS_REQUEST: term('YEARS', 5, 'art. 5 lid 2 AVG'),
  },
  exceptions: [],
};

/** The term for a kind of record at an organisation; nothing for a kind that has none. */
export function termFor(
  settings: RetentionSettings,
  kind: RecordKind,
  organisation: OrganisationId,
): RetentionTerm | undefined {
  const exception = settings.exceptions.find(
    (one) => one.kind === kind && one.organisation === organisation,
  );
  return exception?.term ?? settings.terms[kind];
}

/** The day on which a length that starts on a day has passed. */
export function endOfLength(start: LocalDate, { unit, count }: RetentionLength): LocalDate {
  if (unit === 'DAYS') return addDays(start, count);
  return unit === 'MONTHS' ? addMonths(start, count) : addYears(start, count);
}

/** What is wrong with settings. Nobody keeps anything by settings that have a mistake. */
export interface RetentionMistake {
  readonly kind: 'NOT_A_LENGTH' | 'TABLE_COPY_NOT_EARLIER' | 'AUDIT_TOO_SHORT';
  /** Absent for what holds for every organisation. */
  readonly organisation?: OrganisationId;
}

/** Checks the terms for all, and again for each organisation that differs. */
export function retentionMistakes(settings: RetentionSettings): readonly RetentionMistake[] {
  const organisations = new Set(settings.exceptions.map(({ organisation }) => organisation));
  const forAll = kindsOfMistake((kind) => settings.terms[kind]).map((kind) => ({ kind }));
  const forOne = [...organisations].flatMap((organisation) =>
    kindsOfMistake((kind) => termFor(settings, kind, organisation)).map((kind) => ({
      kind,
      organisation,
    })),
  );
  return [...forAll, ...forOne];
}

type TermOf = (kind: RecordKind) => RetentionTerm | undefined;

function kindsOfMistake(termOf: TermOf): readonly RetentionMistake['kind'][] {
  const lengths = recordKinds.map((kind) => termOf(kind)?.length);
  if (!lengths.every(isLength)) return ['NOT_A_LENGTH'];
  const tableCopy = lastDay(termOf('TABLE_COPY'));
  const fiveYears = endOfLength(anyDay, { unit: 'YEARS', count: 5 });
  return [
    ...(tableCopy < lastDay(termOf('VT_FILE')) ? [] : (['TABLE_COPY_NOT_EARLIER'] as const)),
    ...(lastDay(termOf('AUDIT_LINE')) < fiveYears ? (['AUDIT_TOO_SHORT'] as const) : []),
  ];
}

function isLength(length: RetentionLength | undefined): boolean {
  return length !== undefined && Number.isInteger(length.count) && length.count > 0;
}

/** Lengths are compared by where they end when they start on the same day. */
const anyDay = localDate('2021-01-01');

function lastDay(term: RetentionTerm | undefined): LocalDate {
  return term ? endOfLength(anyDay, term.length) : anyDay;
}
