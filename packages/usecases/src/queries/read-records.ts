import type { TableId } from '@overlegtafel/domain';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import { refusalFor } from '../commands/do-to-meeting.ts';
import { done, type Outcome, refuse } from '../outcome/outcome.ts';
import type { RecordRow } from '../ports/rows.ts';
import { readRecordHead } from '../record/read-record.ts';
import { actorOf } from '../scene/actor-of.ts';
import { askTable, sitsAt } from '../scene/ask-table.ts';
import { recordedItems } from '../scene/recorded-items.ts';
import type { Caller, World } from '../world.ts';
import { recordReading } from './record-reading.ts';

type Records = ApiAnswer<'records'>;

/** MC86: the sealed records of a table, newest first, with how much of each somebody may see. */
export async function readRecords(
  { table, next }: { readonly table: TableId; readonly next?: string },
  caller: Caller,
  world: World,
): Promise<Outcome<Records>> {
  const actor = await actorOf(caller.person, world);
  const permission = askTable(actor, 'READ', 'meeting', table);
  const subject = {
    action: 'R',
    event: 'read-records',
    objectKind: 'table',
    object: table,
  } as const;
  await recordReading({ ...subject, about: { table } }, { permission }, caller, world);
  if (permission.kind === 'REFUSED') return refuse(refusalFor(permission, sitsAt(actor, table)));
  const page = await world.stores.recordsOf(table, next);
  const sealed = page.rows.filter(({ kind }) => kind === 'MEETING');
  const seen = await recordedItems(sealed, caller, world);
  const counted = sealed.map((record) => ({
    record,
    items: seen.filter((one) => one.isVisible && one.record.id === record.id).length,
  }));
  const records = await Promise.all(
    counted.filter(({ items }) => items > 0).map((one) => summary(one, world)),
  );
  return done({ records, ...(page.next === undefined ? {} : { next: page.next }) });
}

async function summary(
  { record, items }: { readonly record: RecordRow; readonly items: number },
  { stores }: World,
): Promise<Records['records'][number]> {
  const { id, meeting, number, fingerprint, head } = record;
  const corrections = await stores.correctionsOf(id);
  return {
    id,
    meeting,
    date: readRecordHead(head).date,
    number,
    fingerprint,
    items,
    corrections: corrections.length,
  };
}
