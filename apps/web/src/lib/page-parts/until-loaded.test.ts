import { describe, expect, it } from 'vitest';
import { untilLoaded } from './until-loaded.ts';

/** A page whose script does not come the first times it is asked for. */
function page(failing: number, reaches: boolean) {
  const said = { loads: 0, startedOver: 0, failed: 0 };
  const part = untilLoaded(
    () => {
      said.loads += 1;
      return said.loads > failing ? Promise.resolve('part') : Promise.reject(new Error('away'));
    },
    {
      clock: {
        now: () => 0,
        after: (_ms, then) => {
          queueMicrotask(then);
          return () => undefined;
        },
      },
      isWanted: () => said.loads < 6,
      failed: () => (said.failed += 1),
      reaches: () => Promise.resolve(reaches),
      startOver: () => (said.startedOver += 1),
    },
  );
  return { said, part };
}

describe('a part of the page that does not come', () => {
  it('SH44 comes later when the network is back in time', async () => {
    const { said, part } = page(1, true);
    expect(await part).toBe('part');
    expect(said).toEqual({ loads: 2, startedOver: 0, failed: 1 });
  });

  it('SH44 the page begins anew when the server answers and it still does not come', async () => {
    const { said, part } = page(Infinity, true);
    expect(await part).toBeUndefined();
    expect(said.startedOver).toBeGreaterThan(0);
  });

  it('SH44 without a connection the page stays and goes on trying', async () => {
    const { said, part } = page(Infinity, false);
    expect(await part).toBeUndefined();
    expect(said).toMatchObject({ loads: 6, startedOver: 0 });
  });
});
