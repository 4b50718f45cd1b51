import { readId, type PersonId } from '@overlegtafel/domain';
import { describe, expect, it } from 'vitest';
import { FileTurns, type Leave } from './file-turns.ts';

function person(name: string): PersonId {
  const read = readId('PersonId', name, 'person');
  if (!read.ok) throw new Error(name);
  return read.value;
}

const here = () => new AbortController();
const anna = person('anna');
const limits = { atOnce: 2, waiting: 3, waitingPerPerson: 2 } as const;

/** Who got a turn, in which order. */
function line() {
  const turns = new FileTurns({ ...limits } as never);
  const order: string[] = [];
  const leaves = new Map<string, Leave>();
  const enter = (name: string, who = person(name), gone = here()) =>
    turns.enter(who, gone.signal).then((leave) => {
      order.push(leave ? name : `${name} refused`);
      if (leave) leaves.set(name, leave);
    });
  return { order, enter, leave: (name: string) => leaves.get(name)?.(), settle };
}

/** What can go on has gone on. */
const settle = () => new Promise<void>((resolve) => void setImmediate(resolve));

describe('IN341 large files are read a few at a time', () => {
  it('one for each person, and no more than the limit for all', async () => {
    const { order, enter, leave } = line();
    void enter('first', anna);
    void enter('second', anna);
    void enter('bas');
    void enter('cor');
    await settle();
    expect(order).toEqual(['first', 'bas']);
    leave('bas');
    await settle();
    expect(order).toEqual(['first', 'bas', 'cor']);
    leave('first');
    leave('first');
    await settle();
    expect(order).toEqual(['first', 'bas', 'cor', 'second']);
  });

  it('whoever sends many is refused, and keeps no place from others', async () => {
    const { order, enter } = line();
    for (const name of ['one', 'two', 'three', 'four', 'five']) void enter(name, anna);
    void enter('bas');
    await settle();
    expect(order).toEqual(['one', 'four refused', 'five refused', 'bas']);
  });

  it('whoever does not wait any more is out of the line', async () => {
    const { order, enter, leave } = line();
    const gone = here();
    void enter('one', anna);
    void enter('two', anna, gone);
    void enter('three', anna);
    gone.abort();
    await settle();
    leave('one');
    await settle();
    expect(order).toEqual(['one', 'two refused', 'three']);
  });
});
