import {
  type CloseCode,
  closeCodes,
  isRoomName,
  JoinedPieces,
  PacedPieces,
  polledLimits,
  type PolledPiece,
  refusals,
  type Refusal,
} from '@overlegtafel/protocol';
import type { Connection, Member, Session } from '@overlegtafel/rooms';
import type { Caller } from '@overlegtafel/usecases';
import type { Socket } from 'socket.io';
import type { EndpointParts } from '../documents/document-endpoint.ts';
import type { RoomBook } from '../documents/room-book.ts';
import type { RoomHost } from '../documents/room-host.ts';
import type { Log } from '../log.ts';
import { fromBrowser } from './polled-messages.ts';

/** Whose connection it is: as the others see them, and as the access log wants to know it. */
export interface PolledPerson {
  readonly member: Member;
  readonly caller: () => Caller;
}

type PolledParts = Pick<EndpointParts, 'rooms' | 'log' | 'book'>;

/**
 * The rooms of one socket.io connection, each on its own channel. The same messages, rights and limits as over a
 * WebSocket; only what ends a WebSocket is here the message `closed`, because the connection may carry other rooms.
 */
export class PolledRooms {
  readonly #rooms: RoomHost;
  readonly #log: Log;
  readonly #member: Member;
  readonly #caller: () => Caller;
  readonly #book: RoomBook;
  readonly #socket: Socket;
  readonly #outgoing: PacedPieces;
  readonly #incoming = new JoinedPieces(polledLimits.messageBytes);
  readonly #sessions = new Map<number, Session>();

  constructor(socket: Socket, { member, caller }: PolledPerson, { rooms, log, book }: PolledParts) {
    this.#socket = socket;
    this.#member = member;
    this.#caller = caller;
    this.#rooms = rooms;
    this.#log = log;
    this.#book = book;
    this.#outgoing = new PacedPieces((channel, piece) => {
      sendPiece(socket, channel, piece);
    });
  }

  /** Listens to the browser. What does not fit the protocol ends the whole connection. */
  listen(): void {
    this.#socket.on('join', (...given: unknown[]) => {
      const read = fromBrowser.join.safeParse(given);
      if (read.success) this.#join(...read.data);
      else this.#refuse();
    });
    this.#socket.on('part', (...given: unknown[]) => {
      const read = fromBrowser.part.safeParse(given);
      if (read.success) this.#receivePart(...read.data);
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
    this.#socket.conn.on('drain', () => {
      this.#outgoing.drained();
      for (const session of this.#sessions.values()) session.drained();
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
      void this.#turnAway(channel);
      return;
    }
    const connection = this.#connection(channel);
    const visit = this.#book.visit(room, 'POLLING', this.#caller());
    const session = this.#rooms.join(room, this.#member, connection, visit);
    if (connection.isOpen()) this.#sessions.set(channel, session);
    else session.left();
  }

  /** Tells that there is no such room, once it is on the record that somebody asked for it. */
  async #turnAway(channel: number): Promise<void> {
    try {
      await this.#book.unreadable('POLLING', this.#caller());
      this.#line('GONE', 'NO_NAME');
      this.#socket.emit('closed', channel, closeCodes.gone, 'GONE');
    } catch (error) {
      this.#log.failure('line of a refusal', error);
      this.#socket.emit('closed', channel, closeCodes.unlogged, 'no log');
    }
  }

  #receive(channel: number, ...messages: readonly Uint8Array[]): void {
    // A message for a channel that has just been closed is still on its way: nothing wrong with it.
    const session = this.#sessions.get(channel);
    for (const message of this.#incoming.message(channel, messages)) session?.receive(message);
  }

  /** What a WebSocket refuses before it is in memory ends the room here too. */
  #receivePart(channel: number, bytes: Uint8Array): void {
    if (this.#incoming.part(channel, bytes)) return;
    if (!this.#sessions.has(channel)) return;
    this.#line('TOO_LARGE', 'FRAME');
    this.#end(channel);
    this.#socket.emit('closed', channel, refusals.TOO_LARGE, 'TOO_LARGE');
  }

  /** The browser is told nothing more on this channel. */
  #end(channel: number): void {
    this.#outgoing.forget(channel);
    this.#incoming.forget(channel);
    this.#leave(channel);
  }

  #leave(channel: number): void {
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
        this.#outgoing.add(channel, messages);
      },
      close: (code, reason) => {
        if (!isOpen) return;
        isOpen = false;
        // After what it is still owed, which may say why.
        this.#outgoing.after(channel, () => {
          this.#socket.emit('closed', channel, code, reason);
        });
        this.#leave(channel);
      },
      bufferedBytes: () => this.#outgoing.bytes,
    };
  }
}

function sendPiece(socket: Socket, channel: number, piece: PolledPiece): void {
  if (piece.kind === 'part') socket.emit('part', channel, piece.bytes);
  else socket.emit('message', channel, ...piece.messages);
}
