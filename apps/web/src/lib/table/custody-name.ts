import type { Custody } from './table-answers.ts';
import type { TableLive } from './table-live.svelte.ts';

/** Who has a case now, as people call them. */
export function custodyName(custody: Custody, table: TableLive): string {
  const organisation = (id: string): string =>
    table.table.organisations.find((each) => each.id === id)?.name ?? id;
  switch (custody.kind) {
    case 'OWNER':
      return custody.owner.kind === 'PERSON'
        ? (table.person(custody.owner.person)?.name ?? custody.owner.person)
        : organisation(custody.owner.organisation);
    case 'HOLDER':
      return table.person(custody.holder)?.name ?? custody.holder;
    case 'BRINGING_PARTY':
      return organisation(custody.organisation);
  }
}
