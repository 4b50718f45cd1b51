import type { Socket } from 'socket.io';

/** How much a socket.io connection still has to send, for all its rooms together. */
export class Backlog {
  #bytes = 0;

  /** @param drained called each time everything has left */
  constructor(socket: Socket, drained: () => void) {
    socket.conn.on('drain', () => {
      this.#bytes = 0;
      drained();
    });
  }

  add(bytes: number): void {
    this.#bytes += bytes;
  }

  get bytes(): number {
    return this.#bytes;
  }
}
