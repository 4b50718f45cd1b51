import type { Kit } from '../kit/sqlite-kit.ts';

/** Who works with the system, and where. Nothing here is about a family. */
export function peopleTables({ table, text, json, instant, index }: Kit) {
  const organisation = table('organisation', {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    kind: text('kind').notNull(),
    municipality: text('municipality'),
  });

  const person = table('person', {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    initials: text('initials').notNull(),
    organisation: text('organisation').notNull(),
  });

  const membership = table(
    'membership',
    {
      id: text('id').primaryKey(),
      person: text('person').notNull(),
      table: text('table_id'),
      role: text('role').notNull(),
      organisation: text('organisation').notNull(),
      municipality: text('municipality'),
      from: instant('valid_from').notNull(),
      until: instant('valid_until'),
      substituteFor: text('substitute_for'),
      discipline: text('discipline'),
    },
    (row) => [
      index('membership_person').on(row.person),
      index('membership_table').on(row.table, row.person),
    ],
  );

  /** The weekly table of a region, with what it chose for itself. */
  const regionTable = table('region_table', {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    settings: json('settings').notNull(),
    municipalities: json('municipalities').notNull(),
    veiligThuis: text('veilig_thuis').notNull(),
  });

  return { organisation, person, membership, regionTable };
}
