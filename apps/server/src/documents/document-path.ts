import { isRoomName, type RoomName } from '@overlegtafel/protocol';

const prefix = '/documents/';

/** What an address asks for: no document at all, no room that can exist, or the room with this name. */
export type DocumentPath =
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'room'; readonly room: RoomName };

/** Reads the address of a document connection. The query is not part of the name; y-websocket adds one. */
export function readDocumentPath(url: string): DocumentPath {
  const path = url.split('?', 1)[0] ?? '';
  if (!path.startsWith(prefix)) return { kind: 'elsewhere' };
  const name = decoded(path.slice(prefix.length));
  return name !== undefined && isRoomName(name)
    ? { kind: 'room', room: name }
    : { kind: 'unknown' };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
