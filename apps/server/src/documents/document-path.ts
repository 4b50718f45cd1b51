import { isRoomName, pageMark, type RoomName } from '@overlegtafel/protocol';

const prefix = '/documents/';

/** What an address asks for: no document at all, no room that can exist, or the room with this name. */
export type DocumentPath =
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'unknown' }
  /** `page`: the mark of the page that asks; a client that is no page of ours has none. */
  | { readonly kind: 'room'; readonly room: RoomName; readonly page: string | undefined };

/** Reads the address of a document connection. The query is not part of the name; y-websocket adds one. */
export function readDocumentPath(url: string): DocumentPath {
  const [path = '', query = ''] = url.split('?', 2);
  if (!path.startsWith(prefix)) return { kind: 'elsewhere' };
  const name = decoded(path.slice(prefix.length));
  return name !== undefined && isRoomName(name)
    ? {
        kind: 'room',
        room: name,
        page: new URLSearchParams(query).get(pageMark.query) ?? undefined,
      }
    : { kind: 'unknown' };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
