import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

/** Answers an upgrade with a plain HTTP refusal and ends the socket. Says nothing about what exists. */
export function refuseUpgrade(socket: Duplex, status: 401 | 403 | 404): void {
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`;
  socket.on('error', () => {
    socket.destroy();
  });
  socket.end(`${head}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => {
    socket.destroy();
  });
}
