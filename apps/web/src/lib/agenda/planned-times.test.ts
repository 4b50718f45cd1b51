import { describe, expect, it } from 'vitest';
import { plannedTimes } from './planned-times.ts';

describe('the times of an agenda', () => {
  it('AG5 run on from the start of the meeting', () => {
    const planned = plannedTimes('2026-11-24T08:00:00.000Z', [
      { id: 'linde', minutes: 10 },
      { id: 'els', minutes: 55 },
    ]);
    expect(Object.fromEntries(planned.startOf)).toEqual({
      linde: '2026-11-24T08:00:00.000Z',
      els: '2026-11-24T08:10:00.000Z',
    });
    expect(planned).toMatchObject({ minutes: 65, endsAt: '2026-11-24T09:05:00.000Z' });
  });

  it('AG5 are that start itself without cases', () => {
    expect(plannedTimes('2026-11-24T08:00:00.000Z', [])).toMatchObject({
      minutes: 0,
      endsAt: '2026-11-24T08:00:00.000Z',
    });
  });
});
