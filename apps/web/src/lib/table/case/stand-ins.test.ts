import type { OrganisationId, PersonId } from '@overlegtafel/domain';
import { describe, expect, it } from 'vitest';
import type { TablePeople } from '../table-answers.ts';
import { standInsFor } from './stand-ins.ts';

const at = (name: string): string =>
  name
    .replaceAll(/[^a-z]/gi, '')
    .toLowerCase()
    .padEnd(26, 'a');
const organisation = { id: at('Wijkteam'), name: 'Wijkteam' };
const person = (name: string, substituteFor?: string, role = 'local-team') => ({
  id: at(name),
  name,
  organisation,
  roles: [role],
  ...(substituteFor === undefined ? {} : { substituteFor: at(substituteFor) }),
});
const table = {
  people: [
    person('Wijkteam KD'),
    person('Wijkteam SM', 'Wijkteam KD'),
    person('Wijkteam AV', 'Wijkteam SM'),
    person('Auditor ZH', 'Wijkteam KD', 'auditor'),
  ],
  organisations: [organisation],
} as unknown as TablePeople;

describe('who stands in for an owner who is not there', () => {
  it('TL81 is whoever has their place for now, and can be given something', () => {
    const owner = { kind: 'PERSON', person: at('Wijkteam KD') as PersonId } as const;
    expect(standInsFor(table, owner)).toEqual([
      { name: 'Wijkteam SM', owner: { kind: 'PERSON', person: at('Wijkteam SM') } },
    ]);
  });

  it('TL81 is nobody for an organisation, or for whom nobody stands in', () => {
    const team = { kind: 'ORGANISATION', organisation: at('Wijkteam') as OrganisationId } as const;
    expect(standInsFor(table, team)).toEqual([]);
    const owner = { kind: 'PERSON', person: at('Wijkteam AV') as PersonId } as const;
    expect(standInsFor(table, owner)).toEqual([]);
  });
});
