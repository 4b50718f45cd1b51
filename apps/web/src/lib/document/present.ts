/** Somebody who is in the same room now, as the server names them. */
export interface Present {
  readonly id: string;
  readonly name: string;
}

/**
 * Who else is here, each person once, in the order of their names.
 *
 * @param states of presence, as they came from the server
 * @param me is left out
 */
export function presentPeople(states: Iterable<unknown>, me: string): readonly Present[] {
  const people = new Map<string, Present>();
  for (const state of states) {
    const person = personIn(state);
    if (person !== undefined && person.id !== me) people.set(person.id, person);
  }
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name));
}

function personIn(state: unknown): Present | undefined {
  if (typeof state !== 'object' || state === null || !('user' in state)) return undefined;
  const { user } = state;
  if (typeof user !== 'object' || user === null || !('id' in user) || !('name' in user))
    return undefined;
  const { id, name } = user;
  return typeof id === 'string' && typeof name === 'string' ? { id, name } : undefined;
}
