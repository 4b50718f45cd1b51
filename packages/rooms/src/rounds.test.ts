import { describe, expect, it } from 'vitest';
import { Rounds } from './rounds.ts';

const slices = 4;

/** What is looked at in a round, slice by slice; empty ones are passed over. */
function round(rounds: Rounds<string>): string[] {
  for (const seen: string[] = []; ;) {
    const { slice, isLast } = rounds.next(rounds.emptyAhead);
    seen.push(slice.join(' '));
    if (isLast) return seen;
  }
}

function of(...names: string[]): Rounds<string> {
  const rounds = new Rounds<string>(slices);
  for (const name of names) rounds.add(name);
  return rounds;
}

describe('rounds', () => {
  it('RM360 come to everything once, in slices that are alike', () => {
    const seen = round(of('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'));
    expect(seen.map((slice) => slice.split(' ').length).toSorted()).toEqual([2, 2, 2, 3]);
    expect(seen.join(' ').split(' ').toSorted()).toEqual([...'abcdefghi']);
  });

  it('RM360 pass over slices in which nothing is, and end all the same', () => {
    expect(round(of())).toEqual(['']);
    expect(round(of('a'))).toEqual(['a']);
    const rounds = of('a', 'b', 'c');
    rounds.delete('b');
    expect(round(rounds)).toEqual(['c', 'a']);
    expect(round(rounds)).toEqual(['c', 'a']);
  });

  it('RM360 do the rarer work of half of the slices in each of two rounds', () => {
    const rounds = of('a', 'b', 'c', 'd');
    const even = () =>
      Array.from({ length: slices }, () => rounds.next(0)).filter((each) => each.round % 2 === 0);
    const [first, second] = [even(), even()].map((each) => each.flatMap(({ slice }) => slice));
    expect([first?.length, second?.length]).toEqual([2, 2]);
    expect([...(first ?? []), ...(second ?? [])].toSorted()).toEqual([...'abcd']);
  });
});
