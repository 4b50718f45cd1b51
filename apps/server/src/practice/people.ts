import { readId, type OrganisationId, type PersonId } from '@overlegtafel/domain';
import type { SignedIn } from '../identity/session.ts';

/** Somebody of the practice table. Everybody is invented; a name is a function and two initials. */
export interface PracticePerson extends SignedIn {
  readonly organisationName: string;
}

const listed: readonly (readonly [
  id: string,
  name: string,
  organisation: string,
  organisationName: string,
  role: string,
])[] = [
  ['chair', 'Voorzitter FK', 'veilig-thuis', 'Veilig Thuis Heuvelland-Oost', 'chair'],
  ['secretary', 'Secretaris TW', 'veilig-thuis', 'Veilig Thuis Heuvelland-Oost', 'secretary'],
  ['vt-worker', 'VT-medewerker LB', 'veilig-thuis', 'Veilig Thuis Heuvelland-Oost', 'vt-worker'],
  [
    'behavioural-scientist',
    'Gedragswetenschapper NH',
    'veilig-thuis',
    'Veilig Thuis Heuvelland-Oost',
    'behavioural-scientist',
  ],
  ['process-director', 'Procesregisseur RV', 'mijnstad', 'Gemeente Mijnstad', 'process-director'],
  ['police', 'Politie JD', 'politie', 'Politie Heuvelland-Oost', 'police'],
  ['local-team-mijnstad', 'Wijkteam SM', 'wijkteam-mijnstad', 'Wijkteam Mijnstad', 'local-team'],
  ['local-team-beekdorp', 'Wijkteam KD', 'wijkteam-beekdorp', 'Wijkteam Beekdorp', 'local-team'],
  ['local-team-grensdorp', 'Wijkteam AV', 'wijkteam-grensdorp', 'Wijkteam Grensdorp', 'local-team'],
];

/** The people of the practice table, the chair first. */
export const practicePeople: readonly PracticePerson[] = listed.map(
  ([id, name, organisation, organisationName, role]) => ({
    person: personId(id),
    name,
    organisation: organisationId(organisation),
    organisationName,
    role,
  }),
);

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
