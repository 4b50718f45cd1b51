import { describe, expect, it } from 'vitest';
import type { TableState } from '../model/card.ts';
import type { Instant } from '../model/time.ts';
import { closingBlockers, itemBlockers } from './closing-gate.ts';
import { completeCard, completeTable, later, now } from './complete-meeting.fixture.ts';

/** What TypeScript would not let through, as it may arrive at run time. */
function blockersOf(state: unknown) {
  return closingBlockers(state as TableState, now);
}

/** The complete meeting with one value of its item replaced, however deep. */
function withPart(path: string, value: unknown): unknown {
  const table: unknown = structuredClone(completeTable());
  const keys = ['items', '0', ...path.split('.')];
  const last = keys.pop() ?? '';
  let holder = table as Record<string, unknown>;
  for (const key of keys) holder = holder[key] as Record<string, unknown>;
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return table;
}

function notUnderstood(path: string, value: unknown): readonly string[] {
  return blockersOf(withPart(path, value)).flatMap((blocker) =>
    blocker.kind === 'NOT_UNDERSTOOD' ? [blocker.path] : [],
  );
}

describe('CG7 what the gate does not understand', () => {
  it.each([undefined, null, 0, 'x', [], {}, () => 0, Symbol('x'), new Map(), [completeTable()]])(
    'a state that is none is a blocker and no error: %s',
    (state) => {
      expect(blockersOf(state)).not.toEqual([]);
    },
  );

  it.each([undefined, null, NaN, Infinity, -1, 1.5, '2026-11-24', new Date(0)])(
    'a moment of asking that is none: %s',
    (at) => {
      expect(closingBlockers(completeTable(), at as Instant)).toEqual([
        { kind: 'NOT_UNDERSTOOD', path: 'now', jumpTo: 'now' },
      ]);
    },
  );

  it.each([
    ['state', 'FINISHED', 'state'],
    ['state', undefined, 'state'],
    ['feedbackOwed', 'no', 'feedbackOwed'],
    ['bringingParty', '', 'bringingParty'],
    ['decisionWords', null, 'decisionWords'],
    ['decisionSeen', 7, 'decisionSeen'],
    ['ownerSeen', undefined, 'ownerSeen'],
    ['ownerAcceptance', undefined, 'ownerAcceptance'],
    ['ownerAcceptance.kind', 'SURE', 'ownerAcceptance'],
    ['ownerAcceptance.at', NaN, 'ownerAcceptance'],
    ['ownerAcceptance.at', later, 'ownerAcceptance'],
    ['ownerAcceptance.by', '', 'ownerAcceptance'],
    ['ownerAcceptance.seen', undefined, 'ownerAcceptance'],
    ['ownerAcceptance', { kind: 'DECLINED', by: 'chair', at: now }, 'ownerAcceptance'],
    ['ownerHold', null, 'ownerHold'],
    ['ownerHold', { holder: 'chair', askedAt: later }, 'ownerHold'],
    ['ownerHold', { holder: '__proto__', askedAt: now }, 'ownerHold'],
    ['confirmation.kind', 'MAYBE', 'confirmation'],
    ['confirmation.at', later, 'confirmation'],
    ['confirmation.by', 'No Id', 'confirmation'],
    ['confirmation.seen', 1, 'confirmation'],
    ['agreedLevel.level', 'RED', 'agreedLevel'],
    ['agreedLevel.at', later, 'agreedLevel'],
    ['agreedLevel', null, 'agreedLevel'],
    ['acceptedActions', {}, 'acceptedActions'],
    ['acceptedActions', ['feedback', 'feedback'], 'acceptedActions.1'],
    ['acceptedActions', ['call-school', ''], 'acceptedActions.1'],
    ['household', null, 'household'],
    ['household.1.id', 'mother', 'household.mother'],
    ['household.1.id', '', 'household.1'],
    ['household.0.role', 'QUEEN', 'household.mother'],
    ['household.0.isChild', 'no', 'household.mother'],
    ['household.0.ageYears', -1, 'household.mother'],
    ['household.0.ageYears', 31.5, 'household.mother'],
    ['actions', 'none', 'actions'],
    ['actions.1.id', 'call-school', 'actions.call-school'],
    ['actions.1.id', undefined, 'actions.1'],
    ['actions.0.purpose', 'FUN', 'actions.call-school.purpose'],
    ['actions.0.seen', undefined, 'actions.call-school.seen'],
    ['actions.0.acceptance.at', later, 'actions.call-school.acceptance'],
    ['actions.0.hold', 'chair', 'actions.call-school.hold'],
    ['conditions', undefined, 'conditions'],
    ['conditions.0.id', 'No Id', 'conditions.0'],
    ['dissents', [{}], 'dissents.0'],
    ['dissents', [dissent({ by: '' })], 'dissents.dissent'],
    ['dissents', [dissent({ at: later })], 'dissents.dissent'],
    ['dissents', [dissent({ words: 3 })], 'dissents.dissent'],
    ['dissents', [dissent({ revisitOn: '2026-02-30' })], 'dissents.dissent.revisitOn'],
    ['dissents', [dissent({}), dissent({})], 'dissents.dissent'],
    ['nothingForChildren', [{ child: 'daughter', reason: 'x' }], 'nothingForChildren.0'],
    ['nothingForChildren', [{ child: '', reason: 'x', by: 'chair' }], 'nothingForChildren.0'],
    ['nothingForChildren', [{ child: 'son', reason: 1, by: 'chair' }], 'nothingForChildren.0'],
    ['findings', [{}], 'findings.0'],
    ['findings', undefined, 'findings'],
  ])('%s = %j', (path, value, expected) => {
    expect(notUnderstood(path, value)).toEqual([expected]);
  });

  it.each([
    ['safeNow', { kind: 'VALUE', value: 'PERHAPS' }],
    ['safeNow', { kind: 'SURE' }],
    ['safeNow', undefined],
    ['safeNow', 'YES'],
    ['owner', { kind: 'VALUE', value: { kind: 'PERSON', person: '' } }],
    ['owner', { kind: 'VALUE', value: { kind: 'ANIMAL', person: 'chair' } }],
    ['owner', { kind: 'VALUE', value: { kind: 'ORGANISATION' } }],
    ['riskFactors', { kind: 'VALUE', value: ['LUCK'] }],
    ['riskFactors', { kind: 'VALUE', value: new Array(2) }],
    ['decisionKind', { kind: 'CONFLICT', values: new Array(2) }],
    ['decisionKind', { kind: 'CONFLICT', values: ['HANDOVER', 'MAGIC'] }],
    ['decisionKind', { kind: 'CONFLICT' }],
    ['actions.0.dueDate', { kind: 'VALUE', value: '2026-02-30' }],
    ['actions.0.forWhom', { kind: 'VALUE', value: { kind: 'PERSONS', persons: [''] } }],
    ['actions.0.withdrawn', { kind: 'VALUE', value: 'no' }],
    ['conditions.0.alarm', { kind: 'VALUE', value: { signal: 'x', caller: 'y' } }],
  ])('a field that it has no words for is unreadable, not empty: %s = %j', (path, value) => {
    const kinds = blockersOf(withPart(path, value)).map(({ kind }) => kind);
    expect(kinds).toContain('UNREADABLE');
    expect(kinds.some((kind) => kind.endsWith('_MISSING') && kind !== 'ALARM_MISSING')).toBe(false);
  });

  it.each([
    ['agenda', undefined, 'agenda'],
    ['agenda', ['esdoorn', 'esdoorn'], 'agenda.1'],
    ['agenda', ['esdoorn', 'No Id'], 'agenda.1'],
    ['present', ['chair', null, 'vt-worker', 'local-team'], 'present.1'],
    ['memberships', [{ person: 'chair' }], 'memberships.0'],
    ['memberships', [{ organisation: 'veilig-thuis' }], 'memberships.0'],
    ['findings', [{ path: 3 }], 'findings.0'],
    ['items', [completeCard(), completeCard()], 'items.1.id'],
    ['items', [completeCard(), { ...completeCard(), id: '' }], 'items.1'],
    ['items', [completeCard(), Object.create(completeCard())], 'items.1'],
  ])('of the meeting: %s = %j', (key, value, path) => {
    expect(blockersOf({ ...completeTable(), [key]: value })).toEqual([
      { kind: 'NOT_UNDERSTOOD', path, jumpTo: path },
    ]);
  });

  it('of a meeting without end is a blocker and no endless wait', () => {
    expect(blockersOf({ ...completeTable(), present: new Array(4e9) })).toContainEqual({
      kind: 'NOT_UNDERSTOOD',
      path: 'present',
      jumpTo: 'present',
    });
  });

  it('inherited fields are not there', () => {
    const inherited: unknown = Object.create(completeTable());
    expect(blockersOf(inherited)).not.toEqual([]);
    const register: unknown = Object.create({ kind: 'VALUE', value: 'YES' });
    expect(blockersOf(withPart('safeNow', register))).not.toEqual([]);
  });

  it('what throws when it is touched is a blocker', () => {
    const thrower = {
      get items() {
        throw new Error('no');
      },
    };
    expect(blockersOf(thrower)).toEqual([{ kind: 'NOT_UNDERSTOOD', path: '', jumpTo: '' }]);
    expect(itemBlockers(null as never, completeTable(), now)).not.toEqual([]);
  });

  it('fields that it has no name for are not read', () => {
    expect(blockersOf(withPart('colour', 'red'))).toEqual([]);
  });
});

function dissent(change: Record<string, unknown>) {
  return { id: 'dissent', by: 'chair', words: 'x', at: now, revisitOn: '2026-12-01', ...change };
}
