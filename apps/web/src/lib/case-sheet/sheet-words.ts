import type {
  ActionPhase,
  Beneficiary,
  DecisionKind,
  InvolvedId,
  RiskFactor,
  SafeNow,
  ViolenceProfile,
} from '@overlegtafel/domain';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { Author } from './authors.ts';

type Words<T extends string> = Readonly<Record<T, () => string>>;

export const safeNowWords: Words<SafeNow> = {
  YES: m.sheet_safe_yes,
  WITH_CONDITIONS: m.sheet_safe_with_conditions,
  NO: m.sheet_safe_no,
  UNKNOWN: m.sheet_safe_unknown,
};

export const decisionWords: Words<DecisionKind> = {
  DIRECT_INTERVENTION: m.sheet_decision_direct_intervention,
  CONDITIONS_FOLLOWUP: m.sheet_decision_conditions_followup,
  INVESTIGATION: m.sheet_decision_investigation,
  HANDOVER: m.sheet_decision_handover,
  RVDK_REQUEST: m.sheet_decision_rvdk_request,
  CLOSED_BY_VT: m.sheet_decision_closed_by_vt,
  DEFERRAL: m.sheet_decision_deferral,
};

export const riskWords: Words<RiskFactor> = {
  POVERTY: m.sheet_risk_poverty,
  DEBTS: m.sheet_risk_debts,
  UNEMPLOYMENT: m.sheet_risk_unemployment,
  HOUSING: m.sheet_risk_housing,
  PARENTING_STRESS: m.sheet_risk_parenting_stress,
  OWN_YOUTH_VIOLENCE: m.sheet_risk_own_youth_violence,
  SUBSTANCE_USE: m.sheet_risk_substance_use,
  PSYCHIATRY: m.sheet_risk_psychiatry,
  ISOLATION: m.sheet_risk_isolation,
  ILLNESS: m.sheet_risk_illness,
  CARE_OVERLOAD: m.sheet_risk_care_overload,
  PREGNANCY: m.sheet_risk_pregnancy,
  RUNNING_PROCEEDINGS: m.sheet_risk_running_proceedings,
  SCHOOL_ABSENCE: m.sheet_risk_school_absence,
  RUNNING_AWAY: m.sheet_risk_running_away,
  COERCION: m.sheet_risk_coercion,
  TRAUMA: m.sheet_risk_trauma,
  OTHER: m.sheet_risk_other,
};

export const profileWords: Words<ViolenceProfile> = {
  INTIMATE_TERROR: m.sheet_profile_intimate_terror,
  FAMILY_UNDER_STRESS: m.sheet_profile_family_under_stress,
  LONG_TERM_CARE: m.sheet_profile_long_term_care,
  CHILD_BEHAVIOUR: m.sheet_profile_child_behaviour,
  CONFLICT_DIVORCE: m.sheet_profile_conflict_divorce,
};

export const phaseWords: Words<ActionPhase> = {
  DIRECT_SAFETY: m.sheet_phase_direct_safety,
  RISK_DRIVEN: m.sheet_phase_risk_driven,
  RECOVERY: m.sheet_phase_recovery,
};

/** A closed list as answers to choose from. */
export function choicesOf<T extends string>(
  list: readonly T[],
  words: Words<T>,
): readonly { readonly value: T; readonly label: string }[] {
  return list.map((value) => ({ value, label: words[value]() }));
}

/** "Politie JD", "Politie JD en wijkteam SM", "A, B en C". */
export function listOf(names: readonly string[]): string {
  return new Intl.ListFormat(getLocale(), { type: 'conjunction' }).format(names);
}

/** Who chose something, as far as is known. */
export function authorsWords(authors: readonly Author[]): string {
  return authors.length === 0 ? m.sheet_somebody() : listOf(authors.map(({ name }) => name));
}

/** Somebody of the household, as the table calls them: "Dochter, 6". */
export interface Involved {
  readonly id: InvolvedId;
  readonly label: string;
}

/** For whom an action is done. */
export function beneficiaryWords(forWhom: Beneficiary, household: readonly Involved[]): string {
  if (forWhom.kind === 'CASE') return m.sheet_action_for_case();
  const names = forWhom.persons.map(
    (person) => household.find(({ id }) => id === person)?.label ?? m.sheet_somebody(),
  );
  return m.sheet_action_for_one({ name: listOf(names) });
}
