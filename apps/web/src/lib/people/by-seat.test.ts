import { describe, expect, it } from 'vitest';
import { bySeat, type TablePerson } from './by-seat.ts';

function person(
  name: string,
  organisation: string,
  role: TablePerson['roles'][number],
): TablePerson {
  const of = { id: organisation, name: organisation };
  return { id: name, name, initials: name, organisation: of, role, roles: [role] };
}

describe('who sits at a table', () => {
  it('AG30 the organisation of the chair comes first, with the chair and the secretary at its head', () => {
    const people = bySeat([
      person('B', 'Politie', 'police'),
      person('D', 'Veilig Thuis', 'vt-worker'),
      person('A', 'Politie', 'police'),
      person('C', 'GGZ', 'invited'),
      person('F', 'Veilig Thuis', 'secretary'),
      person('E', 'Veilig Thuis', 'chair'),
    ]);
    expect(people.map(({ name }) => name)).toEqual(['E', 'F', 'D', 'C', 'A', 'B']);
  });
});
