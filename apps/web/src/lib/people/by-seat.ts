import type { ApiAnswer } from '@overlegtafel/protocol/api';

export type TablePerson = ApiAnswer<'tablePeople'>['people'][number];

const firstRoles: readonly string[] = ['chair', 'secretary'];

/** AG30: the organisation of the chair first, then the others by name; in each the chair, the secretary, then by name. */
export function bySeat(people: readonly TablePerson[]): readonly TablePerson[] {
  const leading = people.find(({ roles }) => roles.includes('chair'))?.organisation.id;
  const place = ({ organisation }: TablePerson): string =>
    organisation.id === leading ? '' : organisation.name;
  return [...people].sort(
    (a, b) =>
      place(a).localeCompare(place(b), 'nl') ||
      rank(a) - rank(b) ||
      a.name.localeCompare(b.name, 'nl'),
  );
}

function rank({ roles }: TablePerson): number {
  const at = firstRoles.findIndex((role) => roles.some((own) => own === role));
  return at === -1 ? firstRoles.length : at;
}
