import { readId } from '@overlegtafel/domain';
import {
  ownerOptions,
  type OwnerOption,
  type SheetOrganisation,
  type SheetPerson,
} from '#lib/case-sheet/actions/owner-options.ts';
import type { TablePeople } from '../table-answers.ts';

/** Roles that only look: nothing is given to them. */
const watching: readonly string[] = [
  'policy-officer',
  'privacy-officer',
  'auditor',
  'administrator',
];

/** Everybody of the table whom a case or an action can be given. */
export function sheetPeople({ people, organisations }: TablePeople): readonly SheetPerson[] {
  const workplaces = new Map(organisations.map((one) => [one.id, one.municipality]));
  return people.flatMap(({ id, name, organisation, roles, municipality }): SheetPerson[] => {
    const person = readId('PersonId', id, 'id');
    const of = readId('OrganisationId', organisation.id, 'organisation');
    if (!person.ok || !of.ok || roles.every((role) => watching.includes(role))) return [];
    const works = municipality ?? workplaces.get(organisation.id);
    return [{ id: person.value, name, organisation: of.value, municipality: works?.code }];
  });
}

/** Organisations that can be given one without a person being named. */
export function sheetOrganisations({ organisations }: TablePeople): readonly SheetOrganisation[] {
  return organisations.flatMap(({ id, name, municipality }): SheetOrganisation[] => {
    const read = readId('OrganisationId', id, 'organisation');
    return read.ok ? [{ id: read.value, name, municipality: municipality?.code }] : [];
  });
}

/** Everybody and every organisation of the table that can be given something of a case in this municipality. */
export function ownersOf(
  table: TablePeople,
  municipality: string | undefined,
): readonly OwnerOption[] {
  return ownerOptions(
    sheetPeople(table).toSorted(byName),
    sheetOrganisations(table).toSorted(byName),
    municipality,
  );
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name.localeCompare(b.name, 'nl', { numeric: true });
}
