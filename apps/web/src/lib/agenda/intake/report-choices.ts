import {
  householdRoles,
  type ReporterKind,
  reporterKinds,
  type ReportSource,
  reportSources,
  type SignalKind,
  signalKinds,
} from '@overlegtafel/domain';
import { m } from '#lib/paraglide/messages.js';
import { roleWords } from '#lib/table/case/household-words.ts';

const signals: Readonly<Record<SignalKind, () => string>> = {
  REPORT: m.intake_signal_report,
  POLICE_REPORT: m.intake_signal_police_report,
  ADVICE_REQUEST: m.intake_signal_advice_request,
};

const sources: Readonly<Record<ReportSource, () => string>> = {
  POLICE: m.intake_source_police,
  HEALTH_CARE: m.intake_source_health_care,
  MENTAL_HEALTH_CARE: m.intake_source_mental_health_care,
  EDUCATION: m.intake_source_education,
  YOUTH_CARE: m.intake_source_youth_care,
  CHILD_HEALTH_CARE: m.intake_source_child_health_care,
  SHELTER: m.intake_source_shelter,
  MUNICIPALITY: m.intake_source_municipality,
  INVOLVED_PERSON: m.intake_source_involved_person,
  NEIGHBOURHOOD: m.intake_source_neighbourhood,
  OTHER: m.intake_source_other,
};

const reporters: Readonly<Record<ReporterKind, () => string>> = {
  KNOWN: m.intake_reporter_known,
  ANONYMOUS: m.intake_reporter_anonymous,
  UNIDENTIFIED: m.intake_reporter_unidentified,
};

/** The lists of the form of a report, in words. */
export function reportChoices() {
  return {
    signals: signalKinds.map((value) => ({ value, label: signals[value]() })),
    sources: reportSources.map((value) => ({ value, label: sources[value]() })),
    reporters: reporterKinds.map((value) => ({ value, label: reporters[value]() })),
    roles: householdRoles.map((value) => ({ value, label: roleWords[value]() })),
  };
}
