/** A moment in a row of the picture, with where it stands: 0 at the left, 100 at the right. */
export interface Placed {
  readonly key: string;
  readonly at: number;
}

/** How its word is written beside a moment. */
export interface Label {
  /** On which of the two lines of its row. */
  readonly line: 0 | 1;
  /** The word stands left of its moment. */
  readonly isLeft: boolean;
  /** How many letters fit. */
  readonly letters: number;
}

const halfway = 60;
const whole = 100;
/** A letter takes about 0.8% of the picture at its narrowest; the mark itself takes two. */
const lettersPerPart = 1.2;
const lettersOfMark = 3;

/** FB6: where the words of a row stand, so that none runs into the next. */
export function labelRoom(moments: readonly Placed[]): ReadonlyMap<string, Label> {
  const ordered = [...moments].sort((a, b) => a.at - b.at);
  return new Map(
    ordered.map(({ key, at }, place): [string, Label] => {
      const isLeft = at > halfway;
      const beside = ordered[isLeft ? place - 2 : place + 2];
      const gap = isLeft ? at - (beside?.at ?? 0) : (beside?.at ?? whole) - at;
      // Words that grow towards each other share what is between them.
      const isShared = beside !== undefined && beside.at > halfway !== isLeft;
      const letters = Math.floor((isShared ? gap / 2 : gap) * lettersPerPart) - lettersOfMark;
      return [key, { line: place % 2 === 0 ? 0 : 1, isLeft, letters: Math.max(letters, 0) }];
    }),
  );
}

/** A word in as many letters as fit; nothing when that would not be a word any more. */
export function fitted(word: string, letters: number): string {
  if (word.length <= letters) return word;
  const shortest = 5;
  return letters < shortest ? '' : `${word.slice(0, letters - 1).trimEnd()}…`;
}
