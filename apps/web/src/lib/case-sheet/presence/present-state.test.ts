import { describe, expect, it } from 'vitest';
import { eachOnce, penHolder, presentStates } from './present-state.ts';

const user = { id: 'police', name: 'Politie JD', organisation: 'politie' };

describe('what screens say about themselves', () => {
  it('CS30 is read whatever it is, and who has no name yet is left out', () => {
    const states = new Map<number, unknown>([
      [1, { user, field: 'facts', pen: 3 }],
      [2, { user: { ...user, organisation: 7 }, field: 5, pen: 1.5 }],
      [3, { field: 'facts' }],
      [4, null],
      [5, 'text'],
    ]);
    expect(presentStates(states)).toEqual([
      { clientId: 1, ...user, field: 'facts', pen: 3 },
      { clientId: 2, ...user, organisation: '', field: undefined, pen: undefined },
    ]);
  });

  it('CS30 names each person once, in the order of their names', () => {
    const states = presentStates(
      new Map<number, unknown>([
        [1, { user }],
        [2, { user }],
        [3, { user: { id: 'chair', name: 'Ans' } }],
      ]),
    );
    expect(eachOnce(states).map(({ name }) => name)).toEqual(['Ans', 'Politie JD']);
  });

  it('CS32 gives the pen to who took it last, and to the same one on every screen', () => {
    expect(penHolder([{ clientId: 1, pen: undefined }])).toBeUndefined();
    const taken = [
      { clientId: 1, pen: 1 },
      { clientId: 2, pen: 2 },
      { clientId: 9, pen: undefined },
    ];
    expect(penHolder(taken)).toMatchObject({ clientId: 2 });
    const atOnce = [
      { clientId: 5, pen: 2 },
      { clientId: 7, pen: 2 },
    ];
    expect(penHolder(atOnce)).toMatchObject({ clientId: 7 });
    expect(penHolder(atOnce.toReversed())).toMatchObject({ clientId: 7 });
  });
});
