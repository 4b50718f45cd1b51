import type { NewRecord } from '@overlegtafel/usecases';
import { and, eq, inArray } from 'drizzle-orm';
import type { Storage } from '../kit/orm.ts';
import type { Statement } from '../kit/statement.ts';
import type { SearchWords } from './search-words.ts';

/** How many parts of one record can be found. */
const placesPerRecord = 4096;
const wordLength = 6;
const wordsPerStatement = 1_000;

type Parts = Pick<Storage, 'orm' | 'tables'>;

/** The statements that make the parts of a record findable by their words. */
export function indexRecord(
  record: NewRecord,
  number: number,
  { orm, tables: { searchPart, searchWord } }: Parts,
  searchWords: SearchWords,
): readonly Statement[] {
  const { id, table, meeting, parts } = record;
  const textOf = Map.groupBy(record.searchable, ({ item }) => item);
  return parts.flatMap(({ item, caseId }, place): readonly Statement[] => {
    if (place >= placesPerRecord) throw new RangeError(`record ${id} has too many parts`);
    const text = (textOf.get(item) ?? []).map((one) => one.words).join('\n');
    const words = searchWords.ofText(table, text);
    if (words.length === 0) return [];
    const doc = number * placesPerRecord + place;
    const row = { table, doc, record: id, meeting, item, caseId, words: packed(words) };
    return [
      orm.insert(searchPart).values(row),
      ...inGroups(words).map((group) =>
        orm
          .insert(searchWord)
          .values(group.map((word) => ({ word, doc })))
          .onConflictDoNothing(),
      ),
    ];
  });
}

/** The statements after which nothing finds a case any more. */
export async function forgetWords(
  { orm, tables: { searchPart, searchWord } }: Parts,
  caseId: string,
): Promise<readonly Statement[]> {
  const found = await orm
    .select({ doc: searchPart.doc, words: searchPart.words })
    .from(searchPart)
    .where(eq(searchPart.caseId, caseId));
  const words = found.flatMap(({ doc, words: bytes }) =>
    inGroups(unpacked(bytes)).map((group) =>
      orm.delete(searchWord).where(and(inArray(searchWord.word, group), eq(searchWord.doc, doc))),
    ),
  );
  return [...words, orm.delete(searchPart).where(eq(searchPart.caseId, caseId))];
}

/** A statement takes a limited number of values. */
function inGroups(words: readonly number[]): number[][] {
  const length = Math.ceil(words.length / wordsPerStatement);
  return Array.from({ length }, (_, i) =>
    words.slice(i * wordsPerStatement, (i + 1) * wordsPerStatement),
  );
}

function packed(words: readonly number[]): Buffer {
  const bytes = Buffer.alloc(words.length * wordLength);
  words.forEach((word, i) => bytes.writeUIntBE(word, i * wordLength, wordLength));
  return bytes;
}

function unpacked(bytes: Uint8Array): number[] {
  const buffer = Buffer.from(bytes);
  return Array.from({ length: buffer.length / wordLength }, (_, i) =>
    buffer.readUIntBE(i * wordLength, wordLength),
  );
}
