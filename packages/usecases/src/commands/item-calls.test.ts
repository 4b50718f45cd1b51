import { settledValue } from '@overlegtafel/domain';
import { createItemDocument, writeAction } from '@overlegtafel/documents';
import { apiPaths } from '@overlegtafel/protocol/api-paths';
import { itemRoom } from '@overlegtafel/protocol';
import { describe, expect, it } from 'vitest';
import { ids, ownedBy } from '../memory/small-people.fixture.ts';
import { type SmallTable, smallTable } from '../memory/small-table.fixture.ts';
import type { SmallTableOptions } from '../memory/small-rows.fixture.ts';
import { itemCalls, type ItemCallName } from './item-calls.ts';
import { seenOfAction } from './item-steps.fixture.ts';
import { action, always, bare, names, ways } from './item-ways.fixture.ts';

const { esdoorn } = ids;

async function prepared(name: ItemCallName, options: SmallTableOptions = {}) {
  const way = ways[name];
  const small = await smallTable({ ...way.on, ...options });
  await way.first?.(small);
  const input = { item: esdoorn as string, ...way.target, body: await way.body?.(small) };
  const before = await small.stores.meeting(ids.meeting);
  return { small, way, input, revision: before?.revision ?? 0, lines: small.ledger.lines.length };
}

async function stateOf({ stores }: SmallTable) {
  const meeting = await stores.meeting(ids.meeting);
  const { items: _items, ...rows } = { items: 0, ...meeting };
  return JSON.stringify([
    rows,
    stores.rows.itemDeeds,
    [...stores.rows.item.values()],
    [...stores.rows.openThing.values()],
    stores.rows.records.length,
  ]);
}

describe('every command about an item', () => {
  it.each(names)(
    'UC1, UC2 %s is done, raises the revision once, and leaves one line',
    async (name) => {
      const { small, way, input, revision, lines } = await prepared(name);
      small.told.length = 0;
      const outcome = await itemCalls[name](input, small.caller(way.who), small.world);
      expect(outcome).toMatchObject({ kind: 'DONE', value: { revision: revision + 1 } });
      expect((await small.stores.meeting(ids.meeting))?.revision).toBe(revision + 1);
      expect(small.ledger.lines.slice(lines)).toMatchObject([
        { result: 'ALLOWED', event: itemCalls[name].command.event, person: way.who, item: esdoorn },
      ]);
      expect(small.told[0]).toMatchObject({ kind: 'DONE', by: way.who, item: esdoorn });
    },
  );

  it.each(names)('UC3 %s is refused to whoever may not do it, and that is logged', async (name) => {
    const { small, way, input, lines } = await prepared(name);
    const [who, kind] = way.notYours;
    const before = await stateOf(small);
    const outcome = await itemCalls[name](input, small.caller(who), small.world);
    expect(outcome).toMatchObject({ kind: 'REFUSED', refusal: { kind } });
    expect(await stateOf(small)).toBe(before);
    expect(small.ledger.lines.slice(lines)).toMatchObject([{ result: 'REFUSED', person: who }]);
  });

  it.each(names)(
    'UC4 %s on something that is not there is the same as for a stranger',
    async (name) => {
      const { small, way, input, lines } = await prepared(name);
      for (const item of ['no-such-item', 'no item at all', '']) {
        const outcome = await itemCalls[name](
          { ...input, item },
          small.caller(way.who),
          small.world,
        );
        expect(outcome).toEqual({ kind: 'REFUSED', refusal: { kind: 'NOT_THERE' } });
      }
      expect(small.ledger.lines.slice(lines)).toHaveLength(3);
      if (!way.target) return;
      const key = Object.keys(way.target)[0]!;
      const other = { ...input, [key]: 'no-such-thing' };
      expect(await itemCalls[name](other, small.caller(way.who), small.world)).toEqual({
        kind: 'REFUSED',
        refusal: { kind: 'NOT_THERE' },
      });
    },
  );

  it.each(names.filter((name) => !always.includes(name)))(
    'UC5 %s is refused when the meeting stands otherwise',
    async (name) => {
      const { small, way, input } = await prepared(name);
      const meeting = (await small.stores.meeting(ids.meeting))!;
      const { state } = (await (
        await smallTable({ meeting: way.notIn })
      ).stores.meeting(ids.meeting))!;
      await small.ledger.commit({
        guards: [],
        changes: [{ put: 'meeting', row: { ...meeting, state } }],
        lines: [],
      });
      const before = await stateOf(small);
      const outcome = await itemCalls[name](input, small.caller(way.who), small.world);
      expect(outcome).toMatchObject({
        refusal: { kind: 'NOT_NOW', because: `MEETING_${way.notIn}` },
      });
      expect(await stateOf(small)).toBe(before);
      expect(small.ledger.lines.at(-1)).toMatchObject({ result: 'FAILED', reason: 'NOT_NOW' });
    },
  );

  it.each(names)('UC6 %s refuses a body that does not fit, with every mistake', async (name) => {
    const { small, way, input } = await prepared(name);
    const before = await stateOf(small);
    const bodies = bare.includes(name)
      ? [{ nothing: true }]
      : [{ nothing: true }, undefined, 'x', []];
    for (const body of bodies) {
      const outcome = await itemCalls[name]({ ...input, body }, small.caller(way.who), small.world);
      expect(outcome).toMatchObject({ kind: 'REFUSED', refusal: { kind: 'MISTAKES' } });
    }
    expect(await stateOf(small)).toBe(before);
  });

  it.each(names)('UC7 %s does nothing when the log cannot be written', async (name) => {
    const { small, way, input } = await prepared(name);
    const before = await stateOf(small);
    small.told.length = 0;
    small.ledger.failing = new Error('disk full');
    await expect(itemCalls[name](input, small.caller(way.who), small.world)).rejects.toThrow(
      'disk',
    );
    expect(await stateOf(small)).toBe(before);
    expect(small.told).toEqual([]);
  });

  it('UC8 every call below /items has a use case', () => {
    const reads = ['item', 'reporterIdentity'];
    const calls = Object.entries(apiPaths).filter(([, { path }]) => path.startsWith('/items/'));
    expect(calls.map(([name]) => name).sort()).toEqual([...names, ...reads].sort());
  });
});

describe('an answer', () => {
  it('UC20 names what stands there now: other words, and it is refused', async () => {
    const small = await smallTable();
    const seen = await seenOfAction(small, ids.callSchool);
    small.write(esdoorn, 'police', (doc) =>
      writeAction(doc, { id: ids.callSchool, field: 'words' }, 'Bel de school vandaag'),
    );
    const call = (with_: string) =>
      itemCalls.acceptAction(
        { item: esdoorn, ...action, body: { seen: with_ } },
        small.caller('local-team'),
        small.world,
      );
    expect(await call(seen)).toEqual({ kind: 'REFUSED', refusal: { kind: 'SEEN_CHANGED' } });
    expect((await call(await seenOfAction(small, ids.callSchool))).kind).toBe('DONE');
  });

  it('UC21 nobody can say yes to what is disputed, and nobody is shut out by the dispute', async () => {
    const small = await smallTable();
    const other = createItemDocument({ registers: { owner: ownedBy('local-team') } });
    small.rooms.merge(itemRoom(esdoorn), other);
    const { reading } = (await small.rooms.item(esdoorn))!;
    expect(settledValue(reading.registers.owner)).toBeUndefined();
    const outcome = await itemCalls.acceptOwner(
      { item: esdoorn, body: { seen: 'a'.repeat(64) } },
      small.caller('local-team'),
      small.world,
    );
    expect(outcome).toEqual({ kind: 'REFUSED', refusal: { kind: 'UNSETTLED' } });
  });
});
