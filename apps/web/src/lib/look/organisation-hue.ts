const hues = 5;
const fnvOffset = 0x811c9dc5;
const fnvPrime = 0x01000193;

/**
 * The colour of an organisation: 1 to 5, the same on every screen. Two organisations may share one;
 * initials and words tell them apart.
 */
export function hueOf(organisation: string): number {
  let hash = fnvOffset;
  for (let at = 0; at < organisation.length; at += 1) {
    hash = Math.imul(hash ^ organisation.charCodeAt(at), fnvPrime) >>> 0;
  }
  return (hash % hues) + 1;
}
