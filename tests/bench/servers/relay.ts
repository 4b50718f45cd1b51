/**
 * The practical floor of Node: `ws`, one loop, no documents, nothing kept. A room remembers the last
 * large message and hands it to whoever comes next, so that joining has a floor too.
 */
import { createServer } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';

interface Room {
  readonly sockets: Set<WebSocket>;
  history: Buffer | undefined;
}

const largeBytes = 10_000;
const rooms = new Map<string, Room>();
const server = createServer((_asked, answer) => answer.end('ok'));
const sockets = new WebSocketServer({ server, perMessageDeflate: false, clientTracking: false });

sockets.on('connection', (socket, asked) => {
  const name = asked.url ?? '/';
  const room = rooms.get(name) ?? { sockets: new Set(), history: undefined };
  rooms.set(name, room);
  room.sockets.add(socket);
  if (room.history) socket.send(room.history);
  socket.on('message', (message: Buffer, isBinary) => {
    if (message.length > largeBytes) remember(room, message);
    else {
      for (const other of room.sockets) {
        if (other !== socket && other.readyState === other.OPEN) {
          other.send(message, { binary: isBinary });
        }
      }
    }
  });
  socket.on('close', () => {
    room.sockets.delete(socket);
    if (room.sockets.size === 0 && room.history === undefined) rooms.delete(name);
  });
  socket.on('error', () => {
    // 'close' follows.
  });
});

/** An update is kept as the answer to a first sync. */
function remember(room: Room, message: Buffer): void {
  const history = Buffer.from(message);
  if (history[0] === 0) history[1] = 1;
  room.history = history;
}

server.listen(Number(process.env['PORT']), '127.0.0.1');
