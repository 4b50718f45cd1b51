import { readId } from '@overlegtafel/domain';
import type { PracticePerson } from '#lib/practice/practice-table.ts';
import type { SheetPerson } from './actions/owner-options.ts';

/** The people of the practice table as owners to choose from. */
export function practiceOwners(people: readonly PracticePerson[]): readonly SheetPerson[] {
  return people.flatMap(({ id, name, organisation }): SheetPerson[] => {
    const person = readId('PersonId', id, 'id');
    // The practice list names organisations by their names; as ids they only give a colour.
    const of = readId('OrganisationId', slug(organisation), 'organisation');
    return person.ok && of.ok ? [{ id: person.value, name, organisation: of.value }] : [];
  });
}

function slug(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '-')
    .slice(0, 24);
}
