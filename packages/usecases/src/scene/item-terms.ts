import {
  type Deadline,
  deadlineOf,
  type DecisionKind,
  defaultTermSettings,
  type Instant,
  localDateOf,
  type LocalDate,
  type SafetyLevel,
  startOfDay,
  type TermKind,
  type TermStatus,
  termStatus,
} from '@overlegtafel/domain';
import type { AssessmentRow, ReportRow } from '../ports/rows.ts';
import type { ItemStanding } from './item-standing.ts';

/** A term of an item: which one, when it ends, and how it stands. */
export interface ItemTerm {
  readonly term: TermKind;
  readonly deadline: Deadline;
  readonly status: TermStatus;
}

/** How safe a case is thought to be, and by whom: the table, or Veilig Thuis before it. */
export interface KnownLevel {
  readonly level: SafetyLevel;
  readonly levelBy: 'AGREED' | 'ASSESSED';
}

export function knownLevel(
  { agreedLevel }: Pick<ItemStanding, 'agreedLevel'>,
  assessment: AssessmentRow | undefined,
): KnownLevel | undefined {
  if (agreedLevel) return { level: agreedLevel.level, levelBy: 'AGREED' };
  return assessment && { level: assessment.level, levelBy: 'ASSESSED' };
}

/** The last assessment of a case. */
export function lastAssessment(all: readonly AssessmentRow[]): AssessmentRow | undefined {
  return all.reduce<AssessmentRow | undefined>(
    (last, one) => (last && last.assessedOn > one.assessedOn ? last : one),
    undefined,
  );
}

/** What terms are counted from. */
export interface TermFacts {
  readonly report: ReportRow | undefined;
  readonly assessment: AssessmentRow | undefined;
  readonly level: SafetyLevel | undefined;
  /** The decision that was confirmed, and when. */
  readonly decided?: { readonly kind: DecisionKind; readonly at: Instant };
}

/** The terms that run for an item, nearest first. They are shown, and never block anything. */
export function itemTerms(facts: TermFacts, now: Instant): readonly ItemTerm[] {
  const { terms, holidays } = defaultTermSettings;
  return running(facts)
    .map(([term, start]): ItemTerm => {
      const deadline = deadlineOf(terms[term], start, holidays);
      return { term, deadline, status: termStatus(deadline, now, holidays) };
    })
    .sort((a, b) => endOf(a.deadline) - endOf(b.deadline));
}

function running({ report, assessment, level, decided }: TermFacts): [TermKind, Instant][] {
  const found: [TermKind, Instant][] = [];
  if (report) {
    const isAssessed = assessment && assessment.assessedOn >= localDateOf(report.receivedAt);
    if (!isAssessed) found.push(['SAFETY_ASSESSMENT', report.receivedAt]);
    if (level === 'ACUTE' && !decided) found.push(['ACUTE_ACTION', report.receivedAt]);
    found.push(['INFORM_INVOLVED', report.receivedAt]);
  }
  if (decided?.kind === 'INVESTIGATION') found.push(['INVESTIGATION', decided.at]);
  return found;
}

function endOf(deadline: Deadline): number {
  switch (deadline.kind) {
    case 'MOMENT':
      return deadline.at;
    case 'DAY':
      return startOfDay(deadline.on);
    case 'OUTSIDE_CALENDAR':
      return Infinity;
  }
}

/** The day on which the nearest term ends. */
export function nearestDay([first]: readonly ItemTerm[]): LocalDate | undefined {
  if (!first || first.deadline.kind === 'OUTSIDE_CALENDAR') return undefined;
  return first.deadline.kind === 'DAY' ? first.deadline.on : localDateOf(first.deadline.at);
}

/** A term as it stands in an answer. */
export function termView({ term, status }: ItemTerm): TermStatus & { readonly term: string } {
  return { term, ...status };
}
