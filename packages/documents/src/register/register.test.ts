import { triagePriorities, type TriagePriority } from '@overlegtafel/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  clearItemRegister,
  itemRegisterEntries,
  readItemRegister,
  writeItemRegister,
} from '../item-document/item-registers.ts';
import { exchange, replicas, updatesOf } from '../replicas.contract.ts';

type Step =
  | { readonly kind: 'WRITE'; readonly who: number; readonly value: TriagePriority }
  | { readonly kind: 'CLEAR'; readonly who: number }
  | { readonly kind: 'MEET'; readonly who: number; readonly other: number };

const who = fc.nat(2);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('WRITE' as const),
    who,
    value: fc.constantFrom(...triagePriorities),
  }),
  fc.record({ kind: fc.constant('CLEAR' as const), who }),
  fc.record({ kind: fc.constant('MEET' as const), who, other: who }),
);

function run(docs: readonly Y.Doc[], steps: readonly Step[]): void {
  for (const step of steps) {
    const doc = docs[step.who]!;
    if (step.kind === 'WRITE') writeItemRegister(doc, 'priority', step.value);
    else if (step.kind === 'CLEAR') clearItemRegister(doc, 'priority');
    else exchange(doc, docs[step.other]!);
  }
  exchange(...docs);
}

const priorityOf = (doc: Y.Doc) => readItemRegister(doc, 'priority');

describe('a register', () => {
  it('DC10 is empty, a value, or a conflict', () => {
    const [a, b] = replicas('item', 2);
    expect(priorityOf(a!).register).toEqual({ kind: 'EMPTY' });
    writeItemRegister(a!, 'priority', 'ACT_NOW');
    writeItemRegister(b!, 'priority', 'WAITING');
    expect(priorityOf(a!).register).toEqual({ kind: 'VALUE', value: 'ACT_NOW' });
    exchange(a!, b!);
    expect(priorityOf(a!).register).toMatchObject({ kind: 'CONFLICT' });
    expect(priorityOf(a!)).toEqual(priorityOf(b!));
  });

  it('DC10 two who choose the same at once agree', () => {
    const [a, b] = replicas('item', 2);
    for (const doc of [a!, b!]) writeItemRegister(doc, 'safeNow', 'NO');
    exchange(a!, b!);
    expect(itemRegisterEntries(a!, 'safeNow')).toHaveLength(2);
    expect(readItemRegister(a!, 'safeNow').register).toEqual({ kind: 'VALUE', value: 'NO' });
  });

  it('DC11 a set is equal whatever the order in which it was ticked', () => {
    const [a, b] = replicas('item', 2);
    a!.getArray('riskFactors').push([{ value: ['DEBTS', 'POVERTY'] }]);
    b!.getArray('riskFactors').push([{ value: ['POVERTY', 'DEBTS'] }]);
    exchange(a!, b!);
    expect(readItemRegister(a!, 'riskFactors').register).toEqual({
      kind: 'VALUE',
      value: ['POVERTY', 'DEBTS'],
    });
  });

  it('DC12 an entry that cannot be read makes it malformed, also beside one that can', () => {
    const strange = fc.oneof(
      fc.anything({ withBigInt: false }).filter((value) => isStorable(value)),
      fc.constant({ value: 'SOON' }),
      fc.constant({ value: 'ACT_NOW', author: 'chair' }),
      fc.constant({}),
    );
    fc.assert(
      fc.property(strange, fc.boolean(), (entry, isFirst) => {
        const [doc] = replicas('item', 1);
        writeItemRegister(doc!, 'priority', 'ACT_NOW');
        doc!.getArray('priority').insert(isFirst ? 0 : 1, [entry]);
        expect(priorityOf(doc!)).toEqual({
          register: { kind: 'MALFORMED' },
          findings: [{ path: 'priority' }],
        });
        writeItemRegister(doc!, 'priority', 'WAITING');
        expect(priorityOf(doc!)).toMatchObject({ register: { kind: 'VALUE' }, findings: [] });
      }),
    );
  });

  it('DC12 shared types, bytes and inherited fields are no entries', () => {
    const inherited: unknown = JSON.parse('{"__proto__":{"value":"ACT_NOW"}}');
    for (const entry of [new Y.Map(), new Y.Text('x'), new Uint8Array(3), inherited, null]) {
      const [doc] = replicas('item', 1);
      doc!.getArray('priority').push([entry]);
      expect(priorityOf(doc!).register).toEqual({ kind: 'MALFORMED' });
    }
  });

  it('DC13 converges to what survives, and one more write settles it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const docs = replicas('item', 3);
        run(docs, steps);
        const reading = priorityOf(docs[0]!);
        for (const doc of docs) expect(priorityOf(doc)).toEqual(reading);
        const surviving = itemRegisterEntries(docs[0]!, 'priority').map(({ value }) => value);
        const distinct = [...new Set(surviving)];
        if (distinct.length === 0) expect(reading.register).toEqual({ kind: 'EMPTY' });
        else if (distinct.length === 1)
          expect(reading.register).toEqual({ kind: 'VALUE', value: distinct[0] });
        else expect(reading.register).toEqual({ kind: 'CONFLICT', values: distinct });
        const written = steps.flatMap((step) => (step.kind === 'WRITE' ? step.value : []));
        expect(distinct.every((value) => written.includes(value!))).toBe(true);

        writeItemRegister(docs[1]!, 'priority', 'WITHIN_TERM');
        exchange(...docs);
        for (const doc of docs)
          expect(priorityOf(doc).register).toEqual({ kind: 'VALUE', value: 'WITHIN_TERM' });
      }),
      { numRuns: 300 },
    );
  });

  it('DC13 no last choice of anybody vanishes without somebody having seen it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...triagePriorities), { minLength: 2, maxLength: 5 }),
        (choices) => {
          const docs = replicas('item', choices.length);
          choices.forEach((choice, index) => writeItemRegister(docs[index]!, 'priority', choice));
          exchange(...docs);
          const { register } = priorityOf(docs[0]!);
          const values = register.kind === 'CONFLICT' ? register.values : [choices[0]];
          expect([...values].sort()).toEqual([...new Set(choices)].sort());
        },
      ),
    );
  });

  it('DC14 writing what stands there alone writes nothing', () => {
    const [doc] = replicas('item', 1);
    writeItemRegister(doc!, 'owner', { kind: 'PERSON', person: 'chair' as never });
    const again = { person: 'chair' as never, kind: 'PERSON' } as const;
    expect(updatesOf(doc!, () => writeItemRegister(doc!, 'owner', again))).toEqual([]);
  });

  it('DC15 entries name the client id and clock of their write', () => {
    const [a, b] = replicas('item', 2);
    writeItemRegister(a!, 'safeNow', 'NO');
    writeItemRegister(b!, 'safeNow', 'YES');
    exchange(a!, b!);
    expect(itemRegisterEntries(a!, 'safeNow')).toEqual([
      { id: { client: 1, clock: 0 }, value: 'NO' },
      { id: { client: 2, clock: 0 }, value: 'YES' },
    ]);
  });

  it('refuses to write what it could not read back', () => {
    const [doc] = replicas('item', 1);
    expect(() => writeItemRegister(doc!, 'priority', 'SOON' as never)).toThrow(RangeError);
  });
});

/** What Yjs can store in an array. */
function isStorable(value: unknown): boolean {
  try {
    new Y.Doc().getArray('x').push([value]);
    return !['function', 'symbol', 'undefined'].includes(typeof value);
  } catch {
    return false;
  }
}
