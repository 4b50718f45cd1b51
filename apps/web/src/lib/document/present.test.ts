import { describe, expect, it } from 'vitest';
import { presentPeople } from './present.ts';

describe('presentPeople', () => {
  it('names each person once and leaves me out', () => {
    const chair = { user: { id: 'chair', name: 'Voorzitter FK', role: 'chair' } };
    const police = { user: { id: 'police', name: 'Politie JD' } };
    expect(presentPeople([chair, police, police, chair], 'chair')).toEqual([
      { id: 'police', name: 'Politie JD' },
    ]);
  });

  it.each([null, 3, {}, { user: null }, { user: { id: 1, name: 'x' } }])(
    'shows nobody for %j',
    (state) => {
      expect(presentPeople([state], 'chair')).toEqual([]);
    },
  );
});
