import type { TableLive } from './table-live.svelte.ts';

/** Who is at the table, as the header shows them: I first, then as the server orders them. */
export function presentPeople({ present, me, meeting }: TableLive) {
  const people = present.map(({ id, name, organisation }) => ({
    id,
    name,
    organisation: organisation.id,
    isMe: id === me.id,
    isChair: id === meeting.chair,
  }));
  return people.sort((one, other) => Number(other.isMe) - Number(one.isMe));
}
