import { describe, expect, it } from 'vitest';
import { substitutesOf } from './substitutes.ts';

const organisation = { id: 'wijkteam', name: 'Wijkteam' };
const person = (id: string, more: object = {}) => ({
  id,
  name: id.toUpperCase(),
  initials: id,
  organisation,
  role: 'local-team',
  roles: ['local-team' as const],
  ...more,
});

describe('substitutes', () => {
  it('MW22 says who stands in for me, for whom I do, and until when', () => {
    const until = '2026-12-24T23:00:00.000Z';
    const people = [
      person('kd'),
      person('sm', { substituteFor: 'kd', until }),
      person('av', { substituteFor: 'sm' }),
    ];
    expect(substitutesOf({ id: 'kd', memberships: [{}] }, people)).toEqual({
      mine: [{ name: 'SM', until }],
      standingInFor: [],
    });
    expect(substitutesOf({ id: 'av', memberships: [{ substituteFor: 'sm' }, {}] }, people)).toEqual(
      { mine: [], standingInFor: [{ name: 'SM' }] },
    );
  });

  it('MW22 says nothing of somebody whose name the reader may not know', () => {
    expect(substitutesOf({ id: 'kd', memberships: [{ substituteFor: 'sm' }] }, [])).toEqual({
      mine: [],
      standingInFor: [],
    });
  });
});
