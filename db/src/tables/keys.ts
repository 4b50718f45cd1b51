import type { Kit } from '../kit/sqlite-kit.ts';

/** The keys of the cases, wrapped by the key of the installation. */
export function keyTables({ table, text, int, bytes, primaryKey }: Kit) {
  const caseKey = table(
    'case_key',
    {
      caseId: text('case_id').notNull(),
      number: int('number').notNull(),
      /** Empty once the key is destroyed: then nobody reads what was sealed with it. */
      wrapped: bytes('wrapped'),
    },
    (row) => [primaryKey({ columns: [row.caseId, row.number] })],
  );

  /** Lets a start with the wrong key be refused before anything is read or written. */
  const keyCheck = table('key_check', {
    id: int('id').primaryKey(),
    wrapped: bytes('wrapped').notNull(),
  });

  /** A key for each reporter and each household with a secret address: it can be destroyed alone. */
  const secretKey = table('secret_key', {
    /** `report:<id>` or `case:<id>`. */
    owner: text('owner').primaryKey(),
    wrapped: bytes('wrapped'),
  });

  return { caseKey, keyCheck, secretKey };
}
