import { sha256Hex } from '@overlegtafel/documents';
import { idFromBytes, type Ids } from '@overlegtafel/domain';

/**
 * An id that follows from other ids, so that what was interrupted and is done again finds what it made before. As
 * random as those it follows from.
 */
export function derivedId<K extends keyof Ids>(kind: K, ...from: readonly string[]): Ids[K] {
  const hex = sha256Hex(from.join(' '));
  const bytes = Uint8Array.from({ length: 32 }, (_, n) =>
    Number.parseInt(hex.slice(2 * n, 2 * n + 2), 16),
  );
  return idFromBytes(kind, bytes);
}
