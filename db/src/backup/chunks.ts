import { createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { seal, unseal } from '../keys/sealed.ts';
import { RestoreRefusedError } from './backup-form.ts';

const saltLength = 32;
const lengthBytes = 4;
const chunkBytes = 1 << 20;
const fastest = { level: 1 };

/**
 * A file of texts, packed and sealed in chunks under a key of its own. Each chunk is bound to its place, and the last
 * one says that it is the last: a file that was cut off, or whose chunks changed places, does not open.
 */
export class ChunkWriter {
  readonly #file: number;
  readonly #key: KeyObject;
  #waiting: string[] = [];
  #length = 0;
  #number = 0;

  constructor(path: string, secret: Buffer) {
    const salt = randomBytes(saltLength);
    this.#file = openSync(path, 'wx', 0o600);
    writeSync(this.#file, salt);
    this.#key = keyOf(secret, salt);
  }

  /** Takes a text without line ends. */
  add(text: string): void {
    this.#waiting.push(text);
    this.#length += text.length;
    if (this.#length >= chunkBytes) this.#write('more');
  }

  /** On disk when it returns. */
  finish(): void {
    this.#write('last');
    fsyncSync(this.#file);
  }

  close(): void {
    closeSync(this.#file);
  }

  #write(what: 'more' | 'last'): void {
    const packed = gzipSync(this.#waiting.join('\n'), fastest);
    const sealed = seal(this.#key, packed, placeOf(this.#number, what));
    const length = Buffer.alloc(lengthBytes);
    length.writeUInt32BE(sealed.length);
    writeSync(this.#file, Buffer.concat([length, sealed]));
    this.#number += 1;
    this.#waiting = [];
    this.#length = 0;
  }
}

/**
 * The texts of a file that a `ChunkWriter` wrote, chunk by chunk.
 *
 * @throws {RestoreRefusedError} at the first chunk that is not what was written, or when the last one is missing
 */
export function* readChunks(path: string, secret: Buffer): Generator<readonly string[]> {
  const file = openSync(path, 'r');
  try {
    const key = keyOf(secret, readExactly(file, saltLength));
    for (let number = 0; ; number += 1) {
      const sealed = readExactly(file, readExactly(file, lengthBytes).readUInt32BE());
      const more = unseal(key, sealed, placeOf(number, 'more'));
      const packed = more ?? unseal(key, sealed, placeOf(number, 'last'));
      if (!packed) throw damaged(`chunk ${number} does not open`);
      const text = gunzipSync(packed).toString();
      if (text !== '') yield text.split('\n');
      if (!more) return;
    }
  } finally {
    closeSync(file);
  }
}

/** More than any chunk can be: a length that was damaged must not fill the memory. */
const longest = 1 << 30;

function readExactly(file: number, length: number): Buffer {
  if (length > longest) throw damaged('a chunk has no length');
  const bytes = Buffer.alloc(length);
  for (let got = 0; got < length;) {
    const more = readSync(file, bytes, got, length - got, null);
    if (more === 0) throw damaged('the end is missing');
    got += more;
  }
  return bytes;
}

function damaged(what: string): RestoreRefusedError {
  return new RestoreRefusedError('DAMAGED', what);
}

function keyOf(secret: Buffer, salt: Buffer): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, salt, 'export', 32)));
}

function placeOf(number: number, what: 'more' | 'last'): string {
  return JSON.stringify(['export', number, what]);
}
