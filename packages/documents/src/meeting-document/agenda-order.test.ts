import type { ItemId } from '@overlegtafel/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { exchange, joiner, replicas } from '../replicas.contract.ts';
import { newDocument } from '../shape/roots.ts';
import { moveItem, readAgendaOrder, type Destination } from './agenda-order.ts';
import { createMeetingDocument } from './create-meeting-document.ts';
import { readMeetingDocument } from './read-meeting.ts';

const agenda = ['item-a', 'item-b', 'item-c', 'item-d', 'item-e'] as unknown as ItemId[];
const [a, b, c, d, e] = agenda as [ItemId, ItemId, ItemId, ItemId, ItemId];

const move = fc.record({
  who: fc.nat(2),
  item: fc.constantFrom(...agenda),
  to: fc.constantFrom(...agenda),
  side: fc.constantFrom<Destination['side']>('BEFORE', 'AFTER'),
  meets: fc.option(fc.nat(2)),
});

describe('the order of the agenda', () => {
  it('DC40 is the order of the ranks, ties by id, and then what has none', () => {
    const [doc] = replicas('meeting', 1);
    const order = doc!.getMap('order');
    order.set(e, 'b');
    order.set(d, 'm');
    order.set(b, 'm');
    order.set('item-x', 'a');
    expect(readAgendaOrder(doc!, [c, a, b, d, e, c])).toEqual({
      items: [e, b, d, c, a],
      findings: [],
    });
  });

  it('DC40 starts as the items were given', () => {
    const doc = newDocument('meeting', { gc: true });
    Y.applyUpdate(doc, createMeetingDocument({ items: [c, a, b], remarks: 'Welkom' }));
    expect(readMeetingDocument(doc, agenda)).toEqual({
      remarks: 'Welkom',
      items: [c, a, b, d, e],
      findings: [],
    });
  });

  it('DC41 a malformed rank is a finding that a move of the item ends', () => {
    for (const rank of ['', 'M', 'a0', 5, null, { rank: 'm' }, 'm'.repeat(60), new Y.Map()]) {
      const [doc] = replicas('meeting', 1);
      doc!.getMap('order').set(b, rank);
      expect(readAgendaOrder(doc!, agenda)).toEqual({
        items: agenda,
        findings: [{ path: `order.${b}` }],
      });
      moveItem(doc!, agenda, b, { side: 'BEFORE', item: a });
      expect(readAgendaOrder(doc!, agenda)).toEqual({ items: [b, a, c, d, e], findings: [] });
    }
  });

  it('DC3 another type in its place is a finding', () => {
    const doc = new Y.Doc();
    doc.getArray('order').push(['x']);
    expect(readMeetingDocument(doc, agenda)).toMatchObject({
      items: agenda,
      findings: [{ path: 'order' }],
    });
    expect(readMeetingDocument(joiner(doc, 'meeting'), agenda).findings).toEqual([
      { path: 'order' },
    ]);
  });

  it('DC42 a move does what it says and moves nothing else', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
        const [doc] = replicas('meeting', 1);
        let expected = [...agenda];
        for (const { item, to, side } of moves) {
          moveItem(doc!, agenda, item, { side, item: to });
          if (item !== to) {
            expected = expected.filter((other) => other !== item);
            expected.splice(expected.indexOf(to) + (side === 'AFTER' ? 1 : 0), 0, item);
          }
          expect(readAgendaOrder(doc!, agenda)).toEqual({ items: expected, findings: [] });
        }
      }),
    );
  });

  it('DC42 concurrent moves end in the same order, with every item once', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 20 }), (moves) => {
        const docs = replicas('meeting', 3);
        for (const { who, item, to, side, meets } of moves) {
          moveItem(docs[who]!, agenda, item, { side, item: to });
          if (meets !== null) exchange(docs[who]!, docs[meets]!);
        }
        exchange(...docs);
        const orders = docs.map((doc) => readAgendaOrder(doc, agenda));
        for (const order of orders) expect(order).toEqual(orders[0]);
        expect([...orders[0]!.items].sort()).toEqual(agenda);
        expect(orders[0]!.findings).toEqual([]);

        moveItem(docs[0]!, agenda, c, { side: 'AFTER', item: e });
        const { items } = readAgendaOrder(docs[0]!, agenda);
        expect(items[items.indexOf(e) + 1]).toBe(c);
      }),
      { numRuns: 300 },
    );
  });

  it('DC42 moving what is not on the agenda, or next to it, does nothing', () => {
    const [doc] = replicas('meeting', 1);
    moveItem(doc!, agenda, 'item-x' as never, { side: 'BEFORE', item: a });
    moveItem(doc!, agenda, a, { side: 'BEFORE', item: 'item-x' as never });
    moveItem(doc!, agenda, a, { side: 'BEFORE', item: a });
    expect(doc!.getMap('order').size).toBe(0);
  });

  it('DC42 a thousand moves to the same place still find room', () => {
    const [doc] = replicas('meeting', 1);
    for (let round = 0; round < 1_000; round++)
      moveItem(doc!, agenda, round % 2 === 0 ? d : e, { side: 'AFTER', item: a });
    expect(readAgendaOrder(doc!, agenda)).toEqual({ items: [a, e, d, b, c], findings: [] });
  });
});
