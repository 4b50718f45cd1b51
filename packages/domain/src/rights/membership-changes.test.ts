import { describe, expect, it } from 'vitest';
import type { OrganisationId, PersonId, TableId } from '../model/ids.ts';
import type { Instant } from '../model/time.ts';
import { addHours } from '../terms/amsterdam.ts';
import { instant } from '../terms/local-date.ts';
import { type KeptMembership, membershipHindrance } from './membership-changes.ts';
import { standingOf } from './standing.ts';
import type { Role } from './vocabulary.ts';

const at = instant(Date.UTC(2026, 10, 24, 9));
const hour = (hours: number) => addHours(at, hours);
const north = 'noord' as TableId;
const south = 'zuid' as TableId;

interface Span {
  readonly from?: Instant;
  readonly until?: Instant;
  readonly table?: TableId;
  readonly of?: string;
  readonly by?: string;
  readonly substituteFor?: PersonId;
}

/** A membership that began a day ago, of somebody called a. */
function member(id: string, role: Role, span: Span = {}): KeptMembership {
  const { from = hour(-24), until, table = north, of = 'veilig-thuis', by = 'a' } = span;
  return {
    id,
    role,
    from,
    table,
    person: by as PersonId,
    organisation: of as OrganisationId,
    ...(until === undefined ? {} : { until }),
    ...(span.substituteFor === undefined ? {} : { substituteFor: span.substituteFor }),
  };
}

function asked(row: KeptMembership, all: readonly KeptMembership[]) {
  const theirs = all.filter(({ person }) => person === row.person);
  const atTable = all.filter(({ table }) => table === row.table);
  return membershipHindrance(row, { theirs, atTable }, at);
}

describe('RT140 duties that exclude each other', () => {
  it.each([
    ['at the same table', {}],
    ['at another table', { table: south }],
    ['for another organisation', { of: 'politie' }],
    ['only for an hour, later on', { from: hour(5), until: hour(6) }],
    ['from a moment without end', { from: hour(900) }],
  ])('are refused %s', (_how, span) => {
    const auditor = member('one', 'auditor');
    expect(asked(member('two', 'chair', span), [auditor])).toBe('DUTIES_CONFLICT');
  });

  it('do not stand in the way one after the other, or when one was taken back', () => {
    const over = member('one', 'auditor', { until: hour(5) });
    expect(asked(member('two', 'chair', { from: hour(5) }), [over])).toBeUndefined();
    const back = member('one', 'auditor', { from: hour(8), until: hour(8) });
    expect(asked(member('two', 'chair'), [back])).toBeUndefined();
  });

  it('are refused when a membership becomes another one: longer, earlier, another role', () => {
    const auditor = member('one', 'auditor', { until: hour(2) });
    const chair = member('two', 'chair', { from: hour(2) });
    const all = [auditor, chair];
    expect(asked({ ...auditor, until: hour(3) }, all)).toBe('DUTIES_CONFLICT');
    expect(asked(member('one', 'auditor'), all)).toBe('DUTIES_CONFLICT');
    expect(asked({ ...chair, from: hour(1) }, all)).toBe('DUTIES_CONFLICT');
    expect(asked({ ...auditor, role: 'police' }, all)).toBeUndefined();
    expect(asked({ ...chair, role: 'privacy-officer', from: hour(1) }, all)).toBeUndefined();
  });

  it('can be undone where they stand already: what ends earlier makes nothing worse', () => {
    const all = [member('one', 'auditor'), member('two', 'chair')];
    expect(asked({ ...member('one', 'auditor'), until: hour(1) }, all)).toBeUndefined();
  });
});

describe('RT142 who administers a table', () => {
  const first = member('one', 'administrator', { by: 'a' });
  const end = (row: KeptMembership, hours: number) => ({ ...row, until: hour(hours) });

  it.each([
    ['now', 0],
    ['later', 5],
  ])('does not go %s when nobody else is there', (_when, hours) => {
    const others = [
      member('two', 'chair', { by: 'b' }),
      member('three', 'administrator', { table: south, by: 'b' }),
    ];
    expect(asked(end(first, hours), [first, ...others])).toBe('LAST_ADMINISTRATOR');
  });

  it('goes when another one is there for as long', () => {
    expect(
      asked(end(first, 0), [first, member('two', 'administrator', { by: 'b' })]),
    ).toBeUndefined();
  });

  it.each([
    ['begins too late', { from: hour(2) }],
    ['ends too early', { until: hour(9) }],
    ['stands in for somebody without an end', { substituteFor: 'c' as PersonId }],
  ])('does not go when the other one %s', (_how, span) => {
    const other = member('two', 'administrator', { by: 'b', ...span });
    expect(asked(end(first, 1), [first, other])).toBe('LAST_ADMINISTRATOR');
  });

  it('goes on the moment at which the next one begins, and not before', () => {
    const next = member('two', 'administrator', { by: 'b', from: hour(3) });
    expect(asked(end(first, 3), [first, next])).toBeUndefined();
    expect(asked(end(first, 2), [first, next])).toBe('LAST_ADMINISTRATOR');
  });

  it('does not become something else, or move to another table', () => {
    expect(asked({ ...first, role: 'policy-officer' }, [first])).toBe('LAST_ADMINISTRATOR');
    const hindrance = membershipHindrance(
      { ...first, table: south },
      { theirs: [first], atTable: [first] },
      at,
    );
    expect(hindrance).toBe('LAST_ADMINISTRATOR');
  });

  it('a table without one stands in nobody’s way', () => {
    expect(asked(end(member('two', 'chair'), 1), [member('two', 'chair')])).toBeUndefined();
    const over = end(first, -1);
    expect(asked(end(member('two', 'chair'), 1), [over, member('two', 'chair')])).toBeUndefined();
  });
});

describe('ID141 how somebody stands', () => {
  it.each([
    ['never had a place', [], { kind: 'NEVER' }],
    ['has one now', [member('one', 'chair')], { kind: 'HOLDS' }],
    [
      'had two',
      [member('one', 'chair', { until: hour(-3) }), member('two', 'police', { until: hour(-2) })],
      { kind: 'ENDED', at: hour(-2) },
    ],
    [
      'had one and gets one',
      [
        member('one', 'chair', { until: hour(-3) }),
        member('two', 'chair', { from: hour(9) }),
        member('three', 'police', { from: hour(2) }),
      ],
      { kind: 'NOT_YET', at: hour(2) },
    ],
    [
      'whose place ends this moment',
      [member('one', 'chair', { until: at })],
      { kind: 'ENDED', at },
    ],
    [
      'whose place was taken back',
      [member('one', 'chair', { from: hour(5), until: hour(5) })],
      { kind: 'NEVER' },
    ],
    [
      'who stands in without an end',
      [member('one', 'chair', { substituteFor: 'c' as PersonId })],
      { kind: 'NEVER' },
    ],
  ])('who %s', (_who, memberships, standing) => {
    expect(standingOf(memberships, at)).toEqual(standing);
  });
});
