import { describe, expect, it } from 'vitest';
import type { OrganisationId } from '../model/ids.ts';
import type { Instant } from '../model/time.ts';
import { addHours } from '../terms/amsterdam.ts';
import { instant } from '../terms/local-date.ts';
import type { Membership } from './actor.ts';
import { dutyConflicts } from './separation-of-duties.ts';
import { type Role, roles } from './vocabulary.ts';

const at = instant(Date.UTC(2026, 10, 24, 9));
const member = (role: Role, from: Instant = at, until?: Instant): Membership => ({
  role,
  organisation: 'gemeente' as OrganisationId,
  from,
  ...(until === undefined ? {} : { until }),
});
const caseRoles = [
  'chair',
  'secretary',
  'vt-worker',
  'behavioural-scientist',
  'confidential-doctor',
  'process-director',
  'local-team',
  'police',
  'invited',
];
const conflictsOf = (one: Role) =>
  roles.filter((other) => dutyConflicts([member(one), member(other)]).length > 0);

describe('RT50 who may not be the same person', () => {
  it('who administers sees no cases and does not watch', () => {
    expect(conflictsOf('administrator')).toEqual([...caseRoles, 'privacy-officer', 'auditor']);
  });
  it.each(['privacy-officer', 'auditor'] as const)(
    'the %s sees no cases and does not administer',
    (role) => {
      expect(conflictsOf(role)).toEqual([...caseRoles, 'administrator']);
    },
  );
  it('who works with cases may do so in several roles', () => {
    expect(conflictsOf('chair')).toEqual(['privacy-officer', 'auditor', 'administrator']);
    expect(conflictsOf('policy-officer')).toEqual([]);
  });
  it('each pair is named once, in the order of the memberships', () => {
    const all = [member('chair'), member('administrator'), member('auditor')];
    expect(dutyConflicts(all)).toEqual([
      { roles: ['chair', 'administrator'] },
      { roles: ['chair', 'auditor'] },
      { roles: ['administrator', 'auditor'] },
    ]);
  });
  it.each([
    ['one after the other', addHours(at, 5), undefined, 0],
    ['overlapping by an hour', addHours(at, 4), undefined, 1],
    ['one within the other', addHours(at, 1), addHours(at, 2), 1],
    ['before it', addHours(at, -9), at, 0],
    ['reaching into it', addHours(at, -9), addHours(at, 1), 1],
    ['taken back before it began', addHours(at, 2), addHours(at, 2), 0],
  ])('%s', (...[, from, until, count]) => {
    const five = member('chair', at, addHours(at, 5));
    const other = member('administrator', from, until);
    expect(dutyConflicts([five, other])).toHaveLength(count);
    expect(dutyConflicts([other, five])).toHaveLength(count);
  });
});
