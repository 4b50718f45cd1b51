// edge: ids that tests make up
import type { ItemId, MeetingId, PersonId } from '@overlegtafel/domain';
import { expect, it } from 'vitest';
import * as sample from './sample-rows.ts';
import { store, type StoresUnderTest } from './stores-under-test.ts';

const strangers = Array.from({ length: 300 }, (_, n) => `stranger-${n}`);
const byId = (one: { readonly id: string }, other: { readonly id: string }) =>
  one.id < other.id ? -1 : 1;

/** Reads of many at once, which the rooms ask again and again. */
export function describeManyAtOnce(made: () => StoresUnderTest): void {
  it('SR360 many at once are what each of them is, however long the list', async () => {
    const { stores } = made();
    const second = 'second' as ItemId;
    const later = 'later' as MeetingId;
    const stepsOut = { kind: 'RECUSED', reason: 'r' } as const;
    const at = sample.startMs;
    const member = (id: string, person: PersonId) => ({
      put: 'membership' as const,
      row: {
        id,
        person,
        role: 'police' as const,
        organisation: sample.veiligThuis,
        table: sample.table,
        from: at,
      },
    });
    await store(made(), [
      ...sample.smallWeek,
      { put: 'meeting', row: sample.meetingRow({ id: later, startsAt: sample.minute(90) }) },
      { put: 'item', row: sample.itemRow({ id: second, place: 2 }) },
      member('one', sample.chair),
      member('two', sample.police),
      member('three', sample.police),
      { add: 'itemDeed', row: sample.itemDeed(1, { at, content: stepsOut }) },
      { add: 'itemDeed', row: sample.itemDeed(2, { at, by: sample.chair, content: stepsOut }) },
      { add: 'itemDeed', row: sample.itemDeed(3, { at, content: { kind: 'LEFT' } }) },
    ]);
    const people = [sample.chair, sample.police, ...(strangers as PersonId[]), sample.police];
    const alone = await Promise.all(people.slice(0, 2).map((one) => stores.membershipsOf(one)));
    const together = await stores.membershipsOfAll(people);
    expect(together.toSorted(byId)).toEqual(alone.flat().toSorted(byId));
    expect(together).toHaveLength(3);
    const deeds = await stores.accessDeedsOfAll(people);
    expect([...deeds.keys()].toSorted()).toEqual([sample.chair, sample.police].toSorted());
    for (const one of [sample.chair, sample.police])
      expect(deeds.get(one)).toEqual(await stores.accessDeedsOf(one));
    const items = await stores.items([...(strangers as ItemId[]), second, sample.item]);
    expect(items.toSorted(byId)).toEqual(
      [await stores.item(sample.item), await stores.item(second)].toSorted((one, other) =>
        (one?.id ?? '') < (other?.id ?? '') ? -1 : 1,
      ),
    );
    const meetings = await stores.meetings([later, ...(strangers as MeetingId[]), sample.meeting]);
    const each = [await stores.meeting(later), await stores.meeting(sample.meeting)];
    expect(meetings.toSorted(byId)).toEqual(
      each.toSorted((one, other) => ((one?.id ?? '') < (other?.id ?? '') ? -1 : 1)),
    );
    expect(await stores.items([])).toEqual([]);
    expect((await stores.accessDeedsOfAll([])).size).toBe(0);
  });
}
