import { describe, expect, it } from 'vitest';
import { byOrganisation } from './by-organisation.ts';

const person = (id: string, organisation: string, role: string) => ({
  id,
  name: id,
  organisation,
  organisationId: organisation,
  role,
});

describe('whom one can be at the practice table', () => {
  it('stands by organisation, the chair at the head of all', () => {
    const groups = byOrganisation([
      person('police', 'Politie', 'police'),
      person('vt-worker', 'Veilig Thuis', 'vt-worker'),
      person('chair', 'Veilig Thuis', 'chair'),
      person('detective', 'Politie', 'police'),
    ]);
    expect(
      groups.map(({ organisation, people }) => [organisation, people.map(({ id }) => id)]),
    ).toEqual([
      ['Veilig Thuis', ['chair', 'vt-worker']],
      ['Politie', ['police', 'detective']],
    ]);
  });
});
