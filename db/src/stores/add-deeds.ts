import { accessOf, type ItemDeed, type MeetingDeed } from '@overlegtafel/usecases';
import { eq, sql } from 'drizzle-orm';
import type { Statement } from '../kit/statement.ts';
import type { CommitContext } from './put-rows.ts';
import { sealText } from './sealed-rows.ts';
import { keyOfTable } from './sealed-tables.ts';

/** Adds a deed with the next number of its item. Counting on the item's own row locks it until the commit. */
export function addItemDeed(deed: ItemDeed, context: CommitContext): readonly Statement[] {
  const { orm, tables, places, keys } = context;
  const { itemDeed: to, item: counted } = tables;
  const { id, item, meeting, by, at, content } = deed;
  const caseId = places.caseOf(item);
  const sealed = sealText({ name: 'item_deed', id }, JSON.stringify(deed), keys.keyOf(caseId));
  const n = sql<number>`(select i.deeds from ${counted} i where i.id = ${item})`;
  const clear = { id, item, n, meeting, caseId, by, at: new Date(at), kind: content.kind };
  return [
    orm
      .update(counted)
      .set({ deeds: sql`${counted.deeds} + 1` })
      .where(eq(counted.id, item)),
    orm.insert(to).values({ ...clear, accessOf: accessOf(deed) ?? null, ...sealed }),
  ];
}

/** Adds a deed with the next number of its meeting. */
export function addMeetingDeed(deed: MeetingDeed, context: CommitContext): readonly Statement[] {
  const { orm, tables, places, keys } = context;
  const { meetingDeed: to, meeting: counted } = tables;
  const { id, meeting, by, at, content } = deed;
  const sealedFor = keyOfTable(places.tableOf(meeting));
  const place = { name: 'meeting_deed', id };
  const sealed = sealText(place, JSON.stringify(deed), keys.keyOf(sealedFor));
  const n = sql<number>`(select m.deeds from ${counted} m where m.id = ${meeting})`;
  const clear = { id, meeting, n, by, at: new Date(at), kind: content.kind, sealedFor };
  return [
    orm
      .update(counted)
      .set({ deeds: sql`${counted.deeds} + 1` })
      .where(eq(counted.id, meeting)),
    orm.insert(to).values({ ...clear, ...sealed }),
  ];
}
