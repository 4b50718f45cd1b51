import type { Line, LineEvents } from './line.ts';

/** A line over a WebSocket of the browser. */
export function webSocketLine(address: string, events: LineEvents): Line {
  const socket = new WebSocket(address);
  let isDone = false;
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => {
    if (!isDone) events.opened();
  };
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!isDone && data instanceof ArrayBuffer) events.received(data);
  };
  socket.onclose = ({ code, reason }) => {
    if (isDone) return;
    isDone = true;
    events.ended(code, reason);
  };
  return {
    send(message) {
      if (socket.readyState === WebSocket.OPEN) socket.send(new Uint8Array(message));
    },
    close() {
      isDone = true;
      socket.close();
    },
  };
}
