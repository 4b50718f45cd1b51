import { schemaVersionQuery } from '@overlegtafel/documents';
import { isRoomName, pageMark, type RoomName } from '@overlegtafel/protocol';

const prefix = '/documents/';

/** What an address asks for: no document at all, no room that can exist, or the room with this name. */
export type DocumentPath =
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'room';
      readonly room: RoomName;
      /** The mark of the page that asks; a client that is no page of ours has none. */
      readonly page: string | undefined;
      /** Which version of the shape of documents the client says it speaks. */
      readonly schema: string | undefined;
    };

/** Reads the address of a document connection. The query is not part of the name; y-websocket adds one. */
export function readDocumentPath(url: string): DocumentPath {
  const [path = '', query = ''] = url.split('?', 2);
  if (!path.startsWith(prefix)) return { kind: 'elsewhere' };
  const name = decoded(path.slice(prefix.length));
  if (name === undefined || !isRoomName(name)) return { kind: 'unknown' };
  const said = new URLSearchParams(query);
  const page = said.get(pageMark.query) ?? undefined;
  return { kind: 'room', room: name, page, schema: said.get(schemaVersionQuery) ?? undefined };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
