/** One replacement in a text. Positions count UTF-16 units. */
export interface Edit {
  readonly index: number;
  readonly removed: number;
  readonly inserted: string;
}

/** A change as Yjs tells it, from the start of the text: keep so much, put this in, take so much out. */
export type Change = readonly {
  readonly retain?: number | undefined;
  readonly insert?: unknown;
  readonly delete?: number | undefined;
}[];

/**
 * What somebody did to a text, from how it was and how it is. Which of two equal letters was typed cannot be seen in
 * the text; the caret tells, because it stands behind what was typed.
 *
 * @param caret where the caret stands after it
 */
export function editBetween(before: string, after: string, caret: number): Edit {
  const shortest = Math.min(before.length, after.length);
  let end = 0;
  const longestEnd = Math.min(shortest, after.length - caret);
  while (end < longestEnd && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  let start = 0;
  while (start < shortest - end && before[start] === after[start]) start += 1;
  // Half of a character outside the basic plane is no character.
  if (start > 0 && isHighHalf(after, start - 1)) start -= 1;
  if (end > 0 && isLowHalf(after, after.length - end)) end -= 1;
  return {
    index: start,
    removed: before.length - end - start,
    inserted: after.slice(start, after.length - end),
  };
}

/** Where a caret stands after a change by somebody else: behind the same letter as before. */
export function caretAfter(caret: number, change: Change): number {
  let moved = caret;
  let at = 0;
  for (const { retain = 0, insert, delete: removed = 0 } of change) {
    at += retain;
    if (typeof insert === 'string') {
      if (at < moved) moved += insert.length;
      at += insert.length;
    }
    if (at < moved) moved -= Math.min(removed, moved - at);
  }
  return moved;
}

/** Where the carriage returns stand, last first. A textarea leaves them out, and would count other positions. */
export function carriageReturns(text: string): readonly number[] {
  return [...text.matchAll(/\r/g)].map(({ index }) => index).reverse();
}

function isHighHalf(text: string, index: number): boolean {
  return (text.charCodeAt(index) & 0xfc00) === 0xd800;
}

function isLowHalf(text: string, index: number): boolean {
  return (text.charCodeAt(index) & 0xfc00) === 0xdc00;
}
