/** Looks for words that only the process may know, in all that lies outside it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export interface CanaryHit {
  readonly place: string;
  readonly offset: number;
}

/** Reads every file below the folder, and what the process printed. */
export function findCanaries(
  words: readonly string[],
  folder: string,
  printed: string,
): { placesRead: number; hits: CanaryHit[] } {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const hits = files.flatMap((file) =>
    search(words, readFileSync(file)).map((offset) => ({ place: relative(folder, file), offset })),
  );
  const spoken = search(words, Buffer.from(printed)).map((offset) => ({ place: 'output', offset }));
  return { placesRead: files.length + 1, hits: [...hits, ...spoken] };
}

/** As UTF-8 and as UTF-16, which is how V8 may write a string. */
function search(words: readonly string[], bytes: Buffer): number[] {
  return words
    .flatMap((word) => [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le')])
    .map((pattern) => bytes.indexOf(pattern))
    .filter((offset) => offset >= 0);
}
