import { describe, expect, it } from 'vitest';
import type { Writer } from './disk-speed.ts';
import { MovingPlace, type TimedPlace } from './moving-place.ts';

interface Disk {
  readonly first?: Writer;
  readonly mayMove?: boolean;
  readonly hasWorker?: boolean;
}

/** Two places on a disk whose speed the test decides; says where each commit ran. */
function disk({ first = 'main', mayMove = true, hasWorker = true }: Disk = {}) {
  const ran: Writer[] = [];
  const closed: Writer[] = [];
  const speed = { ms: 0.1 };
  const placeOf = (writer: Writer): TimedPlace => ({
    commit: () => {
      ran.push(writer);
      return Promise.resolve({ results: [], commitMs: speed.ms });
    },
    close: () => Promise.resolve(void closed.push(writer)),
  });
  const open = (writer: Writer) =>
    writer === 'worker' && !hasWorker
      ? Promise.reject(new Error('no threads'))
      : Promise.resolve(placeOf(writer));
  return { ran, closed, speed, start: () => MovingPlace.start({ first, mayMove, open }) };
}

async function commit(place: MovingPlace, times: number): Promise<void> {
  for (let i = 0; i < times; i++) await place.commit([]);
}

describe('the place that follows the disk', () => {
  it('ST7 goes to the worker when commits have become slow, and back when they are fast', async () => {
    const { ran, closed, speed, start } = disk();
    const place = await start();
    await commit(place, 100);
    expect(place.writer).toBe('main');
    speed.ms = 4;
    await commit(place, 200);
    expect(place.writer).toBe('worker');
    expect(ran.at(-1)).toBe('worker');
    speed.ms = 0.1;
    await commit(place, 200);
    expect(place.writer).toBe('main');
    expect(ran.at(-1)).toBe('main');
    await place.close();
    expect(closed.toSorted()).toEqual(['main', 'worker']);
  });

  it('ST7 a few slow commits move nothing, nor does a disk between the borders', async () => {
    const { speed, start } = disk();
    const place = await start();
    for (let i = 0; i < 200; i++) {
      speed.ms = i % 3 === 0 ? 30 : 0.1;
      await place.commit([]);
    }
    speed.ms = 0.8;
    await commit(place, 200);
    expect(place.writer).toBe('main');
    const slow = disk({ first: 'worker' });
    slow.speed.ms = 0.8;
    const other = await slow.start();
    await commit(other, 200);
    expect(other.writer).toBe('worker');
  });

  it('ST7 stays where it is when there is no other place, or it may not move', async () => {
    for (const change of [{ hasWorker: false }, { mayMove: false }]) {
      const { ran, speed, start } = disk(change);
      speed.ms = 4;
      const place = await start();
      await commit(place, 300);
      expect(new Set(ran)).toEqual(new Set(['main']));
    }
  });
});
