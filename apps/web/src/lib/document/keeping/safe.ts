const ivBytes = 12;
const nameBytes = 16;

/** Closes what stays on this device, under the key of one person. The key itself never stays. */
export interface Safe {
  /** What stands outside for a name: the same for the same name, and it says nothing to others. */
  nameOf(text: string): Promise<string>;
  /** @param label where it belongs; elsewhere it cannot be opened */
  close(content: Uint8Array, label: string): Promise<Uint8Array>;
  /** Undefined when it was closed by another key, for another label, or is damaged. */
  open(closed: Uint8Array, label: string): Promise<Uint8Array | undefined>;
}

/** @param secret 32 bytes that the server gives to this person only */
export async function openSafe(secret: Uint8Array): Promise<Safe> {
  const base = await crypto.subtle.importKey('raw', owned(secret), 'HKDF', false, ['deriveKey']);
  const from = (info: string) => ({
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: textBytes(info),
  });
  const aes = { name: 'AES-GCM', length: 256 };
  const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 };
  const [contents, names] = await Promise.all([
    crypto.subtle.deriveKey(from('contents'), base, aes, false, ['encrypt', 'decrypt']),
    crypto.subtle.deriveKey(from('names'), base, hmac, false, ['sign']),
  ]);
  return {
    async nameOf(text) {
      return hex(new Uint8Array(await crypto.subtle.sign('HMAC', names, textBytes(text))));
    },
    async close(content, label) {
      const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
      const how = { name: 'AES-GCM', iv, additionalData: textBytes(label) };
      const sealed = new Uint8Array(await crypto.subtle.encrypt(how, contents, owned(content)));
      const closed = new Uint8Array(ivBytes + sealed.length);
      closed.set(iv);
      closed.set(sealed, ivBytes);
      return closed;
    },
    async open(closed, label) {
      const iv = owned(closed.subarray(0, ivBytes));
      const how = { name: 'AES-GCM', iv, additionalData: textBytes(label) };
      try {
        const sealed = owned(closed.subarray(ivBytes));
        return new Uint8Array(await crypto.subtle.decrypt(how, contents, sealed));
      } catch {
        return undefined;
      }
    },
  };
}

/** A copy in memory of its own, as WebCrypto asks for. */
function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

function textBytes(text: string): Uint8Array<ArrayBuffer> {
  return owned(new TextEncoder().encode(text));
}

function hex(bytes: Uint8Array): string {
  return [...bytes.subarray(0, nameBytes)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
