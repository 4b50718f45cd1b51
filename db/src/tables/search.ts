import type { Kit } from '../kit/sqlite-kit.ts';

/** Where words stand in sealed records, without the words (docs/decisions/0051). */
export function searchTables({ table, text, int, bytes, index, primaryKey }: Kit) {
  const searchPart = table(
    'search_part',
    {
      table: text('table_id').notNull(),
      /** The number of the record and the place in it: a later one is higher. */
      doc: int('doc').notNull(),
      record: text('record').notNull(),
      meeting: text('meeting').notNull(),
      item: text('item').notNull(),
      caseId: text('case_id').notNull(),
      /** The words of `searchWord` that belong to it, six bytes each: so it can be removed again. */
      words: bytes('words').notNull(),
    },
    (row) => [
      primaryKey({ columns: [row.table, row.doc] }),
      index('search_part_case').on(row.caseId),
    ],
  );

  const searchWord = table(
    'search_word',
    {
      /** 48 bits of a keyed hash of table and word. */
      word: int('word').notNull(),
      doc: int('doc').notNull(),
    },
    (row) => [primaryKey({ columns: [row.word, row.doc] })],
  );

  return { searchPart, searchWord };
}
