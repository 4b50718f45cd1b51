/**
 * What Yjs needs of `lib0/logging`, for the browser. The original draws coloured logs and brings a whole schema
 * library along for it, a seventh of the script with which people write together.
 */
export function print(...what: readonly unknown[]): void {
  console.log(...what);
}

export function warn(...what: readonly unknown[]): void {
  console.warn(...what);
}

/** Marks for coloured words, which nothing here draws. */
export const BOLD = '';
export const UNBOLD = '';
export const RED = '';
export const ORANGE = '';
