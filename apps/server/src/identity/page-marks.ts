import {
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import type { PersonId } from '@overlegtafel/domain';
import { pageMark } from '@overlegtafel/protocol';

const keyBytes = 32;
const saltBytes = 9;
const proofBytes = 15;

/**
 * Marks that say for whom a page was made. A mark is another one for every page, so nobody can join two of them, and
 * gives no right to anything: it only makes the server refuse. It holds for the person, not for a session: who signs in
 * again goes on with the pages that were open, and every process of an installation reads the marks of the others.
 */
export class PageMarks {
  readonly #key: KeyObject;

  /** @param secret at least 32 bytes that only this installation knows */
  constructor(secret: Uint8Array) {
    this.#key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', 'page mark', keyBytes)));
  }

  /** A new mark for a page of this person. */
  make(person: PersonId): string {
    const salt = randomBytes(saltBytes);
    return Buffer.concat([salt, this.#proof(salt, person)]).toString('base64url');
  }

  /** Whether the page with this mark was made for this person. */
  isOf(mark: string, person: PersonId): boolean {
    if (!pageMark.form.test(mark)) return false;
    const bytes = Buffer.from(mark, 'base64url');
    const salt = bytes.subarray(0, saltBytes);
    return timingSafeEqual(bytes.subarray(saltBytes), this.#proof(salt, person));
  }

  #proof(salt: Uint8Array, person: PersonId): Buffer {
    const whole = createHmac('sha256', this.#key).update(salt).update(person).digest();
    return whole.subarray(0, proofBytes);
  }
}
