import {
  type Discipline,
  type MunicipalityCode,
  type OrganisationId,
  type PersonId,
  readId,
  readMunicipality,
  type Role,
} from '@overlegtafel/domain';
import type { OrganisationKind } from '@overlegtafel/usecases';
import type { SignedIn } from '../identity/session.ts';

/** Somebody of the practice table. Everybody is invented; a name is a function and two initials. */
export interface PracticePerson extends SignedIn {
  readonly organisationName: string;
  readonly role: Role;
  /** The municipalities that this person acts for; none: not bound to one. */
  readonly municipalities: readonly MunicipalityCode[];
  /** From which discipline this person weighs safety; absent for who does not. */
  readonly discipline?: Discipline;
}

export interface PracticeOrganisation {
  readonly id: OrganisationId;
  readonly name: string;
  readonly kind: OrganisationKind;
  /** Whose team or office it is; absent when it works for the whole region. */
  readonly municipality?: MunicipalityCode;
}

const organisationLines: readonly (readonly [string, string, OrganisationKind, string?])[] = [
  ['veilig-thuis', 'Veilig Thuis Heuvelland-Oost', 'VEILIG_THUIS'],
  ['mijnstad', 'Gemeente Mijnstad', 'MUNICIPALITY', 'mijnstad'],
  ['beekdorp', 'Gemeente Beekdorp', 'MUNICIPALITY', 'beekdorp'],
  ['grensdorp', 'Gemeente Grensdorp', 'MUNICIPALITY', 'grensdorp'],
  ['politie', 'Politie Heuvelland-Oost', 'POLICE'],
  ['wijkteam-mijnstad', 'Wijkteam Mijnstad', 'LOCAL_TEAM', 'mijnstad'],
  ['wijkteam-beekdorp', 'Wijkteam Beekdorp', 'LOCAL_TEAM', 'beekdorp'],
  ['wijkteam-grensdorp', 'Wijkteam Grensdorp', 'LOCAL_TEAM', 'grensdorp'],
  ['wmo-mijnstad', 'Wmo-team Mijnstad', 'LOCAL_TEAM', 'mijnstad'],
  ['mda', 'MDA++ Heuvelland-Oost', 'CARE'],
  ['ggz', 'GGZ Heuvelland', 'CARE'],
  ['jeugdhulp', 'Jeugdhulp De Brug', 'CARE'],
];

/** The organisations of the practice table, Veilig Thuis first. */
export const practiceOrganisations: readonly PracticeOrganisation[] = organisationLines.map(
  ([id, name, kind, municipality]) => ({
    id: organisationId(id),
    name,
    kind,
    ...(municipality === undefined ? {} : { municipality: municipalityCode(municipality) }),
  }),
);

interface Line {
  readonly id: string;
  readonly name: string;
  readonly of: string;
  readonly role: Role;
  readonly weighs?: Discipline;
  readonly in?: readonly string[];
}

const vt = 'veilig-thuis';
const lines: readonly Line[] = [
  { id: 'chair', name: 'Voorzitter FK', of: vt, role: 'chair' },
  { id: 'secretary', name: 'Secretaris TW', of: vt, role: 'secretary' },
  // Takes the chair when the chair is gone.
  { id: 'deputy-chair', name: 'Vicevoorzitter EP', of: vt, role: 'chair' },
  { id: 'vt-worker', name: 'VT-medewerker LB', of: vt, role: 'vt-worker', weighs: 'VT_WORKER' },
  {
    id: 'behavioural-scientist',
    name: 'Gedragswetenschapper NH',
    of: vt,
    role: 'behavioural-scientist',
    weighs: 'BEHAVIOURAL_SCIENTIST',
  },
  {
    id: 'confidential-doctor',
    name: 'Vertrouwensarts IB',
    of: vt,
    role: 'confidential-doctor',
    weighs: 'CONFIDENTIAL_DOCTOR',
  },
  {
    id: 'process-director',
    name: 'Procesregisseur RV',
    of: 'mijnstad',
    role: 'process-director',
    weighs: 'MUNICIPALITY',
    in: ['mijnstad', 'beekdorp'],
  },
  {
    id: 'process-director-gd',
    name: 'Procesregisseur BO',
    of: 'grensdorp',
    role: 'process-director',
    weighs: 'MUNICIPALITY',
    in: ['grensdorp'],
  },
  { id: 'police', name: 'Politie JD', of: 'politie', role: 'police', weighs: 'POLICE' },
  {
    id: 'local-team-mijnstad',
    name: 'Wijkteam SM',
    of: 'wijkteam-mijnstad',
    role: 'local-team',
    weighs: 'LOCAL_TEAM',
    in: ['mijnstad'],
  },
  {
    id: 'local-team-beekdorp',
    name: 'Wijkteam KD',
    of: 'wijkteam-beekdorp',
    role: 'local-team',
    weighs: 'LOCAL_TEAM',
    in: ['beekdorp'],
  },
  {
    id: 'local-team-grensdorp',
    name: 'Wijkteam AV',
    of: 'wijkteam-grensdorp',
    role: 'local-team',
    weighs: 'LOCAL_TEAM',
    in: ['grensdorp'],
  },
  { id: 'wmo-mijnstad', name: 'Wmo-team TD', of: 'wmo-mijnstad', role: 'local-team' },
  { id: 'registry-mijnstad', name: 'Burgerzaken EV', of: 'mijnstad', role: 'invited' },
  { id: 'debt-help', name: 'Schuldhulp PB', of: 'beekdorp', role: 'invited' },
  { id: 'mda-coordinator', name: 'MDA++-coördinator HK', of: 'mda', role: 'invited' },
  { id: 'mental-health', name: 'GGZ-behandelaar WJ', of: 'ggz', role: 'invited' },
  { id: 'care-coordinator', name: 'Zorgcoördinator MS', of: 'jeugdhulp', role: 'invited' },
  {
    id: 'policy-officer',
    name: 'Beleidsmedewerker CN',
    of: 'mijnstad',
    role: 'policy-officer',
    in: ['mijnstad'],
  },
  { id: 'privacy-officer', name: 'Privacyfunctionaris GR', of: vt, role: 'privacy-officer' },
  { id: 'auditor', name: 'Auditor ZH', of: vt, role: 'auditor' },
  { id: 'administrator', name: 'Beheerder OP', of: vt, role: 'administrator' },
];

/** The people of the practice table, the chair first. */
export const practicePeople: readonly PracticePerson[] = lines.map(
  ({ id, name, of, role, weighs, in: municipalities = [] }) => ({
    person: personId(id),
    name,
    organisation: organisationId(of),
    organisationName: practiceOrganisations.find((each) => each.id === of)?.name ?? of,
    role,
    municipalities: municipalities.map(municipalityCode),
    ...(weighs === undefined ? {} : { discipline: weighs }),
  }),
);

/** The municipalities of the practice table, with what people call them. */
export const practiceMunicipalities = ['Mijnstad', 'Beekdorp', 'Grensdorp'].map((name) => ({
  code: municipalityCode(name.toLowerCase()),
  name,
}));

/** The practice person with this id, or undefined. */
export function findPracticePerson(id: string): PracticePerson | undefined {
  return practicePeople.find((each) => each.person === id);
}

function personId(text: string): PersonId {
  const parsed = readId('PersonId', text, 'id');
  if (!parsed.ok) throw new Error(`'${text}' is not a person's id`);
  return parsed.value;
}

function organisationId(text: string): OrganisationId {
  const parsed = readId('OrganisationId', text, 'organisation');
  if (!parsed.ok) throw new Error(`'${text}' is not an organisation's id`);
  return parsed.value;
}

function municipalityCode(text: string): MunicipalityCode {
  const parsed = readMunicipality(text, 'municipality');
  if (!parsed.ok) throw new Error(`'${text}' is not a municipality`);
  return parsed.value;
}
