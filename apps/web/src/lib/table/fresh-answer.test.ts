import { describe, expect, it } from 'vitest';
import type { Clock } from '#lib/document/clock.ts';
import { FreshAnswer, type ReadingEnd } from './fresh-answer.ts';

/** A clock that stands still until it is moved. */
function stillClock(): Clock & { pass: () => void } {
  let waiting: (() => void)[] = [];
  return {
    now: () => 0,
    after: (_ms, then) => {
      waiting.push(then);
      return () => {
        waiting = waiting.filter((other) => other !== then);
      };
    },
    pass() {
      const due = waiting;
      waiting = [];
      for (const then of due) then();
    },
  };
}

/** A reading that ends when the test says so. */
function reading() {
  const ends: ((end?: ReadingEnd) => void)[] = [];
  const read = (): Promise<ReadingEnd> =>
    new Promise((resolve) => {
      ends.push((end = 'READ') => {
        resolve(end);
      });
    });
  return { ends, read };
}

const soon = (): Promise<void> => Promise.resolve();

describe('an answer that is kept fresh', () => {
  it('TL3 what many people do at once is read once', () => {
    const clock = stillClock();
    const { ends, read } = reading();
    const answer = new FreshAnswer(clock, read);
    for (let times = 0; times < 20; times += 1) answer.ask();
    expect(ends).toHaveLength(0);
    clock.pass();
    expect(ends).toHaveLength(1);
  });

  it('TL3 what happens during a reading is read by the next, and not by a second at once', async () => {
    const clock = stillClock();
    const { ends, read } = reading();
    const answer = new FreshAnswer(clock, read);
    answer.askNow();
    answer.ask();
    answer.askNow();
    clock.pass();
    expect(ends).toHaveLength(1);
    ends[0]?.();
    await soon();
    clock.pass();
    expect(ends).toHaveLength(2);
  });

  it('TL3 a reading after which nothing happened is the last', async () => {
    const clock = stillClock();
    const { ends, read } = reading();
    const answer = new FreshAnswer(clock, read);
    answer.askNow();
    ends[0]?.();
    await soon();
    clock.pass();
    expect(ends).toHaveLength(1);
  });

  it('TL3 one that is shown no more is read no more', () => {
    const clock = stillClock();
    const { ends, read } = reading();
    const answer = new FreshAnswer(clock, read);
    answer.ask();
    answer.stop();
    clock.pass();
    answer.askNow();
    expect(ends).toHaveLength(0);
  });

  it('TL3 a reading that failed is done again', async () => {
    const clock = stillClock();
    const { ends, read } = reading();
    const answer = new FreshAnswer(clock, read);
    answer.askNow();
    ends[0]?.('FAILED');
    await soon();
    await soon();
    clock.pass();
    expect(ends).toHaveLength(2);
    ends[1]?.();
    await soon();
    await soon();
    clock.pass();
    expect(ends).toHaveLength(2);
  });
});
