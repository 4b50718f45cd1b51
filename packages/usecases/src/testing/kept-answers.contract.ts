import { expect, it } from 'vitest';
import { type Claim, ClaimLostError, claimTimes } from '../ports/kept-answers.ts';
import type { Once } from '../ports/changes.ts';
import * as sample from './sample-rows.ts';
import type { StoresOfProcess, StoresUnderTest } from './stores-under-test.ts';

const answer = { id: 'a-meeting' };
const answered = {
  kind: 'ANSWERED',
  answer: { status: 201, body: JSON.stringify(answer) },
} as const;
const mine = { kind: 'MINE' } as const;
const underWay = { kind: 'UNDER_WAY' } as const;

function attempt(by: string, change: Partial<Claim> = {}): Claim {
  return { person: sample.chair, key: 'a-key', of: 'a-request', status: 201, by, ...change };
}

/** Does the call: a deed that can be counted. */
function doIt({ ledger }: Pick<StoresOfProcess, 'ledger'>, once: Once, n = 1) {
  const row = sample.itemDeed(n);
  return ledger.commit({ guards: [], changes: [{ add: 'itemDeed', row }], lines: [], once });
}

async function begin(made: () => StoresUnderTest) {
  const { ledger, stores, clock } = made();
  await ledger.commit({ guards: [], changes: sample.smallWeek, lines: [] });
  const done = async () => (await stores.deedsOf([sample.item])).length;
  const leaseEnds = () => void (clock.aheadMs += claimTimes.leaseMs);
  return { here: made(), there: await made().another(), done, leaseEnds };
}

/** How a call that may come twice is done once, by one process or several. */
export function describeKeptAnswers(made: () => StoresUnderTest): void {
  it('SR41 a call is done under one claim, and gets that answer everywhere afterwards', async () => {
    const { here, there, done } = await begin(made);
    const claim = attempt('one');
    expect(await here.keptAnswers.claim(claim)).toEqual(mine);
    expect(await there.keptAnswers.claim(attempt('two'))).toEqual(underWay);
    await doIt(here, { claim, answer });
    await here.keptAnswers.keep(claim, JSON.stringify(answer));
    for (const process of [here, there])
      expect(await process.keptAnswers.claim(attempt('three'))).toEqual(answered);
    const other = { of: 'another-request' };
    expect(await there.keptAnswers.claim(attempt('four', other))).toEqual({
      kind: 'OTHER_REQUEST',
    });
    expect(await there.keptAnswers.claim(attempt('five', { person: 'police' }))).toEqual(mine);
    expect(await done()).toBe(1);
  });

  it('SR41 of many processes that want the same at one moment one does it', async () => {
    const { here, there, done } = await begin(made);
    const tried = await Promise.all(
      Array.from({ length: 12 }, async (_, n) => {
        const process = n % 2 === 0 ? here : there;
        const claim = attempt(`attempt ${n}`);
        const claimed = await process.keptAnswers.claim(claim);
        if (claimed.kind === 'MINE') await doIt(process, { claim, answer }, n);
        return claimed.kind;
      }),
    );
    expect(tried.filter((kind) => kind === 'MINE')).toHaveLength(1);
    expect(await done()).toBe(1);
  });

  it('SR42 what was refused gives the key back; what was done does not', async () => {
    const { here, there, done } = await begin(made);
    const refused = attempt('refused');
    await here.keptAnswers.claim(refused);
    await here.keptAnswers.release(refused);
    const second = attempt('second');
    expect(await there.keptAnswers.claim(second)).toEqual(mine);
    await doIt(there, { claim: second, answer });
    await there.keptAnswers.release(second);
    expect(await here.keptAnswers.claim(attempt('third'))).toEqual(underWay);
    expect(await done()).toBe(1);
  });

  it('SR43 who ended before anything was stored is taken over, and stores nothing any more', async () => {
    const { here, there, done, leaseEnds } = await begin(made);
    const lost = attempt('lost');
    await here.keptAnswers.claim(lost);
    leaseEnds();
    const next = attempt('next');
    expect(await there.keptAnswers.claim(next)).toEqual(mine);
    await expect(doIt(here, { claim: lost, answer: { id: 'x' } })).rejects.toThrow(ClaimLostError);
    await expect(doIt(here, { claim: lost })).rejects.toThrow(ClaimLostError);
    await here.keptAnswers.keep(lost, '{"id":"x"}');
    await here.keptAnswers.release(lost);
    await here.keptAnswers.renew(lost);
    expect(await done()).toBe(0);
    await doIt(there, { claim: next, answer });
    await there.keptAnswers.keep(next, JSON.stringify(answer));
    expect(await here.keptAnswers.claim(attempt('last'))).toEqual(answered);
    expect(await done()).toBe(1);
  });

  it('SR43 who ended after it was stored leaves the answer, and nobody does it again', async () => {
    const { here, there, done, leaseEnds } = await begin(made);
    const claim = attempt('ended');
    await here.keptAnswers.claim(claim);
    await doIt(here, { claim, answer });
    expect(await there.keptAnswers.claim(attempt('early'))).toEqual(underWay);
    leaseEnds();
    expect(await there.keptAnswers.claim(attempt('late'))).toEqual(answered);
    expect(await done()).toBe(1);
  });

  it('SR43 who lives says so, and is not taken over; nor is who stored a part of it', async () => {
    const { here, there, done, leaseEnds } = await begin(made);
    const claim = attempt('slow');
    await here.keptAnswers.claim(claim);
    leaseEnds();
    await here.keptAnswers.renew(claim);
    expect(await there.keptAnswers.claim(attempt('other'))).toEqual(underWay);
    leaseEnds();
    await doIt(here, { claim });
    expect(await there.keptAnswers.claim(attempt('other'))).toEqual(underWay);
    expect(await done()).toBe(1);
  });
}
