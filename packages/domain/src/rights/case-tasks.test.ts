import { describe, expect, it } from 'vitest';
import { addHours, instantOf } from '../terms/amsterdam.ts';
import { localDate } from '../terms/local-date.ts';
import { dependsOnCase, ownersWithAccess } from './case-tasks.ts';
import { may } from './may.ts';
import { actor, colleague, me, member, organisation, refused, thing } from './table-day.fixture.ts';

const theirs = { kind: 'PERSON', person: colleague } as const;
const ofTeam = { kind: 'ORGANISATION', organisation } as const;

describe('RT122 access by a task ends with the last task in the case', () => {
  const had = { tasks: [me], running: [] };
  it('and is there while one is running, of the person, of whom they stand in for, or of their organisation', () => {
    const read = (running: readonly (typeof me)[]) =>
      may(actor([member('local-team')]), 'READ', thing('facts', { tasks: [me], running }));
    expect(read([me]).kind).toBe('ALLOWED');
    expect(read([ofTeam]).kind).toBe('ALLOWED');
    expect(read([theirs])).toEqual(refused('OUT_OF_SCOPE'));
    expect(read([])).toEqual(refused('OUT_OF_SCOPE'));
  });
  it('in whatever state the item is, and for whatever the task allowed', () => {
    for (const state of ['WAITING', 'AT_TABLE', 'DISCUSSED', 'CLOSED'] as const)
      for (const [verb, field] of [
        ['READ', 'childVoice'],
        ['WRITE', 'facts'],
        ['REPORT', 'actions'],
      ] as const)
        for (const role of ['local-team', 'police'] as const)
          expect(
            may(actor([member(role)]), verb, thing(field, { ...had, state }, { of: me })).kind,
          ).toBe('REFUSED');
  });
  it('RT123 a task in the rest of the case gives nothing of an item in which one had none', () => {
    const elsewhere = thing('facts', { tasks: [theirs], running: [me, theirs] });
    expect(may(actor([member('police')]), 'READ', elsewhere)).toEqual(refused('OUT_OF_SCOPE'));
  });
  it('does not take what a role has without a task, or an invitation gives', () => {
    expect(may(actor([member('vt-worker')]), 'READ', thing('facts', had)).kind).toBe('ALLOWED');
    const guest = thing('facts', { ...had, invited: [me] });
    expect(may(actor([member('police')]), 'READ', guest).kind).toBe('ALLOWED');
  });
  it('the rest of the case is looked at for whom it matters only', () => {
    const { item } = thing('facts', had);
    expect(dependsOnCase(actor([member('police')]), item)).toBe(true);
    expect(dependsOnCase(actor([member('chair')]), item)).toBe(false);
    expect(dependsOnCase(actor([member('police')]), { ...item, running: [me] })).toBe(false);
    expect(dependsOnCase(actor([member('police')]), { ...item, tasks: [theirs] })).toBe(false);
  });
});

describe('RT124 how long it lasts after that is a setting', () => {
  const day = localDate('2026-10-24');
  const endedAt = instantOf(day, '10:00');
  const lasts = (days: number, at: typeof endedAt) =>
    ownersWithAccess([{ owner: me, endedAt }], at, { daysAfterTask: days }).length > 0;
  it('with no days it ends at that moment', () => {
    expect(lasts(0, endedAt)).toBe(false);
    expect(lasts(0, addHours(endedAt, -1))).toBe(true);
  });
  it('with days it ends with the end of the last of them, in Amsterdam, also when a clock changes', () => {
    expect(lasts(1, instantOf(localDate('2026-10-25'), '23:59'))).toBe(true);
    expect(lasts(1, instantOf(localDate('2026-10-26'), '00:00'))).toBe(false);
    expect(lasts(7, instantOf(localDate('2026-10-31'), '23:59'))).toBe(true);
    expect(lasts(7, instantOf(localDate('2026-11-01'), '00:00'))).toBe(false);
  });
  it('what did not end lasts', () => {
    const running = [{ owner: me }];
    expect(ownersWithAccess(running, addHours(endedAt, 99_999), { daysAfterTask: 0 })).toEqual([
      me,
    ]);
  });
});
