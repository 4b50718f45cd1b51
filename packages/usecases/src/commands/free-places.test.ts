import { addHours, instant } from '@overlegtafel/domain';
import { describe, expect, it } from 'vitest';
import { MemoryPresence } from '../memory/memory-presence.ts';
import { ids, lastWeek, organisation, person } from '../memory/small-people.fixture.ts';
import { type SmallTable, smallTable } from '../memory/small-table.fixture.ts';
import { enterMeeting } from './enter-meeting.ts';
import { freePlaces, placeTimes } from './free-places.ts';
import { takeChair } from './take-chair.ts';

const { meeting } = ids;
const [chair, police] = [person('chair'), person('police')];

/** The chair and the police follow the meeting; everybody else sat down without. */
async function followed() {
  const small = await smallTable();
  const presence = new MemoryPresence(small.stores.rows);
  await presence.seen(meeting, [chair, police], small.world.now());
  const at = async (ms: number) => {
    small.clock.now = instant(small.clock.now + ms);
    await freePlaces(presence, small.world);
  };
  return { small, presence, at };
}

const isThere = async ({ stores }: SmallTable, who: string) =>
  (await stores.attendance(meeting)).find((one) => one.person === who)?.isPresent;

describe('a place at the table', () => {
  it('LV16 is free within a minute when no process says any more that somebody is connected', async () => {
    const { small, presence, at } = await followed();
    const revision = (await small.stores.meeting(meeting))?.revision ?? 0;
    await at(placeTimes.leaseMs - 1);
    expect(await isThere(small, 'police')).toBe(true);
    await presence.seen(meeting, [chair], small.world.now());
    await at(1);
    expect([await isThere(small, 'police'), await isThere(small, 'chair')]).toEqual([false, true]);
    expect((await small.stores.meeting(meeting))?.revision).toBe(revision + 1);
    expect(small.told.at(-1)).toMatchObject({ what: 'place-freed', by: police, meeting });
    expect(small.ledger.lines.at(-1)).toMatchObject({
      event: 'place-freed',
      person: police,
      ground: 'CONNECTION_LOST',
      origin: 'server',
    });
    expect(placeTimes.leaseMs + placeTimes.sayMs).toBeLessThan(60_000);
  });

  it('LV17 that was taken without following is kept', async () => {
    const { small, at } = await followed();
    await at(24 * 60 * 60_000);
    expect([await isThere(small, 'police'), await isThere(small, 'secretary')]).toEqual([
      false,
      true,
    ]);
  });

  it('LV16 goes also to whoever was heard of later than now: the clock was set back', async () => {
    const { small, presence, at } = await followed();
    small.clock.now = addHours(small.clock.now, -1);
    await presence.seen(meeting, [chair], small.world.now());
    await at(placeTimes.sayMs);
    expect([await isThere(small, 'police'), await isThere(small, 'chair')]).toEqual([false, true]);
  });

  it('LV16 stays with whoever sits down at the moment of freeing', async () => {
    const { small, presence } = await followed();
    small.clock.now = instant(small.clock.now + placeTimes.leaseMs);
    const { stores, world } = small;
    const caller = small.caller('mental-health');
    const meeting_ = stores.meeting.bind(stores);
    const racing = {
      ...world,
      stores: Object.assign(Object.create(stores) as typeof stores, {
        meeting: async (id: typeof meeting) => {
          const row = await meeting_(id);
          await enterMeeting({ meeting }, caller, world);
          return row;
        },
      }),
    };
    await freePlaces(presence, racing);
    expect(await isThere(small, 'police')).toBe(true);
    await freePlaces(presence, world);
    expect(await isThere(small, 'police')).toBe(false);
  });

  it('LV16, MC14 the chair of a process that died is taken over after a minute', async () => {
    const { small, at } = await followed();
    const second = {
      id: 'second-chair',
      person: person('secretary'),
      role: 'chair',
      organisation: organisation('veilig-thuis'),
      table: ids.table,
      from: lastWeek,
    } as const;
    const changes = [{ put: 'membership', row: second }] as const;
    await small.ledger.commit({ guards: [], changes, lines: [] });
    const take = () => takeChair({ meeting }, small.caller('secretary'), small.world);
    await at(placeTimes.leaseMs + placeTimes.sayMs);
    expect(await take()).toMatchObject({ refusal: { because: 'CHAIR_IS_THERE' } });
    await at(60_000 - placeTimes.leaseMs - placeTimes.sayMs);
    expect((await take()).kind).toBe('DONE');
  });
});
