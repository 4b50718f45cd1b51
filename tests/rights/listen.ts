// edge: frames as they come over the wire
import { polledDocuments } from '@overlegtafel/protocol';
import { once } from 'node:events';
import { io, type Socket } from 'socket.io-client';
import { WebSocket } from 'ws';
import type { Ear, Transport } from './ear.ts';

/** Sync step 1 of a document in which nothing stands. */
const askForAll = Uint8Array.of(0, 0, 1, 0);
const patienceMs = 20_000;

/** Where somebody stands at the door. */
export interface Door {
  readonly url: string;
  readonly cookie: string;
}

function isSecondStep(bytes: Uint8Array): boolean {
  return bytes[0] === 0 && bytes[1] === 1;
}

/** Asks a room for everything and hears what comes, until the document is there or the room is refused. */
export async function hearRoom(
  { url, cookie }: Door,
  room: string,
  hear: (text: string) => void,
): Promise<'OPEN' | number> {
  const address = `${url.replace('http', 'ws')}/documents/${room}`;
  const headers = { cookie, origin: url };
  const socket = new WebSocket(address, { perMessageDeflate: false, headers });
  socket.on('upgrade', (response) => {
    hear(JSON.stringify(response.headers));
  });
  const ended = new Promise<'OPEN' | number>((resolve, reject) => {
    socket.on('open', () => {
      socket.send(askForAll);
    });
    socket.on('message', (bytes: Buffer) => {
      hear(bytes.toString());
      if (isSecondStep(bytes)) resolve('OPEN');
    });
    socket.on('close', (code, reason) => {
      hear(reason.toString());
      resolve(code);
    });
    socket.on('error', reject);
    setTimeout(() => {
      reject(new Error(`${room} said nothing`));
    }, patienceMs).unref();
  });
  const how = await ended;
  socket.terminate();
  return how;
}

/** The same for many rooms over one connection that polls. */
export async function hearPolled(
  { url, cookie }: Door,
  rooms: readonly string[],
  hear: (text: string) => void,
): Promise<readonly ('OPEN' | number)[]> {
  const socket = connect({ url, cookie }, 'polling', polledDocuments.namespace);
  const how = new Map<number, 'OPEN' | number>();
  const all = new Promise<void>((resolve, reject) => {
    const note = (channel: number, what: 'OPEN' | number) => {
      how.set(channel, what);
      if (how.size === rooms.length) resolve();
    };
    socket.on('message', (channel: number, ...messages: (ArrayBuffer | Uint8Array)[]) => {
      for (const message of messages) {
        const bytes = Buffer.from(message as Uint8Array);
        hear(bytes.toString());
        if (isSecondStep(bytes)) note(channel, 'OPEN');
      }
    });
    socket.on('closed', (channel: number, code: number, reason: string) => {
      hear(reason);
      note(channel, code);
    });
    socket.on('connect_error', reject);
    setTimeout(() => {
      reject(new Error('the rooms said nothing'));
    }, patienceMs).unref();
  });
  rooms.forEach((room, channel) => {
    socket.emit('join', channel, room);
    socket.emit('message', channel, askForAll);
  });
  await all;
  socket.disconnect();
  return rooms.map((_room, channel) => how.get(channel) ?? 0);
}

/** A live connection that does not come back by itself. */
export function connect(
  { url, cookie }: Door,
  transport: 'websocket' | 'polling',
  namespace: string,
) {
  return io(`${url}${namespace}`, {
    path: polledDocuments.path,
    transports: [transport],
    forceNew: true,
    reconnection: false,
    extraHeaders: { cookie, origin: url },
  });
}

/** Follows a meeting and hears every packet, whatever it is. */
export async function follow(
  door: Door,
  transport: 'websocket' | 'polling',
  meeting: string,
  ear: Ear,
): Promise<Socket> {
  const socket = connect(door, transport, '/');
  const way: Transport = transport === 'websocket' ? 'live over websocket' : 'live over polling';
  socket.io.on('open', () => {
    socket.io.engine.on('packet', ({ data }: { data?: unknown }) => {
      ear.hear(way, String(data));
    });
  });
  await once(socket as unknown as NodeJS.EventEmitter, 'connect');
  await socket.emitWithAck('follow', { meeting });
  return socket;
}
