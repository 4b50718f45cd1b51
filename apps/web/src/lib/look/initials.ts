/**
 * The letters in somebody's disc. The names of the table end in them ("Politie JD"); of other names
 * they are the first letters of the first and the last word.
 */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  if (/^\p{Lu}{1,3}$/u.test(last)) return last;
  const first = words.length > 1 ? (words[0] ?? '') : '';
  return `${[...first].at(0) ?? ''}${[...last].at(0) ?? ''}`.toLocaleUpperCase('nl');
}
