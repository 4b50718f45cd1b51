import { type CloseCode, closeCodes, isRoomName, type Refusal } from '@overlegtafel/protocol';
import type { Connection, Member, Session } from '@overlegtafel/rooms';
import type { Socket } from 'socket.io';
import type { RoomHost } from '../documents/room-host.ts';
import type { Log } from '../log.ts';
import { Backlog } from './backlog.ts';
import { fromBrowser } from './polled-messages.ts';

/**
 * The rooms of one socket.io connection, each on its own channel. The same messages, rights and limits as over a
 * WebSocket; only what ends a WebSocket is here the message `closed`, because the connection may carry other rooms.
 */
export class PolledRooms {
  readonly #rooms: RoomHost;
  readonly #log: Log;
  readonly #member: Member;
  readonly #socket: Socket;
  readonly #backlog: Backlog;
  readonly #sessions = new Map<number, Session>();

  constructor(socket: Socket, member: Member, { rooms, log }: { rooms: RoomHost; log: Log }) {
    this.#socket = socket;
    this.#member = member;
    this.#rooms = rooms;
    this.#log = log;
    this.#backlog = new Backlog(socket, () => {
      for (const session of this.#sessions.values()) session.drained();
    });
  }

  /** Listens to the browser. What does not fit the protocol ends the whole connection. */
  listen(): void {
    this.#socket.on('join', (...given: unknown[]) => {
      const read = fromBrowser.join.safeParse(given);
      if (read.success) this.#join(...read.data);
      else this.#refuse();
    });
    this.#socket.on('message', (...given: unknown[]) => {
      const read = fromBrowser.message.safeParse(given);
      if (read.success) this.#receive(...read.data);
      else this.#refuse();
    });
    this.#socket.on('leave', (...given: unknown[]) => {
      const read = fromBrowser.leave.safeParse(given);
      if (read.success) this.#end(read.data[0]);
      else this.#refuse();
    });
    this.#socket.on('disconnect', () => {
      for (const channel of [...this.#sessions.keys()]) this.#end(channel);
    });
  }

  /** Tells every room's browser to come back later. */
  stop(): void {
    this.#closeAll(closeCodes.stopping, 'stopping');
  }

  /** Tells every room's browser that its session has ended. */
  signedOut(): void {
    this.#closeAll(closeCodes.signIn, 'sign in');
  }

  #closeAll(code: CloseCode, reason: string): void {
    for (const channel of [...this.#sessions.keys()]) {
      this.#socket.emit('closed', channel, code, reason);
      this.#end(channel);
    }
  }

  #refuse(): void {
    this.#line('MALFORMED', 'EVENT');
    this.#socket.disconnect(true);
  }

  #line(reason: Refusal, detail: string): void {
    const { person } = this.#member;
    this.#log.event('document refused', { person, reason, detail });
  }

  #join(channel: number, room: string): void {
    this.#end(channel);
    if (!isRoomName(room)) {
      this.#line('GONE', 'NO_NAME');
      this.#socket.emit('closed', channel, closeCodes.gone, 'GONE');
      return;
    }
    const connection = this.#connection(channel);
    const session = this.#rooms.join(room, this.#member, connection);
    if (connection.isOpen()) this.#sessions.set(channel, session);
    else session.left();
  }

  #receive(channel: number, ...messages: readonly Uint8Array[]): void {
    // A message for a channel that has just been closed is still on its way: nothing wrong with it.
    const session = this.#sessions.get(channel);
    for (const message of messages) session?.receive(message);
  }

  #end(channel: number): void {
    const session = this.#sessions.get(channel);
    this.#sessions.delete(channel);
    session?.left();
  }

  #connection(channel: number): Connection & { isOpen(): boolean } {
    let isOpen = true;
    return {
      isOpen: () => isOpen,
      send: (messages) => {
        if (!isOpen) return;
        this.#backlog.add(messages.reduce((sum, message) => sum + message.length, 0));
        this.#socket.emit('message', channel, ...messages);
      },
      close: (code, reason) => {
        if (!isOpen) return;
        isOpen = false;
        this.#socket.emit('closed', channel, code, reason);
        this.#end(channel);
      },
      bufferedBytes: () => this.#backlog.bytes,
    };
  }
}
