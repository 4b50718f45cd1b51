import type { ReportKind, ReportSource, ViolenceStopped } from '@overlegtafel/domain';
import { m } from '#lib/paraglide/messages.js';

/** What kind of report it was, for this household. */
export const reportKindWords: Readonly<Record<ReportKind, () => string>> = {
  FIRST: m.case_report_first,
  REPEAT: m.case_report_repeat,
  FOLLOW_UP: m.case_report_follow_up,
};

/** From what kind of organisation a report came; never who. */
export const sourceWords: Readonly<Record<ReportSource, () => string>> = {
  POLICE: m.case_source_police,
  HEALTH_CARE: m.case_source_health_care,
  MENTAL_HEALTH_CARE: m.case_source_mental_health_care,
  EDUCATION: m.case_source_education,
  YOUTH_CARE: m.case_source_youth_care,
  CHILD_HEALTH_CARE: m.case_source_child_health_care,
  SHELTER: m.case_source_shelter,
  MUNICIPALITY: m.case_source_municipality,
  INVOLVED_PERSON: m.case_source_involved_person,
  NEIGHBOURHOOD: m.case_source_neighbourhood,
  OTHER: m.case_source_other,
};

/** What a check found. The first question is always whether the violence stopped. */
export const checkWords: Readonly<Record<ViolenceStopped, () => string>> = {
  YES: m.case_check_yes,
  NO: m.case_check_no,
  UNKNOWN: m.case_check_unknown,
};
