/**
 * The version of the shape of documents: roots, registers, cards and the rich-text schema. Raised only for a
 * change that an older reader would get wrong; a new field with a default is no new version.
 */
export const schemaVersion = 1;

/** How the name of the query reads with which a client says which version it speaks. */
export const schemaVersionQuery = 'schema';

/**
 * Whether a client may write, by what it says it speaks. A client that says nothing has no opinion about the
 * shape (any y-websocket program) and is let in: each of its updates is checked anyway. An older editor would
 * delete what it does not know, so it must load the new program first.
 */
export function speaksSchema(query: string | null | undefined): boolean {
  return query === null || query === undefined || query === String(schemaVersion);
}
