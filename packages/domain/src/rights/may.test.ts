import { describe, expect, it } from 'vitest';
import type { Owner } from '../model/card.ts';
import type { CaseId, ItemId, MunicipalityCode, OrganisationId, TableId } from '../model/ids.ts';
import { addHours } from '../terms/amsterdam.ts';
import type { Membership } from './actor.ts';
import { may } from './may.ts';
import type { TableThing } from './things.ts';
import {
  at,
  earlier,
  later,
  person,
  colleague,
  organisation,
  table,
  municipality,
  item,
  caseId,
  me,
  member,
  actor,
  thing,
  refused,
} from './table-day.fixture.ts';
import type { Role } from './vocabulary.ts';

const byRole = (role: Role, scope: string) => ({
  kind: 'ALLOWED',
  ground: { kind: 'ROLE', role, scope },
});

describe('RT1 an answer carries its ground or its reason', () => {
  it('a ground', () => {
    expect(may(actor([member('chair')]), 'READ', thing('facts'))).toStrictEqual(
      byRole('chair', 'OWN_TABLE'),
    );
  });
  it.each([
    ['NO_MEMBERSHIP', [], 'READ', thing('facts')],
    ['NOT_FOR_ROLE', [member('administrator')], 'READ', thing('facts')],
    ['NOT_FOR_ROLE', [member('secretary')], 'CONFIRM', thing('decision')],
    ['WRONG_STATE', [member('chair')], 'WRITE', thing('facts', { state: 'CLOSED' })],
    ['WRONG_STATE', [member('chair')], 'CONFIRM', thing('decision', { state: 'WAITING' })],
    ['OUT_OF_SCOPE', [member('chair', { table: 'other' as TableId })], 'READ', thing('facts')],
    ['OUT_OF_SCOPE', [member('local-team')], 'READ', thing('facts')],
    ['NOT_IN_OWN_NAME', [member('chair')], 'WRITE', thing('dissent')],
    ['SEALED', [member('chair')], 'READ', thing('ratings')],
  ] as const)('%s', (reason, memberships, verb, asked) => {
    expect(may(actor(memberships), verb, asked)).toEqual(refused(reason));
  });
  it('of several refusals the one that came closest', () => {
    const both = [member('local-team'), member('chair')];
    expect(may(actor(both), 'READ', thing('ratings'))).toEqual(refused('SEALED'));
    const farAndNear = [member('chair', { table: 'other' as TableId }), member('local-team')];
    expect(may(actor(farAndNear), 'READ', thing('ratings', { tasks: [me] }))).toEqual(
      refused('SEALED'),
    );
  });
  it('a role counts at the place where somebody has it, and not where they have another', () => {
    const elsewhere = [member('secretary'), member('chair', { table: 'other' as TableId })];
    expect(may(actor(elsewhere), 'CONFIRM', thing('decision'))).toEqual(refused('OUT_OF_SCOPE'));
    const outside = [member('local-team'), member('vt-worker', { table: 'other' as TableId })];
    expect(may(actor(outside), 'READ', thing('reporterIdentity'))).toEqual(refused('OUT_OF_SCOPE'));
  });
  it('one role that may is enough', () => {
    const both = [member('administrator'), member('secretary'), member('vt-worker')];
    expect(may(actor(both), 'READ', thing('reporterIdentity'))).toEqual(
      byRole('vt-worker', 'OWN_TABLE'),
    );
  });
});

describe('RT5 an advice request is no case', () => {
  it.each(['chair', 'vt-worker'] as const)('not for the %s', (role) => {
    const advice = thing('facts', { signal: 'ADVICE_REQUEST' });
    const access = { item, reason: 'nood', from: at, until: addHours(at, 1) };
    expect(may(actor([member(role)], { breakGlass: [access] }), 'READ', advice)).toEqual(
      refused('ADVICE_IS_NO_CASE'),
    );
  });
  it('a police report is one', () => {
    const police = thing('facts', { signal: 'POLICE_REPORT' });
    expect(may(actor([member('chair')]), 'READ', police).kind).toBe('ALLOWED');
  });
});

describe('RT12 the own municipality', () => {
  const director = actor([member('process-director')]);
  it('is that of the membership', () => {
    expect(may(director, 'READ', thing('facts', { municipality }))).toEqual(
      byRole('process-director', 'OWN_MUNICIPALITY'),
    );
    const other = thing('facts', { municipality: 'beekdorp' as MunicipalityCode });
    expect(may(director, 'READ', other)).toEqual(refused('OUT_OF_SCOPE'));
  });
  it('a case without one is nobody’s own, also for a membership without one', () => {
    expect(may(director, 'READ', thing('facts'))).toEqual(refused('OUT_OF_SCOPE'));
    const { municipality: _none, ...rest } = member('process-director');
    expect(may(actor([rest]), 'READ', thing('facts'))).toEqual(refused('OUT_OF_SCOPE'));
  });
  it('with a task in it, it is theirs all the same', () => {
    expect(may(director, 'READ', thing('facts', { tasks: [me] }))).toEqual(
      byRole('process-director', 'OWN_TASK'),
    );
    expect(may(director, 'WRITE', thing('response', { tasks: [me] }))).toEqual(
      refused('OUT_OF_SCOPE'),
    );
  });
  it('at another table it is not, unless the membership names no table', () => {
    const elsewhere = thing('facts', { municipality }, { table: 'other' as TableId });
    expect(may(director, 'READ', elsewhere)).toEqual(refused('OUT_OF_SCOPE'));
    const { table: _none, ...anywhere } = member('process-director');
    expect(may(actor([anywhere]), 'READ', elsewhere).kind).toBe('ALLOWED');
  });
  it('counts are those of the own municipality', () => {
    const counts: TableThing = { kind: 'TABLE', field: 'counts', table, municipality };
    const officer = actor([member('policy-officer')]);
    expect(may(officer, 'READ', counts).kind).toBe('ALLOWED');
    const { municipality: _none, ...ofAll } = counts;
    expect(may(officer, 'READ', ofAll)).toEqual(refused('OUT_OF_SCOPE'));
  });
});

describe('RT13 a task', () => {
  const worker = actor([member('local-team')]);
  it.each([
    ['one’s own', [{ kind: 'PERSON', person }], true],
    ['that of one’s organisation', [{ kind: 'ORGANISATION', organisation }], true],
    ['among others', [{ kind: 'PERSON', person: colleague }, me], true],
    ['a colleague’s own', [{ kind: 'PERSON', person: colleague }], false],
    [
      'of another organisation',
      [{ kind: 'ORGANISATION', organisation: 'police' as OrganisationId }],
      false,
    ],
  ] as const)('%s', (_name, tasks, allowed) => {
    expect(may(worker, 'READ', thing('facts', { tasks })).kind).toBe(
      allowed ? 'ALLOWED' : 'REFUSED',
    );
  });
  it('an open action alone is no task', () => {
    expect(may(worker, 'READ', thing('facts', { openActions: [me] }))).toEqual(
      refused('OUT_OF_SCOPE'),
    );
  });
  it('gives nothing of the table itself', () => {
    const agenda: TableThing = { kind: 'TABLE', field: 'agenda', table };
    expect(may(worker, 'READ', agenda)).toEqual(refused('NOT_FOR_ROLE'));
  });
});

describe('RT22 RT23 what is done in one’s own name', () => {
  const director = actor([member('process-director')]);
  const mine = { of: me };
  const theirs = { of: { kind: 'PERSON', person: colleague } as const };
  const ours = { of: { kind: 'ORGANISATION', organisation } as const };
  const facts = { municipality };
  it.each([
    ['WRITE', 'ownRating', mine, true],
    ['READ', 'ownRating', mine, true],
    ['WRITE', 'ownRating', theirs, false],
    ['READ', 'ownRating', theirs, false],
    ['READ', 'ownRating', {}, false],
    ['WRITE', 'dissent', mine, true],
    ['WRITE', 'dissent', theirs, false],
    ['WRITE', 'dissent', ours, false],
    ['READ', 'dissent', theirs, true],
    ['WRITE', 'nothingForChild', theirs, false],
    ['WRITE', 'recusal', theirs, false],
    ['WRITE', 'recusal', mine, true],
    ['ANSWER', 'actions', mine, true],
    ['ANSWER', 'actions', ours, true],
    ['ANSWER', 'actions', theirs, false],
    ['ANSWER', 'owner', {}, false],
    ['ANSWER_ON_BEHALF', 'actions', theirs, true],
    ['REPORT', 'actions', theirs, false],
    ['REPORT', 'actions', mine, true],
    ['REPORT', 'monitoring', {}, true],
    ['WRITE', 'actions', theirs, true],
  ] as const)('%s %s of %o: %s', (verb, field, of, allowed) => {
    const answer = may(director, verb, thing(field, facts, of));
    expect(answer).toEqual(
      allowed ? byRole('process-director', 'OWN_MUNICIPALITY') : refused('NOT_IN_OWN_NAME'),
    );
  });
  it('RT22 ratings are sealed until it is certain that they were shown', () => {
    const ask = (revealed?: boolean) =>
      may(director, 'READ', thing('ratings', facts, revealed === undefined ? {} : { revealed }));
    expect(ask(true).kind).toBe('ALLOWED');
    expect(ask(false)).toEqual(refused('SEALED'));
    expect(ask()).toEqual(refused('SEALED'));
    expect(may(actor([member('chair')]), 'REVEAL', thing('ratings')).kind).toBe('ALLOWED');
  });
});

describe('RT30 RT31 from when until when', () => {
  const chairAt = (parts: Partial<Membership>) =>
    may(actor([member('chair', parts)]), 'READ', thing('facts')).kind;
  it('a membership holds from its start up to its end', () => {
    expect(chairAt({ from: at })).toBe('ALLOWED');
    expect(chairAt({ from: addHours(at, 1) })).toBe('REFUSED');
    expect(chairAt({ until: later })).toBe('ALLOWED');
    expect(chairAt({ until: at })).toBe('REFUSED');
    expect(chairAt({ until: earlier })).toBe('REFUSED');
  });
  it('a substitution without an end does not count', () => {
    expect(chairAt({ substituteFor: colleague })).toBe('REFUSED');
    expect(chairAt({ substituteFor: colleague, until: later })).toBe('ALLOWED');
  });
  it('a substitute has the tasks of whom they stand in for, and it is said', () => {
    const substitute = actor([member('local-team', { substituteFor: colleague, until: later })]);
    const theirs: Owner = { kind: 'PERSON', person: colleague };
    expect(
      may(substitute, 'ANSWER', thing('actions', { tasks: [theirs] }, { of: theirs })),
    ).toEqual({
      kind: 'ALLOWED',
      ground: { kind: 'ROLE', role: 'local-team', scope: 'OWN_TASK', substituteFor: colleague },
    });
    const dissent = thing('dissent', { tasks: [theirs] }, { of: theirs });
    expect(may(substitute, 'WRITE', dissent)).toEqual(refused('NOT_IN_OWN_NAME'));
  });
});

describe('RT35, RT120 recusal takes the case away', () => {
  const away = { recusedFrom: [caseId] };
  it('whatever the role', () => {
    const both = [member('chair'), member('vt-worker')];
    expect(may(actor(both, away), 'READ', thing('alias'))).toEqual(refused('RECUSED'));
  });
  it('with every item of it, and only that case', () => {
    const later = thing('alias', { id: 'item-2' as ItemId });
    expect(may(actor([member('chair')], away), 'READ', later)).toEqual(refused('RECUSED'));
    const other = thing('alias', { caseId: 'case-2' as CaseId });
    expect(may(actor([member('chair')], away), 'READ', other).kind).toBe('ALLOWED');
  });
  it('emergency access does not undo it', () => {
    const access = { item, reason: 'nood', from: at, until: addHours(at, 1) };
    expect(
      may(actor([member('chair')], { ...away, breakGlass: [access] }), 'READ', thing('facts')),
    ).toEqual(refused('RECUSED'));
  });
});
