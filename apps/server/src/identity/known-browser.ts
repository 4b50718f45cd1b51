import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { PersonId } from '@overlegtafel/domain';
import { parseCookie, stringifySetCookie } from 'cookie';

const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const digestBytes = 16;
const cipherName = 'aes-256-gcm';
const daySeconds = 24 * 60 * 60;
const keptDays = 90;

/**
 * Tells browsers in which somebody signed in before from those of anybody. Whoever floods from the address of an
 * office uses up what strangers from there may ask; a browser that is known keeps a share of its own and can sign
 * in all the same. The cookie says nothing about its person: the share it stands for is closed inside, so that one
 * person has one share in however many browsers.
 */
export class KnownBrowsers {
  readonly #sealKey: Buffer;
  readonly #digestKey: Buffer;
  readonly #isSecure: boolean;

  /** @param secret at least 32 bytes that only this installation knows */
  constructor({ secret, isSecure }: { readonly secret: Uint8Array; readonly isSecure: boolean }) {
    const key = (use: string) => Buffer.from(hkdfSync('sha256', secret, '', use, keyBytes));
    this.#sealKey = key('known browser');
    this.#digestKey = key('share of a known browser');
    this.#isSecure = isSecure;
  }

  /** The share that a `Cookie` header stands for; undefined for a browser that is not known. */
  shareOf(cookieHeader: string | undefined): string | undefined {
    const text = parseCookie(cookieHeader ?? '')[this.#name];
    const bytes = Buffer.from(text ?? '', 'base64url');
    if (bytes.length !== nonceBytes + tagBytes + digestBytes) return undefined;
    const nonce = bytes.subarray(0, nonceBytes);
    const decipher = createDecipheriv(cipherName, this.#sealKey, nonce, {
      authTagLength: tagBytes,
    });
    decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    try {
      const body = decipher.update(bytes.subarray(nonceBytes + tagBytes));
      return Buffer.concat([body, decipher.final()]).toString('base64url');
    } catch {
      return undefined;
    }
  }

  /** The cookie for a browser in which this person is signed in. */
  cookieFor(person: PersonId): string {
    const digest = createHmac('sha256', this.#digestKey).update(person).digest();
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(cipherName, this.#sealKey, nonce, { authTagLength: tagBytes });
    const body = Buffer.concat([cipher.update(digest.subarray(0, digestBytes)), cipher.final()]);
    return stringifySetCookie({
      name: this.#name,
      value: Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url'),
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      secure: this.#isSecure,
      maxAge: keptDays * daySeconds,
    });
  }

  get #name(): string {
    return this.#isSecure ? '__Host-browser' : 'browser';
  }
}
