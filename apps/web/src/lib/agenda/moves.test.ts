import { describe, expect, it } from 'vitest';
import { destinationOf, itemIds, placeOf } from './moves.ts';

const order = itemIds(['linde', 'els', 'olm']);
const [linde, els, olm] = order;
if (linde === undefined || els === undefined || olm === undefined) throw new Error('no ids');

describe('moving a case on the agenda', () => {
  it.each([
    ['UP', { side: 'BEFORE', item: linde }],
    ['DOWN', { side: 'AFTER', item: olm }],
    ['FIRST', { side: 'BEFORE', item: linde }],
    ['LAST', { side: 'AFTER', item: olm }],
  ] as const)('AG1 %s from the middle is %o', (move, destination) => {
    expect(destinationOf(order, els, move)).toEqual(destination);
  });

  it('AG1 leads nowhere from the end it goes to, and for a case that is not there', () => {
    expect(destinationOf(order, linde, 'UP')).toBeUndefined();
    expect(destinationOf(order, linde, 'FIRST')).toBeUndefined();
    expect(destinationOf(order, olm, 'DOWN')).toBeUndefined();
    expect(destinationOf(order, olm, 'LAST')).toBeUndefined();
    expect(destinationOf([linde, els], olm, 'UP')).toBeUndefined();
  });

  it('AG2 remembers the place: after its neighbour, before the next one at the top', () => {
    expect(placeOf(order, olm)).toEqual({ side: 'AFTER', item: els });
    expect(placeOf(order, linde)).toEqual({ side: 'BEFORE', item: els });
    expect(placeOf([linde], linde)).toBeUndefined();
    expect(placeOf([linde], olm)).toBeUndefined();
  });
});
