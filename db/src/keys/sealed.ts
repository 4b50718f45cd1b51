import { createCipheriv, createDecipheriv, type KeyObject, randomFillSync } from 'node:crypto';

/** The first byte of everything sealed, so that the form can change later. */
const form = 1;
const nonceLength = 12;
const tagLength = 16;
const headLength = 1 + nonceLength + tagLength;

/** Randomness for many nonces at once: asking for it costs more than sealing a keystroke. */
const nonces = Buffer.alloc(nonceLength * 256);
let noncesUsed = nonces.length;

/** The next nonce. Used once, and then wiped with the next filling. */
function nextNonce(): Buffer {
  if (noncesUsed === nonces.length) {
    randomFillSync(nonces);
    noncesUsed = 0;
  }
  noncesUsed += nonceLength;
  return nonces.subarray(noncesUsed - nonceLength, noncesUsed);
}

/**
 * Seals bytes with AES-256-GCM: `form | nonce | tag | ciphertext`. The nonce is random and never a
 * sequence number: a restored backup would count the same numbers again. The key is an object and
 * not its bytes: those would be turned into one at every call, which takes longer than the sealing.
 */
export function seal(key: KeyObject, plain: Uint8Array, place: string): Buffer {
  const nonce = nextNonce();
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
export function unseal(key: KeyObject, sealed: Uint8Array, place: string): Buffer | undefined {
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
