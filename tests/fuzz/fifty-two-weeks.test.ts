import { describe, expect, it } from 'vitest';
import { anySeed } from '../seeded-random.ts';
import { liveAYear } from './fifty-two-weeks.ts';

const seed = anySeed();

describe(`52 weeks with 1,500 items, seed ${seed}`, () => {
  const year = liveAYear(seed);

  it('CO25 in no week something is nowhere, in two places, or ended by nothing', () => {
    expect(year.orphans).toEqual([]);
  });

  it('CO20 every item ends decided, handed over with its receipt, or stopped with a reason', () => {
    const endings = [...year.ended].filter(([key]) => key.startsWith('ITEM:'));
    expect(endings).toHaveLength(1500);
    expect(year.arrived).toBe(1500);
    expect(new Set(endings.map(([, ending]) => ending))).toEqual(
      new Set(['DECIDED', 'HANDED_OVER', 'STOPPED']),
    );
    expect(year.stillOpen.filter(({ kind }) => kind === 'ITEM')).toEqual([]);
  });

  it('CO21 no action is left without somebody and a day', () => {
    for (const thing of year.stillOpen) {
      const action = thing.kind === 'ACTION' ? thing : undefined;
      expect(action?.dueDate).toBeDefined();
      expect(action?.acceptance.kind === 'ACCEPTED' || action?.hold !== undefined).toBe(true);
    }
  });

  it('CG80, ML3 every meeting closes, also those that failed halfway, and the chair changes', () => {
    expect(year.stuck).toEqual([]);
    expect(year.meetingsClosed).toBe(52);
    expect(year.chairs.size).toBeGreaterThan(3);
  });
});

describe('several years', () => {
  it('CO25 about one meeting in twenty fails halfway, and nothing is lost by it', () => {
    const years = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => liveAYear(n, 200));
    expect(years.flatMap(({ orphans, stuck }) => [...orphans, ...stuck])).toEqual([]);
    const failed = years.reduce((sum, { failedHalfway }) => sum + failedHalfway, 0);
    expect(failed).toBeGreaterThan(8);
    expect(failed).toBeLessThan(45);
  });

  it('is the same year again from its seed', () => {
    expect(liveAYear(seed, 100)).toEqual(liveAYear(seed, 100));
  });
});
