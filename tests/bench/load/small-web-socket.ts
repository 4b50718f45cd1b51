/**
 * A deliberately small WebSocket client: one shared buffer to read into, no objects per message and
 * a mask of zeros (legal). It costs the generator a third of what the client of `ws` costs, so that
 * the generator stays out of the way of the server that is measured.
 */
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

const shared = Buffer.allocUnsafeSlow(256 * 1024);
const handshakeKey = randomBytes(16).toString('base64');
/** Frames from this size on get a buffer of their own while they come in. */
const largeFrame = 16_384;
const op = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 };

export interface SocketEvents {
  readonly open: () => void;
  /** `bytes` is only valid during the call. */
  readonly message: (bytes: Buffer, start: number, end: number) => void;
  readonly close: () => void;
}

export class SmallWebSocket {
  bytesIn = 0;
  bytesOut = 0;
  framesIn = 0;
  error: Error | undefined;
  private readonly socket: Socket;
  private readonly events: SocketEvents;
  private isOpen = false;
  private isClosed = false;
  private rest: Buffer | undefined;
  private large: { readonly bytes: Buffer; readonly first: number; filled: number } | undefined;
  private fragments: Buffer[] = [];

  constructor(address: string, headers: Readonly<Record<string, string>>, events: SocketEvents) {
    const url = new URL(address);
    this.events = events;
    const onread = {
      buffer: shared,
      callback: (size: number, bytes: Uint8Array) => {
        this.bytesIn += size;
        this.read(Buffer.from(bytes.buffer, bytes.byteOffset, size));
        return true;
      },
    };
    const { hostname: host, port } = url;
    this.socket = connect({ host, port: Number(port), noDelay: true, onread });
    this.socket.on('connect', () => {
      this.write(Buffer.from(handshake(url, headers)));
    });
    this.socket.on('error', (error) => {
      this.error = error;
    });
    this.socket.on('close', () => {
      if (this.isClosed) return;
      this.isClosed = true;
      events.close();
    });
  }

  send(payload: Uint8Array, opcode = op.binary): void {
    this.write(frame(payload, opcode));
  }

  /** Says goodbye. */
  close(): void {
    if (this.isClosed) return;
    this.send(Buffer.from([3, 232]), op.close);
    this.socket.end();
  }

  /** Is gone without a word. */
  destroy(): void {
    this.isClosed = true;
    this.socket.destroy();
  }

  private write(bytes: Buffer): void {
    this.bytesOut += bytes.length;
    this.socket.write(bytes);
  }

  private read(chunk: Buffer): void {
    let bytes = this.large === undefined ? chunk : this.fill(chunk);
    if (this.rest !== undefined) bytes = Buffer.concat([this.rest, bytes]);
    this.rest = undefined;
    if (!this.isOpen) {
      const answered = this.readAnswer(bytes);
      if (answered === undefined) return;
      bytes = answered;
    }
    this.readFrames(bytes);
  }

  /** Takes what a large frame still misses; gives what comes after it. */
  private fill(chunk: Buffer): Buffer {
    const { large } = this;
    if (large === undefined) return chunk;
    const copied = chunk.copy(large.bytes, large.filled);
    large.filled += copied;
    if (large.filled === large.bytes.length) {
      this.large = undefined;
      this.take(large.first, large.bytes, 0, large.bytes.length);
    }
    return chunk.subarray(copied);
  }

  private readAnswer(bytes: Buffer): Buffer | undefined {
    const end = bytes.indexOf('\r\n\r\n');
    if (end < 0) {
      this.rest = Buffer.from(bytes);
      return undefined;
    }
    const head = bytes.toString('latin1', 0, end);
    if (!head.startsWith('HTTP/1.1 101')) {
      this.error = new Error(`upgrade refused: ${head.slice(0, 60)}`);
      this.socket.destroy();
      return undefined;
    }
    this.isOpen = true;
    this.events.open();
    return bytes.subarray(end + 4);
  }

  private readFrames(bytes: Buffer): void {
    let at = 0;
    while (!this.isClosed) {
      const found = frameHead(bytes, at);
      if (found === undefined) break;
      const start = at + found.headSize;
      const end = start + found.length;
      if (bytes.length >= end) {
        this.take(found.first, bytes, start, end);
        at = end;
      } else if (found.length > largeFrame) {
        const large = Buffer.allocUnsafe(found.length);
        this.large = { bytes: large, first: found.first, filled: bytes.copy(large, 0, start) };
        return;
      } else break;
    }
    if (at < bytes.length) this.rest = Buffer.from(bytes.subarray(at));
  }

  private take(first: number, bytes: Buffer, start: number, end: number): void {
    const opcode = first & 15;
    const isLast = (first & 0x80) !== 0;
    if (opcode >= op.close) this.control(opcode, bytes.subarray(start, end));
    else if (isLast && opcode !== op.continuation) this.message(bytes, start, end);
    else this.fragment(Buffer.from(bytes.subarray(start, end)), isLast);
  }

  private fragment(part: Buffer, isLast: boolean): void {
    this.fragments.push(part);
    if (!isLast) return;
    const whole = Buffer.concat(this.fragments);
    this.fragments = [];
    this.message(whole, 0, whole.length);
  }

  private message(bytes: Buffer, start: number, end: number): void {
    this.framesIn += 1;
    this.events.message(bytes, start, end);
  }

  private control(opcode: number, payload: Buffer): void {
    if (opcode === op.ping) this.send(Buffer.from(payload), op.pong);
    if (opcode !== op.close) return;
    if (payload.length >= 2) this.error ??= new Error(`closed with ${payload.readUInt16BE(0)}`);
    this.send(Buffer.alloc(0), op.close);
    this.socket.end();
  }
}

function handshake(url: URL, headers: Readonly<Record<string, string>>): string {
  const lines = [
    `GET ${url.pathname}${url.search} HTTP/1.1`,
    `Host: ${url.host}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Key: ${handshakeKey}`,
    'Sec-WebSocket-Version: 13',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

interface FrameHead {
  readonly first: number;
  readonly length: number;
  readonly headSize: number;
}

function frameHead(bytes: Buffer, at: number): FrameHead | undefined {
  const left = bytes.length - at;
  const first = bytes[at];
  const second = bytes[at + 1];
  if (first === undefined || second === undefined) return undefined;
  const short = second & 127;
  if (short < 126) return { first, length: short, headSize: 2 };
  if (short === 126) {
    return left < 4 ? undefined : { first, length: bytes.readUInt16BE(at + 2), headSize: 4 };
  }
  return left < 10 ? undefined : { first, length: bytes.readUInt32BE(at + 6), headSize: 10 };
}

function frame(payload: Uint8Array, opcode: number): Buffer {
  const size = payload.length;
  const headSize = size < 126 ? 6 : size < 65_536 ? 8 : 14;
  const bytes = Buffer.allocUnsafe(headSize + size);
  bytes[0] = 0x80 | opcode;
  if (size < 126) bytes[1] = 0x80 | size;
  else if (size < 65_536) {
    bytes[1] = 0xfe;
    bytes.writeUInt16BE(size, 2);
  } else {
    bytes[1] = 0xff;
    bytes.writeUInt32BE(0, 2);
    bytes.writeUInt32BE(size, 6);
  }
  bytes.fill(0, headSize - 4, headSize);
  bytes.set(payload, headSize);
  return bytes;
}
