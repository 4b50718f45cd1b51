/** The fields of the form for a correction, by their names in it. */
export type CorrectionMistake = 'casus' | 'tekst' | 'reden';

/** A correction that was sent and not taken: what it said, and what to do about it. */
export interface CorrectionSent {
  readonly item: string;
  readonly words: string;
  readonly reason: string;
  readonly mistakes: readonly CorrectionMistake[];
  /** Why the server did not take it. */
  readonly problem?: string;
}

/** What is missing in a correction. */
export function correctionMistakes({
  item,
  words,
  reason,
}: Pick<CorrectionSent, 'item' | 'words' | 'reason'>): readonly CorrectionMistake[] {
  const fields = [
    ['casus', item],
    ['tekst', words],
    ['reden', reason],
  ] as const;
  return fields.flatMap(([name, value]) => (value === '' ? [name] : []));
}
