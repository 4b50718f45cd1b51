import type { Kit } from '../kit/sqlite-kit.ts';

/** The changes of what gives rights: memberships, people, and who signs in as whom. Sealed with a key, and chained. */
export function accountTables({ table, text, int, bytes }: Kit) {
  const accountChange = table('account_change', {
    number: int('number').primaryKey(),
    /** Of which table the row is, and which one. */
    kind: text('kind').notNull(),
    key: text('key').notNull(),
    what: text('what').notNull(),
    /** The seal of the row as it became. */
    seal: bytes('seal').notNull(),
    /** Over this change and all before it. */
    hash: bytes('hash').notNull(),
  });

  /**
   * How often they changed until now, and the chain up to there. One row: whoever changes something moves it, so that
   * nobody decides on what somebody else is changing. Without a hash nothing was sealed yet.
   */
  const accountHead = table('account_head', {
    id: int('id').primaryKey(),
    number: int('number').notNull(),
    hash: bytes('hash'),
  });

  return { accountChange, accountHead };
}
