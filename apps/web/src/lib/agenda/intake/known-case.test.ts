import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KnownCase } from './known-case.svelte.ts';

beforeEach(() => {
  vi.stubGlobal(
    '$state',
    Object.assign((value: unknown) => value, { raw: (value: unknown) => value }),
  );
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const atHand = [
  { caseId: 'a', alias: 'Casus Linde' },
  { caseId: 'b', alias: 'Casus Iep' },
];
const hits = [
  { caseId: 'c', alias: 'Casus Lindebloesem', excerpt: 'meer' },
  { caseId: 'a', alias: 'Casus Linde', excerpt: 'dubbel' },
  { caseId: 'd', alias: 'Casus Populier', excerpt: 'onder de linde' },
];

function answering(asked: string[] = []): typeof globalThis.fetch {
  return (input) => {
    const url = input instanceof Request ? input.url : String(input);
    asked.push(url);
    if (url.endsWith('/searches')) return Promise.resolve(Response.json({ hits }));
    if (url.endsWith('/cases/c')) return Promise.resolve(Response.json({ reports: [{}, {}] }));
    return Promise.resolve(Response.json({ title: 'Dat is er niet.' }, { status: 404 }));
  };
}

const names = (known: KnownCase) => known.names.map(({ alias }) => alias);

describe('the case that a report joins', () => {
  it('AG23 is found by its name, on the agenda and in what was decided, each case once', async () => {
    const known = new KnownCase({ fetch: answering(), table: 'table', atHand });
    const typing = known.typed('línde');
    expect(names(known)).toEqual(['Casus Linde']);
    await typing;
    expect(names(known)).toEqual(['Casus Linde', 'Casus Lindebloesem']);
    await known.typed('');
    expect([names(known), known.isOpen]).toEqual([[], false]);
  });

  it('AG23 is chosen with the keyboard, and says how many reports it had', async () => {
    const known = new KnownCase({ fetch: answering(), table: 'table', atHand });
    await known.typed('linde');
    expect(known.pressed('Enter')).toBe(false);
    expect(['ArrowDown', 'ArrowDown'].map((key) => known.pressed(key))).toEqual([true, true]);
    expect(known.pressed('Enter')).toBe(true);
    expect(known.chosen).toEqual({ caseId: 'c', alias: 'Casus Lindebloesem' });
    await expect.poll(() => known.reports).toBe(2);
    known.clear();
    expect([known.chosen, known.reports]).toEqual([undefined, undefined]);
  });

  it('AG23 says nothing of reports that the reader may not see, and Escape closes the list', async () => {
    const known = new KnownCase({ fetch: answering(), table: 'table', atHand });
    await known.choose({ caseId: 'b', alias: 'Casus Iep' });
    expect([known.chosen?.caseId, known.reports]).toEqual(['b', undefined]);
    await known.typed('iep');
    expect(known.pressed('Escape')).toBe(true);
    expect(known.isOpen).toBe(false);
    expect(known.pressed('ArrowDown')).toBe(false);
  });
});
