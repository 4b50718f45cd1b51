import {
  type CaseId,
  type HouseholdPerson,
  type Instant,
  localDateOf,
  type ReportKind,
  type TableId,
} from '@overlegtafel/domain';
import type { AssessmentRow, CaseRow, ReportRow } from '@overlegtafel/usecases';
import { practiceMunicipalities, practiceOrganisations } from '../practice/people.ts';
import { practicePersonId } from '../practice/seed/practice-stage.ts';
import type { Chance } from './chance.ts';
import { details, levels, opening, sources, trees } from './mixes.ts';

/** A household that is new to Veilig Thuis. */
export function newCase(table: TableId, at: Instant, chance: Chance): CaseRow {
  const [veiligThuis] = practiceOrganisations;
  if (!veiligThuis) throw new Error('the practice table has no organisations');
  const number = 1_000 + chance.below(9_000);
  return {
    id: chance.id('CaseId'),
    table,
    alias: `Casus ${chance.pick(trees)} ${number}`,
    reference: `OT-${number}`,
    municipality: chance.pick(practiceMunicipalities).code,
    household: householdOf(chance),
    bringingParty: veiligThuis.id,
    openedAt: at,
  };
}

/** Three and a half people on average. */
function householdOf(chance: Chance): readonly HouseholdPerson[] {
  const grown = (role: HouseholdPerson['role']) => person(role, 20 + chance.below(40), chance);
  const children = Array.from({ length: chance.below(4) }, () =>
    person(chance.pick(['SON', 'DAUGHTER']), chance.below(18), chance),
  );
  const other = chance.pick(['FATHER', 'PARTNER', 'EX_PARTNER'] as const);
  return [grown('MOTHER'), grown(other), ...children];
}

function person(role: HouseholdPerson['role'], ageYears: number, chance: Chance): HouseholdPerson {
  return { id: chance.id('InvolvedId'), role, ageYears, isChild: ageYears < 18 };
}

export function reportOf(
  { id: caseId, table }: Pick<CaseRow, 'id' | 'table'>,
  { kind, receivedAt }: { readonly kind: ReportKind; readonly receivedAt: Instant },
  chance: Chance,
): ReportRow {
  const source = chance.share(sources);
  return {
    id: chance.id('ReportId'),
    caseId,
    table,
    signal: source === 'POLICE' ? 'POLICE_REPORT' : 'REPORT',
    kind,
    source,
    reporterKind: source === 'NEIGHBOURHOOD' ? 'ANONYMOUS' : 'KNOWN',
    receivedAt,
    summary: sentence(chance),
  };
}

export function assessmentOf(caseId: CaseId, at: Instant, chance: Chance): AssessmentRow {
  return {
    caseId,
    level: chance.share(levels),
    assessedOn: localDateOf(at),
    assessedBy: practicePersonId('vt-worker'),
    words: sentence(chance),
  };
}

/** A few invented words about what happened. */
export function sentence(chance: Chance): string {
  return `${chance.pick(opening)}: ${chance.pick(details)} en ${chance.pick(details)}.`;
}
