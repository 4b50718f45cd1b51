import { describe, expect, it } from 'vitest';
import { turnWords } from './case-people.ts';

const organisation = { id: 'politie', name: 'Politie' };
const person = (id: string, name: string) => ({
  id,
  name,
  initials: id,
  organisation,
  role: 'police',
});
const people = [person('jd', 'Politie JD'), person('ml', 'Veilig Thuis ML')];
const owner = { kind: 'PERSON', person: 'jd' } as const;

describe('who had a case at a meeting', () => {
  it('FB8 names who held it besides whom it was given to', () => {
    expect(turnWords({ people }, { owner, heldBy: 'ml' })).toBe(
      'Voorlopig bij Veilig Thuis ML, voor Politie JD',
    );
    expect(turnWords({ people }, { owner })).toBe('Wie heeft hem: Politie JD');
    expect(turnWords({ people }, {})).toBeUndefined();
  });
});
