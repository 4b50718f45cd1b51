import type { Seen } from '@overlegtafel/domain';

/** True for a hash that somebody can name. */
export function isSeen(value: unknown): value is Seen {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}
