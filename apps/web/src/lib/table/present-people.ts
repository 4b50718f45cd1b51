import type { TableLive } from './table-live.svelte.ts';

/** TW30: who is at the table, as the header shows them: I first, then as the server orders them. */
export function presentPeople({
  present,
  me,
  meeting,
  writing,
}: Pick<TableLive, 'present' | 'me' | 'meeting' | 'writing'>) {
  const people = present.map(({ id, name, organisation }) => ({
    id,
    name,
    organisation: organisation.id,
    isMe: id === me.id,
    isChair: id === meeting.chair,
    isWriting: writing.includes(id),
  }));
  return people.sort((one, other) => Number(other.isMe) - Number(one.isMe));
}
