import { describe, expect, it } from 'vitest';
import { initialsOf } from './initials.ts';
import { hueOf } from './organisation-hue.ts';

describe('the disc of a person', () => {
  it.each([
    ['Politie JD', 'JD'],
    ['Wijkteam SM', 'SM'],
    ['Fatima El Idrissi', 'FI'],
    ['éva', 'É'],
    ['', ''],
  ])('shows for %o the letters %o', (name, letters) => {
    expect(initialsOf(name)).toBe(letters);
  });

  it('has the colour of the organisation, the same every time, one of five', () => {
    const organisations = ['veilig-thuis', 'politie', 'mijnstad', 'wijkteam-mijnstad', ''];
    for (const organisation of organisations) {
      expect(hueOf(organisation)).toBe(hueOf(organisation));
      expect([1, 2, 3, 4, 5]).toContain(hueOf(organisation));
    }
    expect(new Set(organisations.map(hueOf)).size).toBeGreaterThan(2);
  });
});
