import { legalGrounds, roles } from '@overlegtafel/domain';
import { groundWords as legalGroundWords } from '#lib/agenda/kind-words.ts';
import { roleWords } from '#lib/navigation/role-words.ts';
import { m } from '#lib/paraglide/messages.js';
import type { LogLine } from './log-line.ts';

const scopes: Readonly<Record<string, () => string>> = {
  'ROLE OWN_TABLE': m.log_ground_own_table,
  'ROLE OWN_MUNICIPALITY': m.log_ground_own_municipality,
  'ROLE OWN_TASK': m.log_ground_own_task,
};

const purposes: Readonly<Record<string, () => string>> = {
  INTAKE: m.log_purpose_intake,
  CONSULTATION: m.log_purpose_consultation,
  FOLLOW_UP: m.log_purpose_follow_up,
  EMERGENCY: m.log_purpose_emergency,
  DATA_SUBJECT_RIGHTS: m.log_purpose_data_subject_rights,
  ACCOUNTABILITY: m.log_purpose_accountability,
  ADMINISTRATION: m.log_purpose_administration,
  RETENTION: m.log_purpose_retention,
};

const apart: Readonly<Record<string, () => string>> = {
  none: m.log_role_none,
  server: m.log_role_server,
};

/** In which role and for which organisation somebody did it; a line of before says less. */
export function placeWords({ role, organisationName, onBehalfOfName }: LogLine): string {
  const parts = [
    role && roleOf(role),
    organisationName,
    onBehalfOfName && m.log_on_behalf({ name: onBehalfOfName }),
  ];
  return parts.filter(Boolean).join(', ');
}

function roleOf(role: string): string {
  const known = roles.find((one) => one === role);
  return known ? roleWords(known) : (apart[role]?.() ?? role);
}

/** On what it rested; what is not known by name is shown as it stands in the line. */
export function groundWords({ ground = '' }: LogLine): string {
  const invited = legalGrounds.find((one) => ground === `INVITATION ${one}`);
  if (invited) return m.log_ground_invited({ ground: legalGroundWords(invited) });
  return scopes[ground]?.() ?? ground;
}

export function purposeWords({ purpose = '' }: LogLine): string {
  return purposes[purpose]?.() ?? purpose;
}

/** What was written by hand when the access was given or taken. */
export function statedWords({ statedPurpose, statedNecessity }: LogLine): readonly string[] {
  return [
    ...(statedPurpose === undefined ? [] : [m.log_stated_purpose({ words: statedPurpose })]),
    ...(statedNecessity === undefined ? [] : [m.log_stated_necessity({ words: statedNecessity })]),
  ];
}
