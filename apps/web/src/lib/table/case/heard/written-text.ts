import type { ItemReading, Paragraph } from '@overlegtafel/documents';

/** The texts of a case, as they stood at some moment. */
export type Texts = ItemReading['richText'];

/** Of which client ids more letters stand there after than before. */
export function grownBy(before: Texts, after: Texts): readonly number[] {
  const grown = new Map<number, number>();
  const count = (paragraphs: readonly Paragraph[], sign: 1 | -1): void => {
    for (const { client, text } of paragraphs.flatMap(({ runs }) => runs))
      grown.set(client, (grown.get(client) ?? 0) + sign * text.length);
  };
  for (const [old, now] of pairsOf(before, after)) {
    if (old === now) continue;
    count(old, -1);
    count(now, 1);
  }
  return [...grown].filter(([, letters]) => letters > 0).map(([client]) => client);
}

/** How many sentences are for more than half of these client ids. What was begun counts as well. */
export function sentencesOf(texts: Texts, clients: ReadonlySet<number>, language: string): number {
  const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
  return Object.values(texts)
    .flat()
    .map((paragraph) => sentencesIn(paragraph, clients, segmenter))
    .reduce((sum, count) => sum + count, 0);
}

function sentencesIn(
  { runs }: Paragraph,
  clients: ReadonlySet<number>,
  segmenter: Intl.Segmenter,
): number {
  const isTheirs = runs.flatMap(({ client, text }) =>
    Array.from({ length: text.length }, () => clients.has(client)),
  );
  const text = runs.map((run) => run.text).join('');
  return [...segmenter.segment(text)].filter(({ segment, index }) => {
    const letters = isTheirs.slice(index, index + segment.length);
    return /[\p{L}\p{N}]/u.test(segment) && letters.filter(Boolean).length * 2 > letters.length;
  }).length;
}

function pairsOf(
  before: Texts,
  after: Texts,
): readonly (readonly [readonly Paragraph[], readonly Paragraph[]])[] {
  return [
    [before.facts, after.facts],
    [before.worries, after.worries],
    [before.strengths, after.strengths],
    [before.childVoice, after.childVoice],
    [before.decisionText, after.decisionText],
  ];
}
