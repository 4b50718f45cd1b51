import { describe, expect, it } from 'vitest';
import { type OpenAction, weekGroups } from './week-groups.ts';

const reader = { person: 'police', organisations: ['politie'] };
const seen = 'a'.repeat(64);
const at = '2026-11-20T09:00:00.000Z';

function action(id: string, more: Partial<OpenAction> = {}): OpenAction {
  return {
    id,
    item: 'item',
    caseId: 'case',
    alias: 'Casus Linde',
    words: 'bel school',
    owner: { kind: 'PERSON', person: 'police' },
    dueDate: '2026-11-27',
    acceptance: { kind: 'ACCEPTED', by: 'police', at, stands: true },
    outcome: { kind: 'NONE' },
    seen,
    meeting: 'meeting',
    ...more,
  };
}

function grouped(...actions: readonly OpenAction[]): Record<string, readonly string[]> {
  const groups = weekGroups(actions, reader);
  return Object.fromEntries(
    Object.entries(groups).map(([group, all]: [string, readonly OpenAction[]]) => [
      group,
      all.map(({ id }) => id),
    ]),
  );
}

describe('the actions of my week', () => {
  it('MW1 late ones stand apart, and each group is in the order of its days', () => {
    expect(
      grouped(
        action('friday'),
        action('none', { dueDate: undefined }),
        action('late', { workingDaysLate: 2, dueDate: '2026-11-19' }),
        action('later-late', { workingDaysLate: 1, dueDate: '2026-11-20' }),
        action('monday', { dueDate: '2026-11-23' }),
      ),
    ).toEqual({ late: ['late', 'later-late'], waiting: [], later: ['monday', 'friday', 'none'] });
  });

  it('MW1 what is done is not asked for again, what was not done still shows', () => {
    const told = { by: 'police', at };
    expect(
      grouped(
        action('done', { outcome: { kind: 'DONE', ...told } }),
        action('tried', {
          outcome: { kind: 'NOT_DONE', reason: 'UNKNOWN', words: 'niemand thuis', ...told },
        }),
      ),
    ).toEqual({ late: [], waiting: [], later: ['tried'] });
  });

  it('MW2 waits for a yes: nobody answered, or the words changed after the yes', () => {
    const changed = { kind: 'ACCEPTED', by: 'police', at, stands: false } as const;
    const owner = { kind: 'ORGANISATION', organisation: 'politie' } as const;
    expect(
      grouped(
        action('new', { acceptance: { kind: 'NONE' } }),
        action('changed', { acceptance: changed }),
        action('ours', { acceptance: { kind: 'NONE' }, owner }),
        action('late-too', {
          acceptance: { kind: 'NONE' },
          workingDaysLate: 3,
          dueDate: '2026-11-18',
        }),
      ).waiting,
    ).toEqual(['late-too', 'new', 'changed', 'ours']);
  });

  it('MW2 what I hold for somebody else, or said no to, does not wait for my yes', () => {
    const owner = { kind: 'PERSON', person: 'doctor' } as const;
    const declined = { kind: 'DECLINED', by: 'police', at, reason: 'geen tijd' } as const;
    expect(
      grouped(
        action('held', { acceptance: { kind: 'NONE' }, owner }),
        action('declined', { acceptance: declined }),
      ),
    ).toEqual({ late: [], waiting: [], later: ['held', 'declined'] });
  });
});
