import {
  type CaseId,
  type HouseholdPerson,
  idOf,
  type Instant,
  listOf,
  type LocalDate,
  localDateOf,
  type MeetingId,
  type Mistake,
  type MunicipalityCode,
  type Parsed,
  type Reader,
  readHouseholdPerson,
  readMunicipality,
  readPastDay,
  readPastMoment,
  readReportIntake,
  type ReportIntake,
  type SafetyLevel,
  safetyLevels,
  text,
  thing,
  word,
  words,
} from '@overlegtafel/domain';

/** A report as somebody fills it in: what comes over the API, in a JSON file, and of each line of a CSV file. */
export interface ReportForm {
  readonly report: ReportIntake;
  /** Kept apart, with a key of its own. */
  readonly reporter?: { readonly name: string; readonly contact?: string };
  readonly of:
    | { readonly kind: 'KNOWN'; readonly caseId: CaseId }
    | {
        readonly kind: 'NEW';
        readonly alias: string;
        readonly municipality?: MunicipalityCode;
        readonly household: readonly Housemate[];
      };
  readonly assessment?: {
    readonly level: SafetyLevel;
    readonly assessedOn: LocalDate;
    readonly words: string;
  };
  readonly meeting?: MeetingId;
}

/** Somebody of the household, with where they hide when that is to be kept apart. */
interface Housemate {
  readonly person: HouseholdPerson;
  readonly confidentialAddress?: string;
}

const fewWords = text(300);

const readReporter = thing<{ name: string }, { contact: string }>(
  { name: fewWords },
  { contact: fewWords },
);
const readAssessment = (now: Instant) =>
  thing<{ level: SafetyLevel; assessedOn: LocalDate; words: string }>({
    level: word(safetyLevels),
    assessedOn: readPastDay(localDateOf(now)),
    words: words(2000),
  });

/** Reads somebody of a household; who has no id yet gets one. */
function readHousemate(newId: () => string): Reader<Housemate> {
  return (value, path) => {
    const { confidentialAddress, ...person } = fieldsOf(value);
    const read = readHouseholdPerson({ id: newId(), ...person }, path);
    if (!read.ok || confidentialAddress === undefined)
      return read.ok ? { ok: true, value: { person: read.value } } : read;
    const address = fewWords(confidentialAddress, `${path}.confidentialAddress`);
    if (!address.ok) return address;
    return { ok: true, value: { person: read.value, confidentialAddress: address.value } };
  };
}

interface Opens {
  readonly alias: string;
  readonly municipality?: MunicipalityCode;
  readonly household: readonly Housemate[];
}

/** What reading a report asks of the world around. */
interface Around {
  readonly newId: () => string;
  readonly now: () => Instant;
}

/** Reads a report that is filled in; every mistake in it is told. A request for advice is refused. */
export function readReportForm({ newId, now }: Around): Reader<ReportForm> {
  const readOpens = thing<Omit<Opens, 'municipality'>, { municipality: MunicipalityCode }>(
    { alias: words(80), household: listOf(readHousemate(newId), { least: 1, most: 30 }) },
    { municipality: readMunicipality },
  );
  const readRest = thing<object, Rest>(
    {},
    {
      reporter: readReporter,
      caseId: idOf('CaseId'),
      opens: readOpens,
      assessment: readAssessment(now()),
      meeting: idOf('MeetingId'),
    },
  );
  return (value) => {
    const { reporter, caseId, opens, assessment, meeting, ...report } = fieldsOf(value);
    const rest = readRest(withoutUndefined({ reporter, caseId, opens, assessment, meeting }), '');
    return joined(readReport(report, now()), rest);
  };
}

interface Rest {
  readonly reporter: NonNullable<ReportForm['reporter']>;
  readonly caseId: CaseId;
  readonly opens: Opens;
  readonly assessment: NonNullable<ReportForm['assessment']>;
  readonly meeting: MeetingId;
}

function readReport(report: Readonly<Record<string, unknown>>, now: Instant): Parsed<ReportIntake> {
  const at = readPastMoment(now)(report['receivedAt'], 'receivedAt');
  const read = readReportIntake({ ...report, receivedAt: at.ok ? at.value : 0 }, '');
  const others = read.ok ? [] : read.mistakes.filter(({ path }) => path !== 'receivedAt');
  const mistakes = [...others, ...(at.ok ? [] : at.mistakes)];
  return read.ok && mistakes.length === 0 ? read : { ok: false, mistakes };
}

function joined(report: Parsed<ReportIntake>, rest: Parsed<Partial<Rest>>): Parsed<ReportForm> {
  if (!report.ok || !rest.ok) return { ok: false, mistakes: [report, rest].flatMap(mistakesOf) };
  const { reporter, assessment, meeting, caseId, opens } = rest.value;
  const mistakes = aboutCase(report.value, { caseId, opens });
  const of = subjectOf(caseId, opens);
  if (!of || mistakes.length > 0)
    return { ok: false, mistakes: of ? mistakes : [{ path: 'opens', kind: 'MISSING' }] };
  return {
    ok: true,
    value: {
      report: report.value,
      of,
      ...(reporter ? { reporter } : {}),
      ...(assessment ? { assessment } : {}),
      ...(meeting === undefined ? {} : { meeting }),
    },
  };
}

function mistakesOf(parsed: Parsed<unknown>): readonly Mistake[] {
  return parsed.ok ? [] : parsed.mistakes;
}

function subjectOf(
  caseId: CaseId | undefined,
  opens: Opens | undefined,
): ReportForm['of'] | undefined {
  if (opens) return { kind: 'NEW', ...opens };
  return caseId === undefined ? undefined : { kind: 'KNOWN', caseId };
}

/** A report is of one case: one that exists, or one that it opens. A first report is never of a case that exists. */
function aboutCase(
  { kind }: ReportIntake,
  { caseId, opens }: { readonly caseId: CaseId | undefined; readonly opens: Opens | undefined },
): readonly Mistake[] {
  if (caseId !== undefined && opens) return [{ path: 'opens', kind: 'NOT_ALLOWED' }];
  if (caseId !== undefined && kind === 'FIRST') return [{ path: 'kind', kind: 'NOT_ALLOWED' }];
  return [];
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function withoutUndefined(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
