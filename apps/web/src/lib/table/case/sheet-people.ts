import { readId } from '@overlegtafel/domain';
import type { SheetOrganisation, SheetPerson } from '#lib/case-sheet/actions/owner-options.ts';
import type { TablePeople } from '../table-answers.ts';

/** Roles that only look: nothing is given to them. */
const watching: readonly string[] = [
  'policy-officer',
  'privacy-officer',
  'auditor',
  'administrator',
];

/** Everybody of the table whom a case or an action can be given. */
export function sheetPeople({ people }: TablePeople): readonly SheetPerson[] {
  return people.flatMap(({ id, name, organisation, roles }): SheetPerson[] => {
    const person = readId('PersonId', id, 'id');
    const of = readId('OrganisationId', organisation.id, 'organisation');
    if (!person.ok || !of.ok || roles.every((role) => watching.includes(role))) return [];
    return [{ id: person.value, name, organisation: of.value }];
  });
}

/** Organisations that can be given one without a person being named. */
export function sheetOrganisations({ organisations }: TablePeople): readonly SheetOrganisation[] {
  return organisations.flatMap(({ id, name }): SheetOrganisation[] => {
    const read = readId('OrganisationId', id, 'organisation');
    return read.ok ? [{ id: read.value, name }] : [];
  });
}
