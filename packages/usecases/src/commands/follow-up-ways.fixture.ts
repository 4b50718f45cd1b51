import { type ActionOutcome, localDate, type Owner } from '@overlegtafel/domain';
import { ids, ownedBy, person, start } from '../memory/small-people.fixture.ts';
import type { SmallTable } from '../memory/small-table.fixture.ts';
import type { Way } from './way.fixture.ts';

const { esdoorn: item, callSchool: action, caseEsdoorn: caseId, table } = ids;
export const leftSeen = 'a'.repeat(64);
export const asked: ActionOutcome = {
  kind: 'MORE_TIME',
  until: localDate('2026-12-08'),
  words: 'Druk.',
  agreed: false,
  by: person('local-team'),
  at: start,
};

/** An action that a closed meeting left open, as closing writes it. */
export async function leaveOpen(
  { ledger }: SmallTable,
  owner: Owner = ownedBy('local-team'),
  outcome: ActionOutcome = { kind: 'NONE' },
): Promise<void> {
  const acceptance = { kind: 'NONE' } as const;
  const thing = { kind: 'ACTION', action, item, caseId, acceptance, outcome } as const;
  const key = `ACTION:${action}`;
  const told = { words: 'Bel de school', owner, seen: leftSeen, isEnded: false };
  await ledger.commit({
    guards: [],
    changes: [{ put: 'openThing', row: { key, table, caseId, item, thing, ...told } }],
    lines: [],
  });
}

const way = {
  who: 'chair',
  notYours: ['vt-worker', 'NOT_YOURS'],
  on: { meeting: 'CLOSED', esdoorn: 'CLOSED' },
  first: (small: SmallTable) => leaveOpen(small, ownedBy('local-team'), asked),
  target: { action },
  notIn: 'OPEN',
} as const satisfies Way;

/** What a later table decides about what an earlier one left open. */
export const followUpWays = {
  agreeMoreTime: { ...way, body: () => ({ until: '2026-12-08' }) },
  postponeAction: { ...way, body: () => ({ until: '2026-12-15', reason: 'School is dicht.' }) },
  stopAction: { ...way, body: () => ({ reason: 'Niet meer nodig.' }) },
} satisfies Record<string, Way>;
