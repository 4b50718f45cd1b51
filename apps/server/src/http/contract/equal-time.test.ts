import { refuse } from '@overlegtafel/usecases';
import { expect, it } from 'vitest';
import { ApiUnderTest } from '../api-under-test.fixture.ts';
import { bind } from './bound-call.ts';
import { EqualTime, equalStepMs } from './equal-time.ts';

/** When an answer goes out that took so long to find: in a time that only these calls move. */
async function answeredAfterMs(tookMs: number): Promise<number> {
  let nowMs = 1_000_000;
  const equal = new EqualTime({
    nowMs: () => nowMs,
    waitMs: (ms) => {
      nowMs += ms;
      return Promise.resolve();
    },
  });
  const wait = equal.begin();
  nowMs += tookMs;
  await wait();
  return nowMs - 1_000_000;
}

it('AP380 what is hidden and what is not there are answered after the same time', async () => {
  for (const tookMs of [0, 2.2, 5.6, 30])
    expect(await answeredAfterMs(tookMs)).toBeCloseTo(equalStepMs, 6);
  expect(await answeredAfterMs(equalStepMs)).toBeCloseTo(2 * equalStepMs, 6);
});

it.each([
  ['NOT_THERE', 1],
  ['MEETING_OPEN', 0],
] as const)('AP380 the API waits with %s %i times', async (why, times) => {
  const waited: number[] = [];
  const equal = new EqualTime({
    nowMs: () => 0,
    waitMs: (ms) => {
      waited.push(ms);
      return Promise.resolve();
    },
  });
  const refusal = why === 'NOT_THERE' ? { kind: why } : { kind: 'NOT_NOW', because: why };
  const api = await ApiUnderTest.startWith(
    [bind('acceptAction', () => refuse(refusal as Parameters<typeof refuse>[0]))],
    undefined,
    equal,
  );
  try {
    await api.ask('/v1/items/linde/actions/bellen/accept', {
      as: 'chair',
      body: { seen: 'a'.repeat(64) },
    });
    expect(waited).toEqual(Array.from({ length: times }, () => equalStepMs));
  } finally {
    await api.stop();
  }
});
