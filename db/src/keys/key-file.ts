import { hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { makeNewFile } from './new-file.ts';

/** The keys of an installation, one for each use. */
export interface InstallationKeys {
  /** Opens the SQLite file. */
  readonly file: Buffer;
  /** Opens the keys of the cases. */
  readonly wrapping: Buffer;
  /** Signs sessions: what a browser holds never depends on a key that opens data. */
  readonly sessions: Buffer;
  /** Opens the keys of reporters and secret addresses. */
  readonly secrets: Buffer;
  /** Turns words into what the search index holds. */
  readonly search: Buffer;
  /** Seals memberships, people, subjects and sessions: what gives rights. */
  readonly accounts: Buffer;
  /** Seals answers that are kept for a day. */
  readonly answers: Buffer;
  /** Turns a case into the pseudonym that stands in the processing log. */
  readonly pseudonyms: Buffer;
  /** Seals what a backup of a PostgreSQL holds, and signs the list of every backup. */
  readonly backups: Buffer;
}

/** What is wrong with the file that holds the key, in words for whoever installs. */
export class KeyFileError extends Error {
  override readonly name = 'KeyFileError';
}

const keyText = /^[0-9a-f]{64}$/;

/** Reads the key of the installation: 64 hexadecimal digits in a file that only its owner reads. */
export function readKeyFile(path: string): InstallationKeys {
  if (!existsSync(path)) throw new KeyFileError(`DATA_KEY_FILE ${path} does not exist`);
  if ((statSync(path).mode & 0o077) !== 0)
    throw new KeyFileError(`DATA_KEY_FILE ${path} can be read by others: chmod 600`);
  const text = readFileSync(path, 'utf8').trim();
  if (!keyText.test(text))
    throw new KeyFileError(`DATA_KEY_FILE ${path} must hold 64 hexadecimal digits`);
  return deriveKeys(Buffer.from(text, 'hex'));
}

/** Practice mode: makes the key file at the first start, readable by its owner only, then reads it. */
export function readOrMakeKeyFile(path: string): InstallationKeys {
  if (!existsSync(path)) makeNewFile(path, `${randomBytes(32).toString('hex')}\n`);
  return readKeyFile(path);
}

/** One secret, a key for each use: a key that leaks from one use does not open the other. */
export function deriveKeys(secret: Buffer): InstallationKeys {
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', secret, '', use, 32));
  return {
    file: derive('overlegtafel sqlite file'),
    wrapping: derive('overlegtafel case keys'),
    sessions: derive('overlegtafel sessions'),
    secrets: derive('overlegtafel reporters and addresses'),
    search: derive('overlegtafel search'),
    accounts: derive('overlegtafel accounts'),
    answers: derive('overlegtafel kept answers'),
    pseudonyms: derive('overlegtafel pseudonyms of cases'),
    backups: derive('overlegtafel backups'),
  };
}
