/**
 * The closed lists of the field. Each list stands on its own: a safety level is not a triage priority,
 * and neither decides the other (see docs/dictionary.md).
 */

/** How safe the household is, as weighed by disciplines and agreed at the table; worst first. */
export const safetyLevels = [
  'ACUTE',
  'STRUCTURAL',
  'MULTI_PROBLEM',
  'SAFE_ENOUGH',
  'NOT_ASSESSABLE',
] as const;
export type SafetyLevel = (typeof safetyLevels)[number];

/** How soon the table acts; co-edited, most urgent first. */
export const triagePriorities = ['ACT_NOW', 'THIS_WEEK', 'WITHIN_TERM', 'WAITING'] as const;
export type TriagePriority = (typeof triagePriorities)[number];

/** The answer to "Is het nu veilig?". UNKNOWN was chosen by somebody, but is not an answer. */
export const safeNowAnswers = ['YES', 'WITH_CONDITIONS', 'NO', 'UNKNOWN'] as const;
export type SafeNow = (typeof safeNowAnswers)[number];

/** What the table decides. DEFERRAL is a decision too: with a reason, an owner and a dated interim check. */
export const decisionKinds = [
  'DIRECT_INTERVENTION',
  'CONDITIONS_FOLLOWUP',
  'INVESTIGATION',
  'HANDOVER',
  'RVDK_REQUEST',
  'CLOSED_BY_VT',
  'DEFERRAL',
] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** Stored by name and never by number: the literature swaps the numbers. */
export const violenceProfiles = [
  'INTIMATE_TERROR',
  'FAMILY_UNDER_STRESS',
  'LONG_TERM_CARE',
  'CHILD_BEHAVIOUR',
  'CONFLICT_DIVORCE',
] as const;
export type ViolenceProfile = (typeof violenceProfiles)[number];

export const riskFactors = [
  'POVERTY',
  'DEBTS',
  'UNEMPLOYMENT',
  'HOUSING',
  'PARENTING_STRESS',
  'OWN_YOUTH_VIOLENCE',
  'SUBSTANCE_USE',
  'PSYCHIATRY',
  'ISOLATION',
  'ILLNESS',
  'CARE_OVERLOAD',
  'PREGNANCY',
  'RUNNING_PROCEEDINGS',
  'SCHOOL_ABSENCE',
  'RUNNING_AWAY',
  'COERCION',
  'TRAUMA',
  'OTHER',
] as const;
export type RiskFactor = (typeof riskFactors)[number];

/** The phases of working together on safety (Vogtlander and Van Arum): first safe, then why, then repair. */
export const actionPhases = ['DIRECT_SAFETY', 'RISK_DRIVEN', 'RECOVERY'] as const;
export type ActionPhase = (typeof actionPhases)[number];

/** How a signal came in. An ADVICE_REQUEST leaves the adviser in charge and never becomes a case. */
export const signalKinds = ['REPORT', 'POLICE_REPORT', 'ADVICE_REQUEST'] as const;
export type SignalKind = (typeof signalKinds)[number];

/** Whether the household was known: first, known but without Veilig Thuis now, or during its involvement. */
export const reportKinds = ['FIRST', 'REPEAT', 'FOLLOW_UP'] as const;
export type ReportKind = (typeof reportKinds)[number];

export const reportSources = [
  'POLICE',
  'HEALTH_CARE',
  'MENTAL_HEALTH_CARE',
  'EDUCATION',
  'YOUTH_CARE',
  'CHILD_HEALTH_CARE',
  'SHELTER',
  'MUNICIPALITY',
  'INVOLVED_PERSON',
  'NEIGHBOURHOOD',
  'OTHER',
] as const;
export type ReportSource = (typeof reportSources)[number];

/** KNOWN: named. ANONYMOUS: known to Veilig Thuis only. UNIDENTIFIED: unknown to Veilig Thuis too. */
export const reporterKinds = ['KNOWN', 'ANONYMOUS', 'UNIDENTIFIED'] as const;
export type ReporterKind = (typeof reporterKinds)[number];

/** Who weighs safety; each discipline rates once and alone. */
export const disciplines = [
  'VT_WORKER',
  'BEHAVIOURAL_SCIENTIST',
  'CONFIDENTIAL_DOCTOR',
  'POLICE',
  'MUNICIPALITY',
  'LOCAL_TEAM',
  'CHILD_PROTECTION',
  'MENTAL_HEALTH_CARE',
  'SHELTER',
  'OTHER',
] as const;
export type Discipline = (typeof disciplines)[number];

/** Why an action was not done, or a handover was refused. */
export const notDoneReasons = [
  'PERSONS_CHOICE',
  'CHANGED_SITUATION',
  'CONDITION_NOT_MET',
  'NO_CAPACITY',
  'NOT_ALLOWED',
  'UNKNOWN',
] as const;
export type NotDoneReason = (typeof notDoneReasons)[number];
