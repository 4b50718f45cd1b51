import { type Ids, type PersonId, readId } from '@overlegtafel/domain';
import { expect, it } from 'vitest';
import { Follower } from './following.ts';
import type { Guest } from './guest.ts';
import { keepPlaces } from './keep-places.ts';

function idOf<K extends keyof Ids>(kind: K, text: string): Ids[K] {
  const read = readId(kind, text, 'test');
  if (!read.ok) throw new Error(text);
  return read.value;
}

const meeting = idOf('MeetingId', 'oefentafel');
const [chair, police] = [idOf('PersonId', 'chair'), idOf('PersonId', 'police')];

function follower(person: PersonId, parts: { guests: number; hasPlace: boolean }): Follower {
  const made = new Follower(meeting, person, 1);
  made.hasPlace = parts.hasPlace;
  const guest: Guest = {
    person,
    caller: () => ({ person, traceId: 't', origin: 'o' }),
    send: () => undefined,
    pass: () => undefined,
  };
  if (parts.guests > 0) made.guests.add(guest);
  return made;
}

/** What was asked of a table at which these people have a place. */
function tableWith(...placed: PersonId[]) {
  const said: PersonId[] = [];
  const entered: PersonId[] = [];
  const table = {
    seen: (_meeting: unknown, people: readonly PersonId[]) => {
      said.push(...people);
      return Promise.resolve(new Set(people.filter((person) => placed.includes(person))));
    },
    enter: (_meeting: unknown, { person }: { readonly person: PersonId }) => {
      entered.push(person);
      return Promise.resolve(true);
    },
    freePlaces: () => Promise.resolve(),
  };
  return { table, said, entered };
}

it('LV16 says of whoever is connected and has a place that they are there, and of nobody else', async () => {
  const { table, said, entered } = tableWith(chair, police);
  const gone = follower(police, { guests: 0, hasPlace: true });
  await keepPlaces([follower(chair, { guests: 1, hasPlace: true }), gone], table);
  expect([said, entered]).toEqual([[chair], []]);
});

it('LV16 lets whoever was thought gone sit down again, and nobody who left', async () => {
  const { table, entered } = tableWith();
  const left = follower(chair, { guests: 1, hasPlace: true });
  left.leaves();
  await keepPlaces([left, follower(police, { guests: 1, hasPlace: true })], table);
  expect(entered).toEqual([police]);
});
