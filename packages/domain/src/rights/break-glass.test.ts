import { describe, expect, it } from 'vitest';
import type { CaseId, ItemId, OrganisationId, PersonId, TableId } from '../model/ids.ts';
import { addHours } from '../terms/amsterdam.ts';
import { instant } from '../terms/local-date.ts';
import type { Actor, BreakGlass } from './actor.ts';
import { breakGlassFields } from './break-glass.ts';
import { defaultRightsSettings } from './legal-grounds.ts';
import { may } from './may.ts';
import type { ItemThing } from './things.ts';
import {
  documentFields,
  fieldsOfItem,
  type Role,
  roles,
  verbs,
  vtOnlyFields,
} from './vocabulary.ts';

const at = instant(Date.UTC(2026, 10, 24, 9));
const item = 'item-1' as ItemId;
const caseId = 'case-1' as CaseId;
const table = 'heuvelland' as TableId;
const access: BreakGlass = {
  item,
  reason: 'moeder belt, ik heb dienst',
  from: at,
  until: addHours(at, 1),
};
const onDuty = (
  parts: Partial<BreakGlass> = {},
  role: Role = 'local-team',
  ownTable = table,
): Actor => ({
  person: 'sm' as PersonId,
  at,
  memberships: [{ role, organisation: 'wijkteam' as OrganisationId, table: ownTable, from: at }],
  invitations: [],
  recusedFrom: [],
  breakGlass: [{ ...access, ...parts }],
});
const thing = (
  field: ItemThing['field'],
  state: ItemThing['item']['state'] = 'AT_TABLE',
): ItemThing => ({
  kind: 'ITEM',
  field,
  table,
  item: {
    id: item,
    caseId,
    state,
    signal: 'REPORT',
    tasks: [],
    running: [],
    invited: [],
    openActions: [],
  },
  revealed: true,
});
const isGlass = (answer: ReturnType<typeof may>) =>
  answer.kind === 'ALLOWED' && answer.ground.kind === 'BREAK_GLASS';

describe('RT40 emergency access', () => {
  it('gives to read, and is marked as such', () => {
    expect(may(onDuty(), 'READ', thing('facts'))).toEqual({
      kind: 'ALLOWED',
      ground: { kind: 'BREAK_GLASS', reason: access.reason, until: access.until },
    });
    expect(isGlass(may(onDuty(), 'READ', thing('facts', 'CLOSED')))).toBe(true);
  });
  it.each(verbs.filter((verb) => verb !== 'READ'))('not to %s', (verb) => {
    for (const field of fieldsOfItem)
      expect(isGlass(may(onDuty(), verb, thing(field)))).toBe(false);
  });
  it('reaches what was written about the case', () => {
    const reached = fieldsOfItem.filter((field) => isGlass(may(onDuty(), 'READ', thing(field))));
    expect(reached).toEqual([
      ...documentFields,
      'alias',
      'household',
      'report',
      'assessment',
      'agreedLevel',
    ]);
    expect(breakGlassFields).toEqual(reached);
    for (const field of vtOnlyFields) expect(reached).not.toContain(field);
  });
  it('is given to whoever works with cases at this table', () => {
    const open = roles.filter(
      (role) => may(onDuty({}, role), 'READ', thing('facts')).kind === 'ALLOWED',
    );
    expect(open).toEqual([
      'chair',
      'secretary',
      'vt-worker',
      'behavioural-scientist',
      'confidential-doctor',
      'process-director',
      'local-team',
      'police',
    ]);
    expect(may(onDuty({}, 'local-team', 'other' as TableId), 'READ', thing('facts')).kind).toBe(
      'REFUSED',
    );
    expect(isGlass(may(onDuty({}, 'chair', 'other' as TableId), 'READ', thing('facts')))).toBe(
      false,
    );
  });
  it('also when somebody has other roles beside it', () => {
    const one = onDuty();
    const [worker] = one.memberships;
    const officer = { ...worker!, role: 'policy-officer' as const };
    const both = { ...one, memberships: [officer, worker!] };
    expect(isGlass(may(both, 'READ', thing('facts')))).toBe(true);
  });
  it('a right of one’s own comes before it', () => {
    expect(isGlass(may(onDuty({}, 'chair'), 'READ', thing('facts')))).toBe(false);
  });
  it('does not reach what belongs to no item', () => {
    expect(may(onDuty(), 'READ', { kind: 'TABLE', field: 'agenda', table })).toEqual({
      kind: 'REFUSED',
      reason: 'NOT_FOR_ROLE',
    });
  });
});

describe('RT41 it lasts no longer than the setting', () => {
  it.each([
    ['for another item', { item: 'item-2' as ItemId }],
    ['without a reason', { reason: '  ' }],
    ['that has not begun', { from: addHours(at, 1), until: addHours(at, 2) }],
    ['that has ended', { from: addHours(at, -1), until: at }],
    ['of more than an hour', { until: instant(at + 3_600_001) }],
    ['without an end', { until: undefined as unknown as BreakGlass['until'] }],
    ['without a start', { from: undefined as unknown as BreakGlass['from'] }],
    ['that ends before it starts', { from: at, until: addHours(at, -1) }],
  ])('%s there is none', (_name, parts) => {
    expect(may(onDuty(parts), 'READ', thing('facts')).kind).toBe('REFUSED');
  });
  it('the length is a setting', () => {
    const short = { ...defaultRightsSettings, breakGlassMinutes: 30 };
    expect(may(onDuty(), 'READ', thing('facts'), short).kind).toBe('REFUSED');
    const half = onDuty({ until: instant(at + 30 * 60_000) });
    expect(may(half, 'READ', thing('facts'), short).kind).toBe('ALLOWED');
  });
});
