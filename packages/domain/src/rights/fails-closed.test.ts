import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemStates } from '../model/meeting.ts';
import { instant } from '../terms/local-date.ts';
import type { Actor } from './actor.ts';
import { legalGrounds } from './legal-grounds.ts';
import { may, refusalReasons } from './may.ts';
import type { ItemThing, Thing } from './things.ts';
import {
  fieldsOfItem,
  fieldsOfTable,
  roles,
  type Verb,
  verbs,
  vtOnlyFields,
  vtRoles,
} from './vocabulary.ts';

const at = instant(Date.UTC(2026, 10, 24, 9));
const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values);
const people = ['sm', 'kd', 'lb'];
const organisations = ['wijkteam', 'veilig-thuis'];
const places = ['mijnstad', 'beekdorp', undefined];
const tables = ['heuvelland', 'other'];
const items = ['item-1', 'item-2'];
const cases = ['case-1', 'case-2'];
const moments = [at - 7_200_000, at - 1, at, at + 1, at + 1_800_000, undefined];

const owner = fc.oneof(
  oneOf(people).map((person) => ({ kind: 'PERSON', person })),
  oneOf(organisations).map((organisation) => ({ kind: 'ORGANISATION', organisation })),
);
const membership = fc.record({
  role: oneOf(roles),
  organisation: oneOf(organisations),
  table: oneOf([...tables, undefined]),
  municipality: oneOf(places),
  from: oneOf(moments),
  until: oneOf(moments),
  substituteFor: oneOf([...people, undefined]),
});
const invitation = fc.record({
  person: oneOf(people),
  item: oneOf(items),
  ground: oneOf(legalGrounds),
  purpose: oneOf(['', 'toetsen']),
  necessity: oneOf(['', 'nodig']),
  invitedBy: oneOf(people),
  from: oneOf(moments),
  until: oneOf(moments),
});
const glass = fc.record({
  item: oneOf(items),
  reason: oneOf(['', 'nood']),
  from: oneOf(moments),
  until: oneOf(moments),
});
const list = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 3 });
const anyActor = fc
  .record({
    person: oneOf(people),
    at: fc.constant(at),
    memberships: list(membership),
    invitations: list(invitation),
    recusedFrom: list(oneOf(cases)),
    breakGlass: list(glass),
  })
  .map((actor) => actor as unknown as Actor);
const anyItemThing = fc
  .record({
    kind: fc.constant('ITEM'),
    field: oneOf(fieldsOfItem),
    table: oneOf(tables),
    item: fc.record({
      id: oneOf(items),
      caseId: oneOf(cases),
      state: oneOf(itemStates),
      signal: oneOf(['REPORT', 'POLICE_REPORT', 'ADVICE_REQUEST']),
      municipality: oneOf(places),
      tasks: list(owner),
      running: list(owner),
      invited: list(owner),
      openActions: list(owner),
    }),
    of: fc.option(owner, { nil: undefined }),
    revealed: oneOf([true, false, undefined]),
  })
  .map((thing) => thing as unknown as ItemThing);
const anyTableThing = fc
  .record({
    kind: fc.constant('TABLE'),
    field: oneOf(fieldsOfTable),
    table: oneOf(tables),
    municipality: oneOf(places),
  })
  .map((thing) => thing as unknown as Thing);
const anyThing = fc.oneof({ weight: 4, arbitrary: anyItemThing }, anyTableThing);
const anyVerb = oneOf(verbs);
const runs = { numRuns: 400 };
const isAllowed = (actor: Actor, verb: Verb, thing: Thing) =>
  may(actor, verb, thing).kind === 'ALLOWED';

describe('RT2 what cannot be understood is refused', () => {
  const garbage = fc.anything({
    withBigInt: true,
    withNullPrototype: true,
    withObjectString: true,
  });
  it('whatever it is, and without throwing', () => {
    fc.assert(
      fc.property(garbage, garbage, garbage, (actor, verb, thing) => {
        const answer = may(actor as Actor, verb as Verb, thing as Thing);
        expect(answer.kind).toBe('REFUSED');
        if (answer.kind === 'REFUSED') expect(refusalReasons).toContain(answer.reason);
      }),
      runs,
    );
  });
  it('also when only one part of it is garbage', () => {
    fc.assert(
      fc.property(anyActor, anyVerb, anyThing, garbage, (actor, verb, thing, junk) => {
        expect(may(junk as Actor, verb, thing).kind).toBe('REFUSED');
        expect(may(actor, junk as Verb, thing).kind).toBe('REFUSED');
        expect(may(actor, verb, junk as Thing).kind).toBe('REFUSED');
      }),
      runs,
    );
  });
  const chair = {
    person: 'sm',
    at,
    memberships: [{ role: 'chair', organisation: 'veilig-thuis', table: 'heuvelland', from: at }],
    invitations: [],
    recusedFrom: [],
    breakGlass: [],
  } as unknown as Actor;
  const facts = {
    kind: 'ITEM',
    field: 'facts',
    table: 'heuvelland',
    item: {
      id: 'item-1',
      caseId: 'case-1',
      state: 'AT_TABLE',
      signal: 'REPORT',
      tasks: [],
      running: [],
      invited: [],
      openActions: [],
    },
  } as unknown as ItemThing;
  it('the question that the broken ones below are made of is allowed', () => {
    expect(isAllowed(chair, 'READ', facts)).toBe(true);
  });
  it.each([
    ['person', { person: undefined }],
    ['person', { person: '' }],
    ['person', { person: 'a person with spaces' }],
    ['moment', { at: Number.NaN }],
    ['moment', { at: undefined }],
    ['moment', { at: 0 }],
    ['recusals', { recusedFrom: undefined }],
    ['memberships', { memberships: null }],
    ['memberships', { memberships: [null] }],
    ['role', { memberships: [{ ...chair.memberships[0], role: 'Chair' }] }],
    ['start', { memberships: [{ ...chair.memberships[0], from: undefined }] }],
    ['start', { memberships: [{ ...chair.memberships[0], from: Number.NaN }] }],
    ['end', { memberships: [{ ...chair.memberships[0], until: null }] }],
    ['end', { memberships: [{ ...chair.memberships[0], until: Number.NaN }] }],
  ])('an actor whose %s is broken: %o', (_what, parts) => {
    expect(may({ ...chair, ...parts } as Actor, 'READ', facts).kind).toBe('REFUSED');
  });
  it.each([
    ['no kind', { kind: undefined }],
    ['another kind', { kind: 'TABLE' }],
    ['an unknown field', { field: 'bsn' }],
    ['a field of the table', { field: 'agenda' }],
    ['no table', { table: undefined }],
    ['no item', { item: undefined }],
    ['an item without an id', { item: { ...facts.item, id: undefined } }],
    ['an unknown state', { item: { ...facts.item, state: 'OPEN' } }],
    ['no state', { item: { ...facts.item, state: undefined } }],
    ['the state of no item', { item: { ...facts.item, state: 'NONE' } }],
    ['an unknown signal', { item: { ...facts.item, signal: 'TIP' } }],
    ['no signal', { item: { ...facts.item, signal: undefined } }],
  ])('a thing with %s', (_what, parts) => {
    expect(may(chair, 'READ', { ...facts, ...parts } as Thing).kind).toBe('REFUSED');
  });
  it('what cannot be read is said to be unreadable', () => {
    const unreadable = { kind: 'REFUSED', reason: 'UNREADABLE' };
    expect(may(chair, 'READ', { ...facts, field: 'bsn' } as unknown as Thing)).toEqual(unreadable);
    expect(may({ ...chair, at: 0 as Actor['at'] }, 'READ', facts)).toEqual(unreadable);
    expect(may(null as unknown as Actor, 'READ', facts)).toEqual(unreadable);
    const agendaOfItem = { ...facts, kind: 'TABLE' } as unknown as Thing;
    expect(may(chair, 'READ', agendaOfItem)).toEqual(unreadable);
  });
  it('two things that are absent are never the same', () => {
    const nobody = { kind: 'PERSON' };
    const nowhere = { kind: 'ORGANISATION' };
    const worker = {
      ...chair,
      memberships: [{ role: 'local-team', table: 'heuvelland', from: at }],
    } as unknown as Actor;
    const tasks = {
      ...facts,
      item: { ...facts.item, tasks: [nobody, nowhere] },
    } as unknown as Thing;
    expect(may(worker, 'READ', tasks).kind).toBe('REFUSED');
  });
});

describe('RT3 rights add up', () => {
  it('taking a membership, an invitation or an emergency access away never grants', () => {
    fc.assert(
      fc.property(anyActor, anyVerb, anyThing, fc.nat({ max: 2 }), (actor, verb, thing, n) => {
        const without = <T>(all: readonly T[]) => all.filter((_, place) => place !== n);
        const less: Actor[] = [
          { ...actor, memberships: without(actor.memberships) },
          { ...actor, invitations: without(actor.invitations) },
          { ...actor, breakGlass: without(actor.breakGlass) },
        ];
        if (less.some((one) => isAllowed(one, verb, thing)))
          expect(isAllowed(actor, verb, thing)).toBe(true);
      }),
      runs,
    );
  });
});

describe('RT6 memberships do not mix', () => {
  it('what is allowed is allowed by one membership alone', () => {
    fc.assert(
      fc.property(anyActor, anyVerb, anyThing, (actor, verb, thing) => {
        const alone = actor.memberships.map((one) => ({ ...actor, memberships: [one] }));
        expect(isAllowed(actor, verb, thing)).toBe(
          alone.some((one) => isAllowed(one, verb, thing)),
        );
      }),
      { numRuns: 2000 },
    );
  });
});

describe('RT4 RT15 RT33 RT35 whatever somebody else has', () => {
  it('RT4 nobody outside Veilig Thuis gets the reporter or an address', () => {
    fc.assert(
      fc.property(
        anyActor,
        anyVerb,
        anyItemThing,
        oneOf(vtOnlyFields),
        (actor, verb, thing, field) => {
          const outside = actor.memberships.filter(
            ({ role }) => !vtRoles.some((vt) => vt === role),
          );
          expect(isAllowed({ ...actor, memberships: outside }, verb, { ...thing, field })).toBe(
            false,
          );
        },
      ),
      runs,
    );
  });
  it('RT15 an administrator, a policy officer and an auditor never get case content', () => {
    const apart = oneOf(['administrator', 'policy-officer', 'auditor'] as const);
    fc.assert(
      fc.property(anyActor, anyVerb, anyItemThing, apart, (actor, verb, thing, role) => {
        const memberships = actor.memberships.map((one) => ({ ...one, role }));
        expect(isAllowed({ ...actor, memberships }, verb, thing)).toBe(false);
      }),
      runs,
    );
  });
  it('RT33 an invited person has nothing of a closed item without an open action', () => {
    fc.assert(
      fc.property(anyActor, anyVerb, anyItemThing, (actor, verb, thing) => {
        const memberships = actor.memberships.map((one) => ({ ...one, role: 'invited' as const }));
        const closed: Thing = {
          ...thing,
          item: { ...thing.item, state: 'CLOSED', openActions: [] },
        };
        expect(isAllowed({ ...actor, memberships }, verb, closed)).toBe(false);
      }),
      runs,
    );
  });
  it('RT35, RT120 a recused person has nothing of any item of the case', () => {
    fc.assert(
      fc.property(anyActor, anyVerb, anyItemThing, (actor, verb, thing) => {
        expect(isAllowed({ ...actor, recusedFrom: [thing.item.caseId] }, verb, thing)).toBe(false);
      }),
      runs,
    );
  });
  it('RT5 nobody has anything of an advice request', () => {
    fc.assert(
      fc.property(anyActor, anyVerb, anyItemThing, (actor, verb, thing) => {
        const advice: Thing = { ...thing, item: { ...thing.item, signal: 'ADVICE_REQUEST' } };
        expect(isAllowed(actor, verb, advice)).toBe(false);
      }),
      runs,
    );
  });
});
