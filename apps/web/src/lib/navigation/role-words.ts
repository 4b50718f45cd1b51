import type { Role } from '@overlegtafel/domain';
import { m } from '#lib/paraglide/messages.js';

const words: Readonly<Record<Role, () => string>> = {
  chair: m.roles_chair,
  secretary: m.roles_secretary,
  'vt-worker': m.roles_vt_worker,
  'behavioural-scientist': m.roles_behavioural_scientist,
  'confidential-doctor': m.roles_confidential_doctor,
  'process-director': m.roles_process_director,
  'local-team': m.roles_local_team,
  police: m.roles_police,
  invited: m.roles_invited,
  'policy-officer': m.roles_policy_officer,
  'privacy-officer': m.roles_privacy_officer,
  auditor: m.roles_auditor,
  administrator: m.roles_administrator,
};

/** A role as people call it. */
export function roleWords(role: Role): string {
  return words[role]();
}
