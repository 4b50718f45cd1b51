import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** What has to come back with the same browser for a sign-in to count. Lives ten minutes, in a cookie that is sealed. */
const pending = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  /** A path of ours to go on to. */
  returnTo: z.string(),
  endsAt: z.number(),
});
export type PendingSignIn = z.infer<typeof pending>;

const nonceBytes = 12;
const tagBytes = 16;
const cipherName = 'aes-256-gcm';

/** Seals what a sign-in waits for, so that it can travel in a cookie and still be ours alone. */
export class PendingSeal {
  readonly #key: Buffer;

  /** @param secret at least 32 bytes that only this installation knows */
  constructor(secret: Uint8Array) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', 'pending sign-in', 32));
  }

  seal(value: PendingSignIn): string {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(cipherName, this.#key, nonce, { authTagLength: tagBytes });
    const body = Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
  }

  /** Undefined for anything that is not ours, not whole, or too late. */
  open(text: string | undefined, nowMs: number): PendingSignIn | undefined {
    const bytes = Buffer.from(text ?? '', 'base64url');
    if (bytes.length <= nonceBytes + tagBytes) return undefined;
    const nonce = bytes.subarray(0, nonceBytes);
    const decipher = createDecipheriv(cipherName, this.#key, nonce, { authTagLength: tagBytes });
    decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    try {
      const body = [decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()];
      const value = pending.safeParse(JSON.parse(Buffer.concat(body).toString()));
      return value.success && value.data.endsAt > nowMs ? value.data : undefined;
    } catch {
      return undefined;
    }
  }
}
