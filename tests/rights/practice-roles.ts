import {
  instant,
  type Membership,
  type MunicipalityCode,
  readMunicipality,
  type Role,
} from '@overlegtafel/domain';
import { idOf } from '../meeting/write-case.ts';

export const table = 'oefentafel';

/** Somebody of the practice table as this proof expects them to be; the server is asked whether it agrees. */
export interface Somebody {
  readonly id: string;
  readonly role: Role;
  readonly organisation: string;
  readonly municipalities: readonly string[];
}

const lines: readonly (readonly [string, Role, string, ...string[]])[] = [
  ['chair', 'chair', 'veilig-thuis'],
  ['secretary', 'secretary', 'veilig-thuis'],
  ['vt-worker', 'vt-worker', 'veilig-thuis'],
  ['behavioural-scientist', 'behavioural-scientist', 'veilig-thuis'],
  ['confidential-doctor', 'confidential-doctor', 'veilig-thuis'],
  ['process-director', 'process-director', 'mijnstad', 'mijnstad', 'beekdorp'],
  ['process-director-gd', 'process-director', 'grensdorp', 'grensdorp'],
  ['police', 'police', 'politie'],
  ['local-team-mijnstad', 'local-team', 'wijkteam-mijnstad', 'mijnstad'],
  ['local-team-beekdorp', 'local-team', 'wijkteam-beekdorp', 'beekdorp'],
  ['local-team-grensdorp', 'local-team', 'wijkteam-grensdorp', 'grensdorp'],
  ['wmo-mijnstad', 'local-team', 'wmo-mijnstad'],
  ['registry-mijnstad', 'invited', 'mijnstad'],
  ['debt-help', 'invited', 'beekdorp'],
  ['mda-coordinator', 'invited', 'mda'],
  ['mental-health', 'invited', 'ggz'],
  ['care-coordinator', 'invited', 'jeugdhulp'],
  ['policy-officer', 'policy-officer', 'mijnstad', 'mijnstad'],
  ['privacy-officer', 'privacy-officer', 'veilig-thuis'],
  ['auditor', 'auditor', 'veilig-thuis'],
  ['administrator', 'administrator', 'veilig-thuis'],
];

/** Everybody of the practice table: all thirteen roles. */
export const everybody: readonly Somebody[] = lines.map(
  ([id, role, organisation, ...municipalities]) => ({ id, role, organisation, municipalities }),
);

/** The only ones who may know who reported, and where somebody hides. */
export const veiligThuisRoles: readonly Role[] = [
  'vt-worker',
  'behavioural-scientist',
  'confidential-doctor',
];

const since = instant(Date.UTC(2020, 0, 1));

/** Their places at the table, one for each municipality that they act for. */
export function membershipsOf(one: Somebody): readonly Membership[] {
  const places = one.municipalities.length === 0 ? [undefined] : one.municipalities;
  return places.map((municipality) => ({
    role: one.role,
    organisation: idOf('OrganisationId', one.organisation),
    table: idOf('TableId', table),
    from: since,
    ...(municipality === undefined ? {} : { municipality: municipalityOf(municipality) }),
  }));
}

export function municipalityOf(text: string): MunicipalityCode {
  const read = readMunicipality(text, 'municipality');
  if (!read.ok) throw new Error(`'${text}' is no municipality`);
  return read.value;
}
