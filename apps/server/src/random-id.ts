import { randomBytes } from 'node:crypto';
import { idFromBytes } from '@overlegtafel/domain';

const idBytes = 17;

/** A new random id: 26 characters of lower-case base32. */
export function randomId(): string {
  return idFromBytes('ItemId', randomBytes(idBytes));
}
