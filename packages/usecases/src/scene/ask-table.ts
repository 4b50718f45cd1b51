import {
  type Actor,
  type ItemFacts,
  type ItemField,
  may,
  type Owner,
  type Permission,
  readId,
  type TableField,
  type TableId,
  type Verb,
} from '@overlegtafel/domain';
import type { CaseRow } from '../ports/rows.ts';

/** Whether somebody may do this to something of the table that belongs to no single item. */
export function askTable(actor: Actor, verb: Verb, field: TableField, table: TableId): Permission {
  return may(actor, verb, { kind: 'TABLE', field, table });
}

/** True when somebody sits at this table now, in whatever role. */
export function sitsAt({ memberships, at }: Actor, table: TableId): boolean {
  return memberships.some(
    (one) => one.table === table && one.from <= at && (one.until === undefined || at < one.until),
  );
}

/**
 * Whether somebody may do this to a case that stands on no agenda. It is asked about as an item that waits, in
 * which nobody has a task but those who are named.
 */
export function askCase(
  actor: Actor,
  verb: Verb,
  field: ItemField,
  household: Pick<CaseRow, 'id' | 'table' | 'municipality'> & { readonly tasks?: readonly Owner[] },
): Permission {
  const id = readId('ItemId', household.id, 'case');
  if (!id.ok) return { kind: 'REFUSED', reason: 'UNREADABLE' };
  const { municipality, tasks = [] } = household;
  const item: ItemFacts = {
    id: id.value,
    caseId: household.id,
    state: 'WAITING',
    signal: 'REPORT',
    tasks,
    running: tasks,
    invited: [],
    openActions: [],
    ...(municipality === undefined ? {} : { municipality }),
  };
  return may(actor, verb, { kind: 'ITEM', field, table: household.table, item });
}
