import type { Owner } from '@overlegtafel/domain';
import type { TablePeople } from '../table-answers.ts';
import { sheetPeople } from './sheet-people.ts';

/** Somebody who stands in for an owner, as they can be chosen instead. */
interface StandIn {
  readonly name: string;
  readonly owner: Owner;
}

/** TL81: who stands in at this table for whoever was given something. Nobody stands in for an organisation. */
export function standInsFor(table: TablePeople, owner: Owner): readonly StandIn[] {
  if (owner.kind !== 'PERSON') return [];
  const standing = new Set(
    table.people.filter((one) => one.substituteFor === owner.person).map(({ id }) => id),
  );
  return sheetPeople(table)
    .filter(({ id }) => standing.has(id))
    .map(({ id, name }) => ({ name, owner: { kind: 'PERSON', person: id } }));
}
