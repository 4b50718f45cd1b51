import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** The first byte of everything sealed, so that the form can change later. */
const form = 1;
const nonceLength = 12;
const tagLength = 16;
const headLength = 1 + nonceLength + tagLength;

/**
 * Seals bytes with AES-256-GCM: `form | nonce | tag | ciphertext`. The nonce is random and never a
 * sequence number: a restored backup would count the same numbers again.
 */
export function seal(key: Buffer, plain: Uint8Array, place: string): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
  cipher.setAAD(Buffer.from(place));
  const head = Buffer.allocUnsafe(headLength);
  const body = cipher.update(plain);
  cipher.final();
  head[0] = form;
  nonce.copy(head, 1);
  cipher.getAuthTag().copy(head, 1 + nonceLength);
  return Buffer.concat([head, body]);
}

/** Opens what `seal` made at the same place; undefined when the key, the place or a byte differs. */
export function unseal(key: Buffer, sealed: Uint8Array, place: string): Buffer | undefined {
  if (sealed.length < headLength || sealed[0] !== form) return undefined;
  const nonce = sealed.subarray(1, 1 + nonceLength);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(1 + nonceLength, headLength));
  const plain = decipher.update(sealed.subarray(headLength));
  try {
    decipher.final();
    return plain;
  } catch {
    return undefined;
  }
}
