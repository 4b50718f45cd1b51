import { createMeetingDocument, newDocument } from '@overlegtafel/documents';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { AgendaOrder } from './agenda-order.svelte.ts';
import { SharedOrder } from './shared-order.ts';
import { itemIds } from './moves.ts';

const agenda = ['linde', 'els', 'olm'].map((id) => ({ id, alias: `Casus ${id}` }));

beforeEach(() => {
  vi.stubGlobal(
    '$state',
    Object.assign((value: unknown) => value, { raw: (value: unknown) => value }),
  );
});

afterEach(() => {
  vi.unstubAllGlobals();
});

function screen() {
  const doc = newDocument('meeting', { gc: true });
  Y.applyUpdate(doc, createMeetingDocument({ items: itemIds(agenda.map(({ id }) => id)) }));
  const shared = new SharedOrder(doc);
  const said: string[] = [];
  const order = new AgendaOrder({
    shared: () => shared,
    agenda: () => agenda,
    say: (sentence) => said.push(sentence),
  });
  return { shared, order, said };
}

describe('the order of an agenda on a screen', () => {
  it('AG1 a move by menu, by key or by dragging says one sentence with the new place', () => {
    const { order, said } = screen();
    order.move('olm', 'UP');
    order.place('linde', 'AFTER', 'els');
    order.move('olm', 'UP');
    expect(order.items).toEqual(['olm', 'els', 'linde']);
    expect(said).toEqual([
      'Casus olm staat nu op plek 2 van 3.',
      'Casus linde staat nu op plek 3 van 3.',
    ]);
  });

  it('AG2 undo brings my last move back, and nothing that others moved', () => {
    const { shared, order, said } = screen();
    order.move('olm', 'FIRST');
    const other = new AgendaOrder({
      shared: () => shared,
      agenda: () => agenda,
      say: () => undefined,
    });
    other.move('linde', 'LAST');
    expect(order.items).toEqual(['olm', 'els', 'linde']);
    expect(order.undo()).toBe('olm');
    expect(order.items).toEqual(['els', 'olm', 'linde']);
    expect(said.at(-1)).toBe('Ongedaan gemaakt. Casus olm staat weer op plek 2 van 3.');
    expect(order.undo()).toBeUndefined();
  });

  it('is the order of the server as long as there is no document', () => {
    const order = new AgendaOrder({
      shared: () => undefined,
      agenda: () => agenda,
      say: () => undefined,
    });
    order.move('olm', 'UP');
    expect(order.items).toEqual(['linde', 'els', 'olm']);
    expect(order.moved).toBeUndefined();
  });
});
