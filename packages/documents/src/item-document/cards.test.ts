import { idFromBytes, type ActionId } from '@overlegtafel/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { exchange, joiner, replicas, updatesOf } from '../replicas.contract.ts';
import { isSeen } from '../seen/is-seen.ts';
import { unsettled } from '../seen/seen.ts';
import {
  actionEntries,
  clearAction,
  createAction,
  readActions,
  withdrawAction,
  writeAction,
} from './actions.ts';
import {
  conditionEntries,
  createCondition,
  readConditions,
  withdrawCondition,
  writeCondition,
} from './conditions.ts';
import { removeStrayCards } from './stray-cards.ts';

const idOf = (number: number): ActionId =>
  idFromBytes(
    'ActionId',
    Uint8Array.from({ length: 17 }, () => number),
  );
const id = idOf(7);

describe('actions', () => {
  it('DC20 are made whole, in one update, with all their registers', () => {
    const [doc] = replicas('item', 1);
    const updates = updatesOf(doc!, () =>
      createAction(doc!, id, { purpose: 'CARE', words: 'Belt school' }),
    );
    expect(updates).toHaveLength(1);
    const { actions, findings } = readActions(joiner(doc!, 'item'));
    expect(findings).toEqual([]);
    expect(actions).toMatchObject([
      {
        id,
        purpose: 'CARE',
        words: { kind: 'VALUE', value: 'Belt school' },
        owner: { kind: 'EMPTY' },
        dueDate: { kind: 'EMPTY' },
        phase: { kind: 'EMPTY' },
        forWhom: { kind: 'EMPTY' },
        withdrawn: { kind: 'EMPTY' },
      },
    ]);
    expect(updatesOf(doc!, () => createAction(doc!, id, { purpose: 'FEEDBACK' }))).toEqual([]);
  });

  it('DC13 DC32 two owners chosen at once are a conflict with both writers, and nobody can accept', () => {
    const [a, b] = replicas('item', 2);
    createAction(a!, id, { purpose: 'CARE', words: 'Belt school' });
    exchange(a!, b!);
    writeAction(a!, { id, field: 'owner' }, { kind: 'PERSON', person: 'chair' as never });
    writeAction(b!, { id, field: 'owner' }, { kind: 'PERSON', person: 'police-1' as never });
    exchange(a!, b!);
    const [action] = readActions(a!).actions;
    expect(action).toMatchObject({ owner: { kind: 'CONFLICT' }, seen: unsettled });
    expect(actionEntries(a!, id, 'owner').map((entry) => entry.id.client)).toEqual([1, 2]);
    clearAction(b!, id, 'owner');
    expect(readActions(b!).actions[0]).toMatchObject({ owner: { kind: 'EMPTY' } });
    expect(isSeen(readActions(b!).actions[0]!.seen)).toBe(true);
  });

  it('DC21 a removed action is a finding until it is put back as withdrawn', () => {
    const [doc] = replicas('item', 1);
    createAction(doc!, id, { purpose: 'CARE', words: 'Belt school' });
    doc!.getMap('actions').delete(id);
    for (const copy of [doc!, joiner(doc!, 'item')])
      expect(readActions(copy)).toEqual({ actions: [], findings: [{ path: `actions.${id}` }] });
    withdrawAction(doc!, id);
    expect(readActions(doc!)).toMatchObject({
      actions: [{ id, withdrawn: { kind: 'VALUE', value: true } }],
      findings: [],
    });
  });

  it('DC22 a withdrawn action is shown and what is wrong in it no longer counts', () => {
    const [doc] = replicas('item', 1);
    createAction(doc!, id, { purpose: 'CARE', words: 'Belt school' });
    (doc!.getMap('actions').get(id) as Y.Map<unknown>).set('dueDate', 'morgen');
    expect(readActions(doc!).findings).toEqual([{ path: `actions.${id}.dueDate` }]);
    withdrawAction(doc!, id);
    expect(readActions(doc!)).toMatchObject({
      actions: [{ words: { value: 'Belt school' }, dueDate: { kind: 'MALFORMED' } }],
      findings: [],
    });
  });

  it('DC12 choosing again repairs a register that was lacking or replaced', () => {
    const [doc] = replicas('item', 1);
    createAction(doc!, id, { purpose: 'CARE' });
    const card = doc!.getMap('actions').get(id) as Y.Map<unknown>;
    for (const broken of ['x', new Y.Map([['a', 1]]), Y.Array.from([1])]) {
      card.set('dueDate', broken);
      expect(readActions(doc!).actions[0]!.dueDate).toEqual({ kind: 'MALFORMED' });
      writeAction(doc!, { id, field: 'dueDate' }, '2026-11-24' as never);
      expect(readActions(doc!)).toMatchObject({
        actions: [{ dueDate: { kind: 'VALUE' } }],
        findings: [],
      });
    }
    card.delete('dueDate');
    expect(readActions(doc!).findings).toEqual([{ path: `actions.${id}.dueDate` }]);
    card.set('purpose', 'FUN');
    writeAction(doc!, { id, field: 'dueDate' }, '2026-11-24' as never);
    expect(readActions(doc!).findings).toEqual([{ path: `actions.${id}.purpose` }]);
  });

  it('DC23 what is no action is a finding until it is removed or replaced', () => {
    const [doc] = replicas('item', 1);
    const map = doc!.getMap('actions');
    map.set('No id!', new Y.Map());
    map.set(id, 'garbage');
    map.set('x'.repeat(1_000), 1);
    expect(readActions(doc!).findings.map(({ path }) => path)).toEqual([
      `actions.${id}`,
      `actions.${'x'.repeat(32)}`,
      'actions.No id!',
    ]);
    removeStrayCards(doc!);
    withdrawAction(doc!, id);
    expect(readActions(doc!).findings).toEqual([]);
  });

  it('DC24 all replicas read them in the same order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2), { minLength: 2, maxLength: 9 }), (makers) => {
        const docs = replicas('item', 3);
        makers.forEach((maker, index) =>
          createAction(docs[maker]!, idOf(index), { purpose: 'CARE' }),
        );
        exchange(...docs);
        const orders = [...docs, joiner(docs[0]!, 'item')].map((doc) =>
          readActions(doc).actions.map((action) => action.id),
        );
        for (const order of orders) expect(order).toEqual(orders[0]);
        expect(orders[0]).toHaveLength(makers.length);
      }),
    );
  });

  it('refuses to write to an action that is not there, or what could not be read back', () => {
    const [doc] = replicas('item', 1);
    expect(() => writeAction(doc!, { id, field: 'words' }, 'x')).toThrow(RangeError);
    createAction(doc!, id, { purpose: 'CARE' });
    expect(() => writeAction(doc!, { id, field: 'words' }, '  ')).toThrow(RangeError);
    expect(actionEntries(doc!, idOf(1), 'words')).toEqual([]);
  });
});

describe('safety conditions', () => {
  const condition = idFromBytes('ConditionId', new Uint8Array(17));

  it('DC20 DC21 are made whole and withdrawn, not deleted', () => {
    const [doc] = replicas('item', 1);
    const updates = updatesOf(doc!, () =>
      createCondition(doc!, condition, { words: 'Vader slaapt elders' }),
    );
    expect(updates).toHaveLength(1);
    const alarm = { signal: 'Vader staat voor de deur', caller: 'Moeder', callee: '112' };
    writeCondition(doc!, { id: condition, field: 'alarm' }, alarm);
    expect(readConditions(doc!)).toMatchObject({
      conditions: [{ words: { kind: 'VALUE' }, alarm: { kind: 'VALUE', value: alarm } }],
      findings: [],
    });
    expect(conditionEntries(doc!, condition, 'alarm')).toHaveLength(1);
    withdrawCondition(doc!, condition);
    expect(readConditions(doc!).conditions[0]!.withdrawn).toEqual({ kind: 'VALUE', value: true });
    doc!.getMap('conditions').delete(condition);
    expect(readConditions(doc!).findings).toEqual([{ path: `conditions.${condition}` }]);
  });

  it('DC12 half an alarm agreement is malformed', () => {
    const [doc] = replicas('item', 1);
    createCondition(doc!, condition, {});
    const card = doc!.getMap('conditions').get(condition) as Y.Map<unknown>;
    (card.get('alarm') as Y.Array<unknown>).push([{ value: { signal: 'x', caller: 'y' } }]);
    expect(readConditions(doc!).findings).toEqual([{ path: `conditions.${condition}.alarm` }]);
  });
});
