import type { ItemId } from '@overlegtafel/domain';
import { expect, it } from 'vitest';
import * as sample from './sample-rows.ts';
import { store, type StoresUnderTest } from './stores-under-test.ts';

/** What changes the access of somebody to an item, or to a case. */
export function describeAccessDeeds(made: () => StoresUnderTest): void {
  it('SR4 what changes the access of somebody is found by them, and nothing else', async () => {
    const { stores } = made();
    const at = Date.now() as typeof sample.startMs;
    const why = { ground: 'CONSENT', purpose: 'p', necessity: 'n' } as const;
    const invited = { kind: 'INVITED', person: sample.police, ...why } as const;
    const glass = { kind: 'BROKE_GLASS', reason: 'r', until: at } as const;
    const deeds = [
      sample.itemDeed(1, { by: sample.chair, at, content: invited }),
      sample.itemDeed(2, { at }),
      sample.itemDeed(3, { at, content: glass }),
      sample.itemDeed(4, { at, content: { kind: 'LEFT' } }),
      sample.itemDeed(5, { at, by: sample.chair }),
    ];
    await store(made(), [
      ...sample.smallWeek,
      ...deeds.map((row) => ({ add: 'itemDeed', row }) as const),
    ]);
    const { caseId } = sample;
    const ofCase = deeds.map((deed) => ({ ...deed, caseId }));
    expect(await stores.accessDeedsOf(sample.police)).toEqual(ofCase.slice(0, 3));
    expect(await stores.accessDeedsOf(sample.chair)).toEqual([ofCase[4]]);
  });

  it('SR120 who stepped out of a case is found by the case and by them, in whatever item and however long ago', async () => {
    const { stores } = made();
    const { caseId } = sample;
    const next = 'next-item' as ItemId;
    const elsewhere = 'birch-item' as ItemId;
    const longAgo = (sample.startMs - 3 * 366 * 24 * 3_600_000) as typeof sample.startMs;
    const back = { kind: 'CAME_BACK', reason: 'r' } as const;
    const deeds = [
      sample.itemDeed(1, { at: longAgo }),
      sample.itemDeed(2, { content: { kind: 'LEFT' } }),
      sample.itemDeed(3, { item: next, by: sample.chair }),
      sample.itemDeed(4, { item: next, by: sample.chair, content: back }),
      sample.itemDeed(5, { item: elsewhere, by: sample.chair }),
    ];
    await store(made(), [
      ...sample.smallWeek,
      { put: 'item', row: sample.itemRow({ id: next }) },
      { put: 'case', row: sample.caseRow({ id: sample.otherCase }) },
      { put: 'item', row: sample.itemRow({ id: elsewhere, caseId: sample.otherCase }) },
      ...deeds.map((row) => ({ add: 'itemDeed', row }) as const),
    ]);
    const found = await stores.recusalDeeds([caseId]);
    const byId = (id: string) => found.filter((deed) => deed.id === id);
    expect(byId('deed-1')).toEqual([{ ...deeds[0], caseId }]);
    expect(found.filter(({ item }) => item === next)).toEqual([
      { ...deeds[2], caseId },
      { ...deeds[3], caseId },
    ]);
    expect(found).toHaveLength(3);
    expect(await stores.recusalDeeds([sample.otherCase])).toMatchObject([{ id: 'deed-5' }]);
    expect(await stores.recusalDeeds([])).toEqual([]);
    expect(await stores.accessDeedsOf(sample.police)).toMatchObject([{ id: 'deed-1', caseId }]);
    expect((await stores.accessDeedsOf(sample.chair)).map(({ id }) => id).sort()).toEqual([
      'deed-3',
      'deed-4',
      'deed-5',
    ]);
  });
}
