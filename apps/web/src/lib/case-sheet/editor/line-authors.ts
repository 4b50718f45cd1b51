import type { Paragraph } from '@overlegtafel/documents';
import type { Author, AuthorOf } from '../authors.ts';

/** Who wrote most of a line, as far as is known. */
export function mainAuthor({ runs }: Paragraph, authorOf: AuthorOf): Author | undefined {
  const letters = new Map<string, { author: Author; count: number }>();
  for (const { client, text } of runs) {
    const author = authorOf(client);
    if (!author) continue;
    const known = letters.get(author.name) ?? { author, count: 0 };
    letters.set(author.name, { author, count: known.count + text.length });
  }
  return [...letters.values()].sort((a, b) => b.count - a.count)[0]?.author;
}
