const binaryFrame = 0x82;
const lengthIn16Bits = 126;
const lengthIn64Bits = 127;

/** One binary WebSocket message from the server: whole, unmasked, uncompressed (RFC 6455, section 5.2). */
export function frameOf(message: Uint8Array): Buffer {
  const { length } = message;
  if (length < lengthIn16Bits) return withHeader(Buffer.from([binaryFrame, length]), message);
  if (length <= 0xffff) {
    const header = Buffer.from([binaryFrame, lengthIn16Bits, 0, 0]);
    header.writeUInt16BE(length, 2);
    return withHeader(header, message);
  }
  const header = Buffer.alloc(10);
  header[0] = binaryFrame;
  header[1] = lengthIn64Bits;
  header.writeUInt32BE(length, 6);
  return withHeader(header, message);
}

function withHeader(header: Buffer, message: Uint8Array): Buffer {
  return Buffer.concat([header, message], header.length + message.length);
}

const framed = new WeakMap<readonly Uint8Array[], Buffer>();

/**
 * All messages as the bytes that go over the wire. A room hands the same array to everybody who gets the same,
 * so it is framed once for all of them.
 */
export function framesOf(messages: readonly Uint8Array[]): Buffer {
  const known = framed.get(messages);
  if (known !== undefined) return known;
  const [only] = messages;
  const bytes =
    only !== undefined && messages.length === 1
      ? frameOf(only)
      : Buffer.concat(messages.map((message) => frameOf(message)));
  framed.set(messages, bytes);
  return bytes;
}
