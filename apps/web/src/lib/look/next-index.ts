/**
 * Where an arrow key, Home or End leads in a list that goes round.
 *
 * @param from the place now, from 0; -1 is before the first
 * @returns undefined for any other key and for an empty list
 */
export function nextIndex(key: string, from: number, count: number): number | undefined {
  if (count === 0) return undefined;
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return (from + 1) % count;
    case 'ArrowUp':
    case 'ArrowLeft':
      return from <= 0 ? count - 1 : from - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
