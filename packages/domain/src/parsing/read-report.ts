import {
  type AdviceRequest,
  type HouseholdPerson,
  householdRoles,
  type Report,
} from '../model/household.ts';
import type { MunicipalityCode } from '../model/ids.ts';
import { isId } from '../model/ids.ts';
import { reporterKinds, reportKinds, reportSources, signalKinds } from '../model/vocabulary.ts';
import { readInstant } from '../terms/local-date.ts';
import type { Mistake, Parsed } from './parsed.ts';
import {
  idOf,
  listOf,
  type Reader,
  refused,
  text,
  thing,
  under,
  wholeNumber,
  word,
  words,
  yesOrNo,
} from './readers.ts';

/** Longest summary of a report, in characters. It is a summary: the report stays in its own system. */
const longestSummary = 5000;
const oldestYears = 130;

/** A report as it is taken in; ids are given afterwards. */
export type ReportIntake = Omit<Report, 'id' | 'caseId'>;

/** What the first report of a household makes: the case with who belong to it. */
export interface CaseIntake {
  readonly alias: string;
  readonly municipality?: MunicipalityCode;
  readonly household: readonly HouseholdPerson[];
}

/** A report that a case can be made of. A request for advice is refused with NOT_ALLOWED: it never becomes a case. */
export const readReportSignal: Reader<Report['signal']> = (value, path) => {
  const signal = word(signalKinds)(value, path);
  if (!signal.ok) return signal;
  return signal.value === 'ADVICE_REQUEST'
    ? refused(path, 'NOT_ALLOWED')
    : { ok: true, value: signal.value };
};

/** Reads a report that is taken in. The reporter's identity is no field of it. */
export const readReportIntake: Reader<ReportIntake> = thing<
  Omit<ReportIntake, 'chainReference' | 'reportingCodeStep'>,
  { chainReference: string; reportingCodeStep: string }
>(
  {
    signal: readReportSignal,
    kind: word(reportKinds),
    source: word(reportSources),
    reporterKind: word(reporterKinds),
    receivedAt: readInstant,
    summary: words(longestSummary),
  },
  { chainReference: text(100), reportingCodeStep: text(100) },
);

type AdviceFields = Omit<AdviceRequest, 'id'>;

/** Reads a request for advice. It has no household: fields about one are unknown here. */
export const readAdviceRequest: Reader<AdviceFields> = thing<AdviceFields>({
  signal: (value, path) => word(['ADVICE_REQUEST'])(value, path),
  receivedAt: readInstant,
  adviser: idOf('PersonId'),
});

const readPersonFields = thing<
  Pick<HouseholdPerson, 'id' | 'role' | 'isChild'>,
  { ageYears: number; whereabouts: string }
>(
  { id: idOf('InvolvedId'), role: word(householdRoles), isChild: yesOrNo },
  { ageYears: wholeNumber(0, oldestYears), whereabouts: text(200) },
);

/** Reads somebody of a household. Refused: somebody under eighteen, or unborn, who is not marked as a child. */
export const readHouseholdPerson: Reader<HouseholdPerson> = (value, path) => {
  const person = readPersonFields(value, path);
  if (!person.ok) return person;
  const { role, ageYears, isChild } = person.value;
  const isUnborn = role === 'UNBORN_CHILD';
  if (isUnborn && ageYears !== undefined) return refused(under(path, 'ageYears'), 'NOT_ALLOWED');
  const mustBeChild = isUnborn || (ageYears !== undefined && ageYears < 18);
  const mustNotBe = ageYears !== undefined && ageYears >= 18;
  const isWrong = isChild ? mustNotBe : mustBeChild;
  return isWrong ? refused(under(path, 'isChild'), 'OUT_OF_RANGE') : person;
};

/** Reads a household: at least one person, and nobody twice. */
export const readHousehold: Reader<readonly HouseholdPerson[]> = (value, path) => {
  const household = listOf(readHouseholdPerson, { least: 1 })(value, path);
  if (!household.ok) return household;
  const mistakes = twice(household.value.map(({ id }) => id)).map((n): Mistake => ({
    path: under(path, `${n}.id`),
    kind: 'NOT_ALLOWED',
  }));
  return mistakes.length === 0 ? household : { ok: false, mistakes };
};

function twice(ids: readonly string[]): readonly number[] {
  return ids.flatMap((id, n) => (ids.indexOf(id) < n ? [n] : []));
}

/** The code of a municipality: four digits, or the readable name of a practice municipality. */
export const readMunicipality: Reader<MunicipalityCode> = (value, path) =>
  isMunicipality(value) ? { ok: true, value } : refused(path, 'UNKNOWN_VALUE');

/** The four digits of Statistics Netherlands, or a readable name in practice mode. */
function isMunicipality(value: unknown): value is MunicipalityCode {
  return isId(value) || (typeof value === 'string' && /^\d{4}$/.test(value));
}

/** Reads what makes a case: its alias, its municipality when there is one, and its household. */
export const readCaseIntake: Reader<CaseIntake> = thing<
  Omit<CaseIntake, 'municipality'>,
  { municipality: MunicipalityCode }
>({ alias: words(80), household: readHousehold }, { municipality: readMunicipality });

/** A first report together with the case that it opens. Every mistake of both is told. */
export function readNewCase(
  value: unknown,
  path = '',
): Parsed<{ readonly report: ReportIntake; readonly opens: CaseIntake }> {
  return thing<{ report: ReportIntake; opens: CaseIntake }>({
    report: readReportIntake,
    opens: readCaseIntake,
  })(value, path);
}
