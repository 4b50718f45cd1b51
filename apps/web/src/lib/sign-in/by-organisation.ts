import type { ApiAnswer } from '@overlegtafel/protocol/api';

type PracticePerson = ApiAnswer<'practicePeople'>[number];

/** The people of one organisation. */
export interface OrganisationPeople {
  readonly organisation: string;
  readonly people: readonly PracticePerson[];
}

/** People by organisation, in the order in which they come: the chair's organisation first, the chair at its head. */
export function byOrganisation(people: readonly PracticePerson[]): readonly OrganisationPeople[] {
  const chairsFirst = [...people].sort((a, b) => rank(a) - rank(b));
  const groups = new Map<string, PracticePerson[]>();
  for (const person of chairsFirst) {
    const group = groups.get(person.organisation) ?? [];
    groups.set(person.organisation, [...group, person]);
  }
  return [...groups].map(([organisation, members]) => ({ organisation, people: members }));
}

function rank({ role }: PracticePerson): number {
  return role === 'chair' ? 0 : 1;
}
