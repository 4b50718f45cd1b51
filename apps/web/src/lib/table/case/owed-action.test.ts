import { localDate } from '@overlegtafel/domain';
import { describe, expect, it } from 'vitest';
import { owedAction, owedBy } from './owed-action.ts';

const today = localDate('2026-11-24');

describe('what a case owes by a rule', () => {
  it.each([
    { kind: 'FEEDBACK_MISSING', purpose: 'FEEDBACK' },
    { kind: 'DEFERRAL_WITHOUT_CHECK', purpose: 'INTERIM_CHECK' },
  ])('TL30 $kind is settled by an action with words and a day', ({ kind, purpose }) => {
    const owed = owedBy(kind);
    if (owed === undefined) throw new Error('nothing is owed');
    const action = owedAction(owed, today);
    expect(action).toMatchObject({ purpose, dueDate: '2026-12-01' });
    expect(action.words).toMatch(/\w{5}/);
    expect(action.owner).toBeUndefined();
  });

  it('TL30 is nothing where somebody has to choose', () => {
    expect(owedBy('OWNER_MISSING')).toBeUndefined();
  });
});
