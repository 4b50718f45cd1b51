import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { isRefusal, type Refusal } from './close-codes.ts';

/**
 * The messages of a document connection: y-websocket's own (0 to 3), and ours from 100 on, which
 * only go to a client that said hello. A stock client reports an unknown message as an error.
 */
const types = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  ack: 100,
  numbered: 101,
  refused: 102,
  hello: 103,
  welcome: 104,
  saving: 105,
} as const;

const syncTypes = { step1: 0, step2: 1, update: 2 } as const;

/** The version of the messages from 100 on. A client with a lower one is closed with 4426. */
export const protocolVersion = 1;

/** How many random bytes a writer is. */
export const writerBytes = 16;

/** Our client introduces itself, first on a connection, and again when it speaks for another writer. */
export interface Hello {
  readonly kind: 'hello';
  readonly version: number;
  /** The writer whose numbers follow. */
  readonly writer: Uint8Array;
  /** The epoch in which those numbers were given; 0 when there are none yet. */
  readonly epoch: number;
  readonly schemaVersion: number;
}

/** An update of a writer. Repeated until it is acknowledged or refused. */
export interface NumberedUpdate {
  readonly kind: 'numbered';
  readonly epoch: number;
  readonly n: number;
  readonly update: Uint8Array;
}

/** What a client sends. Bytes are views on the message. */
export type ClientMessage =
  | { readonly kind: 'step1'; readonly stateVector: Uint8Array }
  | { readonly kind: 'step2'; readonly update: Uint8Array }
  | { readonly kind: 'update'; readonly update: Uint8Array }
  | { readonly kind: 'awareness'; readonly update: Uint8Array }
  | { readonly kind: 'queryAwareness' }
  | Hello
  | NumberedUpdate;

/** What the server sends to our client beside y-websocket's own messages. */
export type ServerMessage =
  /** The update is on disk, as row `seq` or as part of the rows up to it. */
  | { readonly kind: 'ack'; readonly epoch: number; readonly n: number; readonly seq: number }
  /** Not taken; the connection ends. 0 when it was no numbered update. */
  | { readonly kind: 'refused'; readonly n: number; readonly reason: Refusal }
  /** The answer to each hello. */
  | {
      readonly kind: 'welcome';
      readonly epoch: number;
      readonly schemaVersion: number;
      readonly isSaving: boolean;
    }
  /** Saving is in trouble (false), or fine again (true). */
  | { readonly kind: 'saving'; readonly isSaving: boolean };

/** Reads what a client sent. Undefined for anything that is not exactly one message. */
export function readClientMessage(bytes: Uint8Array): ClientMessage | undefined {
  return readWhole(bytes, (decoder) => {
    switch (decoding.readVarUint(decoder)) {
      case types.sync:
        return readSync(decoder);
      case types.awareness:
        return { kind: 'awareness', update: decoding.readVarUint8Array(decoder) };
      case types.queryAwareness:
        return { kind: 'queryAwareness' };
      case types.numbered:
        return readNumbered(decoder);
      case types.hello:
        return readHello(decoder);
      default:
        return undefined;
    }
  });
}

function readSync(decoder: decoding.Decoder): ClientMessage | undefined {
  const type = decoding.readVarUint(decoder);
  const bytes = decoding.readVarUint8Array(decoder);
  if (type === syncTypes.update) return { kind: 'update', update: bytes };
  if (type === syncTypes.step1) return { kind: 'step1', stateVector: bytes };
  return type === syncTypes.step2 ? { kind: 'step2', update: bytes } : undefined;
}

function readNumbered(decoder: decoding.Decoder): NumberedUpdate | undefined {
  const epoch = decoding.readVarUint(decoder);
  const n = decoding.readVarUint(decoder);
  return n > 0
    ? { kind: 'numbered', epoch, n, update: decoding.readVarUint8Array(decoder) }
    : undefined;
}

function readHello(decoder: decoding.Decoder): Hello | undefined {
  const version = decoding.readVarUint(decoder);
  const writer = decoding.readVarUint8Array(decoder);
  const epoch = decoding.readVarUint(decoder);
  const schemaVersion = decoding.readVarUint(decoder);
  return writer.length === writerBytes
    ? { kind: 'hello', version, writer, epoch, schemaVersion }
    : undefined;
}

/** Reads what the server sent, as far as it is ours; undefined for everything else. */
export function readServerMessage(bytes: Uint8Array): ServerMessage | undefined {
  return readWhole(bytes, (decoder) => {
    switch (decoding.readVarUint(decoder)) {
      case types.ack:
        return {
          kind: 'ack',
          epoch: decoding.readVarUint(decoder),
          n: decoding.readVarUint(decoder),
          seq: decoding.readVarUint(decoder),
        };
      case types.refused:
        return readRefused(decoder);
      case types.welcome:
        return {
          kind: 'welcome',
          epoch: decoding.readVarUint(decoder),
          schemaVersion: decoding.readVarUint(decoder),
          isSaving: decoding.readUint8(decoder) === 1,
        };
      case types.saving:
        return { kind: 'saving', isSaving: decoding.readUint8(decoder) === 1 };
      default:
        return undefined;
    }
  });
}

function readRefused(decoder: decoding.Decoder): ServerMessage | undefined {
  const n = decoding.readVarUint(decoder);
  const reason = decoding.readVarString(decoder);
  return isRefusal(reason) ? { kind: 'refused', n, reason } : undefined;
}

function readWhole<T>(
  bytes: Uint8Array,
  read: (decoder: decoding.Decoder) => T | undefined,
): T | undefined {
  const decoder = decoding.createDecoder(bytes);
  try {
    const message = read(decoder);
    return decoding.hasContent(decoder) ? undefined : message;
  } catch {
    return undefined;
  }
}

/** Sync step 1: this is what I have, send me the rest. */
export function step1Message(stateVector: Uint8Array): Uint8Array {
  return syncMessage(syncTypes.step1, stateVector);
}

/** Sync step 2: with this you have everything. */
export function step2Message(update: Uint8Array): Uint8Array {
  return syncMessage(syncTypes.step2, update);
}

/** A change. */
export function updateMessage(update: Uint8Array): Uint8Array {
  return syncMessage(syncTypes.update, update);
}

/** By hand and in one piece: every keystroke becomes one of these. */
function syncMessage(type: number, bytes: Uint8Array): Uint8Array {
  let length = bytes.length;
  let lengthBytes = 1;
  for (let rest = length; rest > 127; rest = Math.floor(rest / 128)) lengthBytes++;
  const message = new Uint8Array(2 + lengthBytes + length);
  message[0] = types.sync;
  message[1] = type;
  let at = 2;
  for (; length > 127; length = Math.floor(length / 128)) message[at++] = 128 | (length & 127);
  message[at++] = length;
  message.set(bytes, at);
  return message;
}

/** Presence, as y-protocols encodes it. */
export function awarenessMessage(update: Uint8Array): Uint8Array {
  return encode(types.awareness, (encoder) => encoding.writeVarUint8Array(encoder, update));
}

export function helloMessage(hello: Omit<Hello, 'kind' | 'version'>): Uint8Array {
  return encode(types.hello, (encoder) => {
    encoding.writeVarUint(encoder, protocolVersion);
    encoding.writeVarUint8Array(encoder, hello.writer);
    encoding.writeVarUint(encoder, hello.epoch);
    encoding.writeVarUint(encoder, hello.schemaVersion);
  });
}

export function numberedMessage({ epoch, n, update }: Omit<NumberedUpdate, 'kind'>): Uint8Array {
  return encode(types.numbered, (encoder) => {
    encoding.writeVarUint(encoder, epoch);
    encoding.writeVarUint(encoder, n);
    encoding.writeVarUint8Array(encoder, update);
  });
}

/** Encodes a message of the server that is ours. */
export function serverMessage(message: ServerMessage): Uint8Array {
  return encode(types[message.kind], (encoder) => {
    switch (message.kind) {
      case 'ack':
        encoding.writeVarUint(encoder, message.epoch);
        encoding.writeVarUint(encoder, message.n);
        encoding.writeVarUint(encoder, message.seq);
        break;
      case 'refused':
        encoding.writeVarUint(encoder, message.n);
        encoding.writeVarString(encoder, message.reason);
        break;
      case 'welcome':
        encoding.writeVarUint(encoder, message.epoch);
        encoding.writeVarUint(encoder, message.schemaVersion);
        encoding.writeUint8(encoder, message.isSaving ? 1 : 0);
        break;
      case 'saving':
        encoding.writeUint8(encoder, message.isSaving ? 1 : 0);
        break;
    }
  });
}

function encode(type: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  write(encoder);
  return encoding.toUint8Array(encoder);
}
