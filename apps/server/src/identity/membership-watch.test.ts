import { type Instant, type PersonId, readId } from '@overlegtafel/domain';
import { describe, expect, it } from 'vitest';
import { MembershipWatch } from './membership-watch.ts';

const lb = person('vt-worker');
/** Moments in the tests count from here. */
const startMs = Date.UTC(2026, 10, 24, 9);

function person(text: string): PersonId {
  const read = readId('PersonId', text, 'test');
  if (!read.ok) throw new Error(text);
  return read.value;
}

/** A watch on one membership that ends at a moment, with the clock of the test. */
function watching(afterMs: number) {
  const endsAtMs = startMs + afterMs;
  const clock = { now: startMs };
  const turned: (PersonId | undefined)[] = [];
  const state = { isSilent: false };
  const watch = new MembershipWatch({
    stores: {
      membershipTurns: (after: Instant, upTo: Instant) => {
        if (state.isSilent) return Promise.reject(new Error('the database does not answer'));
        return Promise.resolve(after < endsAtMs && endsAtMs <= upTo ? [lb, lb] : []);
      },
    },
    now: () => clock.now,
    log: { event: () => undefined, failure: () => undefined },
    turned: (who) => turned.push(who),
  });
  watch.stop();
  const lookAt = async (ms: number) => {
    clock.now = startMs + ms;
    await watch.look();
  };
  return { lookAt, turned, state };
}

describe('a membership whose time comes', () => {
  it('ID23 is noticed once, when it ends', async () => {
    const { lookAt, turned } = watching(5_000);
    await lookAt(4_999);
    expect(turned).toEqual([]);
    await lookAt(5_000);
    await lookAt(6_000);
    expect(turned).toEqual([lb]);
  });

  it('ID23 is noticed afterwards when the database was silent at the moment', async () => {
    const { lookAt, turned, state } = watching(5_000);
    state.isSilent = true;
    await lookAt(5_500);
    state.isSilent = false;
    await lookAt(6_500);
    expect(turned).toEqual([lb]);
  });

  it('ID23, CL3 makes everybody be asked again when the clock was set back, and is noticed over a day that is skipped', async () => {
    const { lookAt, turned } = watching(5_000);
    await lookAt(86_400_000);
    expect(turned).toEqual([lb]);
    await lookAt(82_800_000);
    expect(turned).toEqual([lb, undefined]);
  });
});
