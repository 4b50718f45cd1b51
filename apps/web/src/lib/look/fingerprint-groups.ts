const groupLength = 4;

/**
 * A hexadecimal hash as people compare it: capitals in groups of four.
 *
 * @param digits how many digits from the start; all of them without it
 */
export function fingerprintGroups(hash: string, digits?: number): readonly string[] {
  const shown = hash.slice(0, digits).toUpperCase();
  return shown.match(new RegExp(`.{1,${groupLength}}`, 'g')) ?? [];
}
