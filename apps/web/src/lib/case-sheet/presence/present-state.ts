import type { RichTextField } from '@overlegtafel/documents';
import { initialsOf } from '#lib/look/initials.ts';
import type { Author } from '../authors.ts';

/** A part of the sheet in which somebody can be: where the keyboard of their screen is. */
export type SheetField =
  RichTextField | 'safety' | 'choices' | 'conditions' | 'actions' | 'scratch';

/** What one screen says about itself, beside who it is, which the server says. */
export interface PresentState {
  readonly clientId: number;
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
  readonly field: string | undefined;
  /** How often the pen was taken before this screen took it; undefined when it does not have it. */
  readonly pen: number | undefined;
}

/**
 * Reads the states of a room, whatever is in them. Screens that the server did not name yet are left out.
 *
 * @param mine the server does not send back what a screen says of itself: my own is read with my id and no name
 */
export function presentStates(
  states: ReadonlyMap<number, unknown>,
  mine?: { readonly clientId: number; readonly id: string },
): readonly PresentState[] {
  return [...states].flatMap(([clientId, state]) => {
    const { user, field, pen } = fieldsIn(state);
    const { id, name, organisation } =
      clientId === mine?.clientId ? { id: mine.id, name: '' } : fieldsIn(user);
    if (typeof id !== 'string' || typeof name !== 'string') return [];
    return {
      clientId,
      id,
      name,
      organisation: typeof organisation === 'string' ? organisation : '',
      field: typeof field === 'string' ? field : undefined,
      pen: typeof pen === 'number' && Number.isSafeInteger(pen) ? pen : undefined,
    };
  });
}

/** Authors by client id: those that were known, and those who are here. */
export function seenAuthors(
  known: Iterable<readonly [number, Author]>,
  here: readonly PresentState[],
): ReadonlyMap<number, Author> {
  return new Map([
    ...here.map(({ clientId, name, organisation }): [number, Author] => [
      clientId,
      { name, initials: initialsOf(name), organisation },
    ]),
    ...known,
  ]);
}

function fieldsIn(value: unknown): { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Each person once, in the order of their names. */
export function eachOnce(states: readonly PresentState[]): readonly PresentState[] {
  const people = new Map(states.map((state) => [state.id, state]));
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/**
 * Who has the pen: who took it last. Two who take it at the same moment see the same holder, because the higher
 * client id has it.
 */
export function penHolder<T extends Pick<PresentState, 'clientId' | 'pen'>>(
  states: readonly T[],
): T | undefined {
  const holding = states.filter(({ pen }) => pen !== undefined);
  return holding.sort((a, b) => (b.pen ?? 0) - (a.pen ?? 0) || b.clientId - a.clientId)[0];
}
