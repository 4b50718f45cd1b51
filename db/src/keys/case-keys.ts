import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { WrongKeyError } from '../errors.ts';
import { seal, unseal } from './sealed.ts';

/**
 * Wraps and unwraps the keys of the cases with the key of the installation. What was unwrapped once
 * is remembered: a room asks at every append.
 */
export class CaseKeys {
  readonly #wrapping: KeyObject;
  readonly #known = new Map<string, KeyObject>();

  constructor(wrapping: Buffer) {
    this.#wrapping = createSecretKey(wrapping);
  }

  /** A new key for a case, wrapped; it is used once it is stored. */
  make(caseId: string): Buffer {
    return seal(this.#wrapping, randomBytes(32), placeOf(caseId));
  }

  /** The key that was wrapped for this case. A key of another case, or another key file, throws. */
  unwrap(caseId: string, wrapped: Uint8Array): KeyObject {
    const name = Buffer.from(wrapped).toString('base64');
    const known = this.#known.get(name);
    if (known) return known;
    const bytes = unseal(this.#wrapping, wrapped, placeOf(caseId));
    if (!bytes)
      throw new WrongKeyError(`the key of case ${caseId} does not open with DATA_KEY_FILE`);
    const key = createSecretKey(bytes);
    if (this.#known.size >= 10_000) this.#known.clear();
    this.#known.set(name, key);
    return key;
  }

  /** Something that only this key file opens, to be stored at the first start. */
  makeCheck(): Buffer {
    return this.make(checkName);
  }

  /** Refuses a start with another key file, before anything is read or written. */
  check(wrapped: Uint8Array): void {
    this.unwrap(checkName, wrapped);
  }
}

const checkName = 'installation';

function placeOf(caseId: string): string {
  return JSON.stringify(['case-key', caseId]);
}
