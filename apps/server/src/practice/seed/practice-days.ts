import {
  addDays,
  addHours,
  type CaseId,
  type Instant,
  instantOf,
  type LocalDate,
  localDateOf,
  type MunicipalityCode,
} from '@overlegtafel/domain';
import { practiceMunicipalities } from '../people.ts';
import type { PracticeCase } from '../week/practice-case.ts';

/** When the table meets, by the clock on the wall. */
export const tableTime = '09:00';

/** The days of the practice weeks, counted from the day on which the server first starts: that is table day. */
export class PracticeDays {
  readonly today: LocalDate;

  constructor(now: Instant) {
    this.today = localDateOf(now);
  }

  before(days: number): LocalDate {
    return addDays(this.today, -days);
  }

  at(daysBefore: number, time: string): Instant {
    return instantOf(this.before(daysBefore), time);
  }
}

const firstHour = '08:45';
const lastHour = '15:45';

/**
 * ID18: when Veilig Thuis takes up what came in at this moment: an hour later, or the next morning when nobody works by
 * then. It leaves an hour before the end of the day to think the case over.
 */
export function takenUpAt(received: Instant): Instant {
  const hourLater = addHours(received, 1);
  const day = localDateOf(hourLater);
  if (hourLater < instantOf(day, firstHour)) return instantOf(day, firstHour);
  if (hourLater <= instantOf(day, lastHour)) return hourLater;
  return instantOf(addDays(day, 1), firstHour);
}

/**
 * A report of a practice case as somebody at Veilig Thuis fills it in.
 *
 * @param known the case, when it was known before
 */
export function reportBody(
  one: Omit<PracticeCase, 'received' | 'invited' | 'proposal'>,
  when: { readonly received: Instant; readonly assessedOn: LocalDate },
  known?: CaseId,
) {
  const { signal, kind, source, reporterKind, reporter, summary, level } = one;
  return {
    signal,
    kind,
    source,
    reporterKind,
    receivedAt: new Date(when.received).toISOString(),
    summary,
    ...(reporter ? { reporter } : {}),
    ...(known === undefined ? { opens: opensBody(one) } : { caseId: known }),
    assessment: { level, assessedOn: when.assessedOn, words: one.assessment },
  };
}

/** A practice case as its first report opens it. */
export function opensBody({
  alias,
  municipality,
  household,
}: Pick<PracticeCase, 'alias' | 'municipality' | 'household'>) {
  return {
    alias: `Casus ${alias}`,
    ...(municipality === undefined ? {} : { municipality: codeOf(municipality) }),
    household: household.map(({ key: _key, ...housemate }) => housemate),
  };
}

function codeOf(municipality: string): MunicipalityCode {
  const found = practiceMunicipalities.find(({ code }) => code === municipality);
  if (!found) throw new Error(`'${municipality}' is no municipality of the practice table`);
  return found.code;
}
