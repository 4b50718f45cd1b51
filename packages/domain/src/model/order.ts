/** Orders ids and days by their characters: the same in every language and on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
