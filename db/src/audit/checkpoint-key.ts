import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { makeNewFile } from '../keys/new-file.ts';

/** What is wrong with the file of the key that signs checkpoints, in words for whoever installs. */
export class CheckpointKeyError extends Error {
  override readonly name = 'CheckpointKeyError';
}

/** Reads the private key that signs checkpoints: an Ed25519 key in PEM, in a file that only its owner reads. */
export function readCheckpointKey(path: string): KeyObject {
  if (!existsSync(path)) throw new CheckpointKeyError(`${path} does not exist`);
  if ((statSync(path).mode & 0o077) !== 0)
    throw new CheckpointKeyError(`${path} can be read by others: chmod 600`);
  const key = readPem(path, (pem) => createPrivateKey(pem));
  if (key.asymmetricKeyType !== 'ed25519')
    throw new CheckpointKeyError(`${path} holds no Ed25519 key`);
  return key;
}

/** Practice mode: makes the key at the first start, then reads it. */
export function readOrMakeCheckpointKey(path: string): KeyObject {
  if (!existsSync(path)) makeKey(path);
  return readCheckpointKey(path);
}

/** Reads the public key with which checkpoints are checked; the private file will do as well. */
export function readPublicKey(path: string): KeyObject {
  return readPem(path, (pem) => createPublicKey(pem));
}

function readPem(path: string, read: (pem: string) => KeyObject): KeyObject {
  try {
    return read(readFileSync(path, 'utf8'));
  } catch {
    throw new CheckpointKeyError(`${path} holds no key in PEM`);
  }
}

/** On disk before anything is signed with it, and never over a key that is already there. */
function makeKey(path: string): void {
  const { privateKey } = generateKeyPairSync('ed25519');
  makeNewFile(path, String(privateKey.export({ type: 'pkcs8', format: 'pem' })));
}
