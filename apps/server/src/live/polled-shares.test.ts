import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { type PersonId, readId } from '@overlegtafel/domain';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PolledShares } from './polled-shares.ts';

function person(name: string): PersonId {
  const read = readId('PersonId', name, 'person');
  if (!read.ok) throw new Error(name);
  return read.value;
}

const request = () => new IncomingMessage(new Socket());
const [anna, bas] = [person('anna'), person('bas')];

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('LV340 live connections of one person', () => {
  it('are no more than the limit, whatever others have', () => {
    const shares = new PolledShares(2);
    const begun = [anna, anna, anna, bas].map((who) => shares.mayBegin(request(), who));
    expect(begun).toEqual([true, true, false, true]);
  });

  it('count until they have ended, also when they never came', () => {
    const shares = new PolledShares(1);
    const first = request();
    const ends: (() => void)[] = [];
    expect(shares.mayBegin(first, anna)).toBe(true);
    shares.began(first, (ended) => ends.push(ended));
    vi.advanceTimersByTime(60_000);
    expect(shares.mayBegin(request(), anna)).toBe(false);
    for (const end of ends) end();
    expect(shares.mayBegin(request(), anna)).toBe(true);
    expect(shares.mayBegin(request(), anna)).toBe(false);
    vi.advanceTimersByTime(10_000);
    expect(shares.mayBegin(request(), anna)).toBe(true);
  });
});
