import { canonicalJson, type SurvivingEntry } from '@overlegtafel/documents';

/** Who wrote something, as the server names them. */
export interface Author {
  readonly name: string;
  readonly initials: string;
  /** The id of their organisation, which gives the colour of their mark. */
  readonly organisation: string;
}

/** Whose client id it is. Undefined as long as the server did not say. */
export type AuthorOf = (clientId: number) => Author | undefined;

/** One of the values that were chosen at the same time, with everybody who chose it. */
export interface Side<T> {
  readonly value: T;
  readonly authors: readonly Author[];
}

/** The sides of a field, each value once, in the order that all screens share. What cannot be read is left out. */
export function sidesOf<T>(
  entries: readonly SurvivingEntry<T>[],
  authorOf: AuthorOf,
): readonly Side<T>[] {
  const sides = new Map<string, { value: T; authors: Author[] }>();
  for (const { id, value } of entries) {
    const key = value === undefined ? undefined : canonicalJson(value);
    if (value === undefined || key === undefined) continue;
    const side = sides.get(key) ?? { value, authors: [] };
    const author = authorOf(id.client);
    if (author && !side.authors.some(({ name }) => name === author.name)) side.authors.push(author);
    sides.set(key, side);
  }
  return [...sides.values()];
}
