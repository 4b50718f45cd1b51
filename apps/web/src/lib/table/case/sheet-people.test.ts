import { describe, expect, it } from 'vitest';
import type { TablePeople } from '../table-answers.ts';
import { ownersOf } from './sheet-people.ts';

const at = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '')
    .padEnd(26, 'a');
const organisation = (name: string) => ({ id: at(name), name });
const person = (name: string, role: 'wijkteam' | 'auditor' = 'wijkteam') => ({
  id: at(name),
  name,
  organisation: organisation('Wijkteam Beekdorp'),
  roles: [role],
});

describe('whom a case or an action can be given', () => {
  it('CS27 people stand by name, then organisations by name, and who only looks is not among them', () => {
    const table = {
      people: [person('Wijkteam KD'), person('Élise Bakker'), person('Auditor ZH', 'auditor')],
      organisations: [organisation('Wijkteam Beekdorp'), organisation('GGZ Heuvelland')],
    } as unknown as TablePeople;
    expect(ownersOf(table, undefined).map(({ name }) => name)).toEqual([
      'Élise Bakker',
      'Wijkteam KD',
      'GGZ Heuvelland',
      'Wijkteam Beekdorp',
    ]);
  });
});
