/**
 * The servers speak three dialects. Above this file there is one: the bytes of a y-websocket
 * message. A relay keeps nothing, so it has no first sync.
 */
import { SmallWebSocket } from './small-web-socket.ts';

export const protocols = ['y-websocket', 'hocuspocus', 'relay'] as const;
export type Protocol = (typeof protocols)[number];

export interface Connection {
  readonly socket: SmallWebSocket;
  send(message: Uint8Array): void;
}

export interface ConnectionEvents {
  readonly ready: (connection: Connection) => void;
  readonly message: (connection: Connection, bytes: Buffer, start: number) => void;
  readonly acknowledged?: () => void;
  readonly close?: (error: Error | undefined) => void;
}

export interface Address {
  readonly protocol: Protocol;
  /** A template: `{room}` is replaced. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Seat {
  readonly room: string;
  /** The `cookie` header of the person, if the server asks who somebody is. */
  readonly cookie?: string | undefined;
}

export const hasFirstSync = (protocol: Protocol) => protocol !== 'relay';

export function connect(address: Address, seat: Seat, events: ConnectionEvents): Connection {
  const url = address.url.replaceAll('{room}', encodeURIComponent(seat.room));
  const headers =
    seat.cookie === undefined ? address.headers : { ...address.headers, cookie: seat.cookie };
  const open = (handlers: {
    open: () => void;
    message: (bytes: Buffer, start: number) => void;
  }): SmallWebSocket => {
    const socket = new SmallWebSocket(url, headers, {
      ...handlers,
      close: () => events.close?.(socket.error),
    });
    return socket;
  };
  return address.protocol === 'hocuspocus'
    ? connectHocuspocus(seat.room, events, open)
    : connectPlain(events, open);
}

type Open = (handlers: {
  open: () => void;
  message: (bytes: Buffer, start: number) => void;
}) => SmallWebSocket;

function connectPlain(events: ConnectionEvents, open: Open): Connection {
  const socket = open({
    open: () => {
      events.ready(connection);
    },
    message: (bytes, start) => {
      events.message(connection, bytes, start);
    },
  });
  const connection = {
    socket,
    send: (message: Uint8Array) => {
      socket.send(message);
    },
  };
  return connection;
}

const hocuspocusType = { auth: 2, syncReply: 4, syncStatus: 8 };
const authenticated = 2;

/** Every message starts with the document's name; the first sync waits for "authenticated". */
function connectHocuspocus(room: string, events: ConnectionEvents, open: Open): Connection {
  const name = varString(room);
  const hello = [name, Buffer.from([hocuspocusType.auth, 0]), varString('t'), varString('4.7.0')];
  const socket = open({
    open: () => {
      socket.send(Buffer.concat(hello));
    },
    message: (bytes, start) => {
      const at = start + 1 + (bytes[start] ?? 0);
      const type = bytes[at] ?? 0;
      if (type === hocuspocusType.auth) {
        if (bytes[at + 1] === authenticated) events.ready(connection);
      } else if (type === hocuspocusType.syncStatus) events.acknowledged?.();
      else if (type < 2 || type === hocuspocusType.syncReply) events.message(connection, bytes, at);
    },
  });
  const connection = {
    socket,
    send: (message: Uint8Array) => {
      socket.send(Buffer.concat([name, message]));
    },
  };
  return connection;
}

function varString(text: string): Buffer {
  const bytes = Buffer.from(text);
  if (bytes.length > 127) throw new Error(`too long for one length byte: ${text}`);
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}
