/** WebSocket frames (RFC 6455), as far as the proxy needs them. Extensions are never agreed on. */
export interface Frame {
  readonly fin: boolean;
  readonly opcode: number;
  /** Frames of a client are masked. The payload here is not. */
  readonly masked: boolean;
  readonly payload: Buffer;
}

export const opcode = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 };

export const isWholeBinary = (frame: Frame) => frame.fin && frame.opcode === opcode.binary;

/** Takes the bytes as TCP hands them over and gives the frames that are complete. */
export class FrameReader {
  private rest: Buffer = Buffer.alloc(0);

  push(chunk: Buffer): Frame[] {
    this.rest = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    const frames: Frame[] = [];
    for (;;) {
      const found = readFrame(this.rest);
      if (found === undefined) return frames;
      frames.push(found.frame);
      this.rest = this.rest.subarray(found.size);
    }
  }
}

function readFrame(bytes: Buffer): { frame: Frame; size: number } | undefined {
  const first = bytes[0];
  const second = bytes[1];
  if (first === undefined || second === undefined) return undefined;
  const length = payloadLength(bytes, second & 0x7f);
  if (length === undefined) return undefined;
  const masked = (second & 0x80) !== 0;
  const start = length.headerSize + (masked ? 4 : 0);
  const size = start + length.payload;
  if (bytes.length < size) return undefined;
  const payload = Buffer.from(bytes.subarray(start, size));
  if (masked) unmask(payload, bytes.subarray(length.headerSize, start));
  return { frame: { fin: (first & 0x80) !== 0, opcode: first & 0x0f, masked, payload }, size };
}

function payloadLength(bytes: Buffer, short: number) {
  if (short < 126) return { payload: short, headerSize: 2 };
  if (short === 126) {
    return bytes.length < 4 ? undefined : { payload: bytes.readUInt16BE(2), headerSize: 4 };
  }
  return bytes.length < 10
    ? undefined
    : { payload: Number(bytes.readBigUInt64BE(2)), headerSize: 10 };
}

function unmask(payload: Buffer, key: Buffer): void {
  for (let i = 0; i < payload.length; i += 1) {
    payload[i] = (payload[i] ?? 0) ^ (key[i % 4] ?? 0);
  }
}

export function encodeFrame({ fin, opcode: code, masked, payload }: Frame): Buffer {
  const first = (fin ? 0x80 : 0) | code;
  const maskBit = masked ? 0x80 : 0;
  // A mask of zeros is legal and leaves the payload as it is.
  const mask = Buffer.alloc(masked ? 4 : 0);
  return Buffer.concat([header(first, maskBit, payload.length), mask, payload]);
}

function header(first: number, maskBit: number, length: number): Buffer {
  if (length < 126) return Buffer.from([first, maskBit | length]);
  if (length < 65536) return Buffer.from([first, maskBit | 126, length >> 8, length & 0xff]);
  const long = Buffer.alloc(10);
  long[0] = first;
  long[1] = maskBit | 127;
  long.writeBigUInt64BE(BigInt(length), 2);
  return long;
}
