import type { Tables } from '../tables.ts';
import type { SealedTable } from './sealed-rows.ts';

/** Every table whose rows are sealed whole. */
export function sealedTables(tables: Tables) {
  const { household, report, assessment, openThing, monitoring, itemDeed } = tables;
  const { meeting, meetingDeed, legalHold } = tables;
  const ofCase = <T extends typeof report | typeof assessment | typeof monitoring>(
    name: string,
    table: T,
  ): SealedTable => ({ name, table, id: table.id, owner: table.caseId });
  return {
    household: { name: 'household', table: household, id: household.id, owner: household.id },
    report: ofCase('report', report),
    assessment: ofCase('assessment', assessment),
    monitoring: ofCase('monitoring', monitoring),
    legalHold: { name: 'legal_hold', table: legalHold, id: legalHold.id, owner: legalHold.caseId },
    openThing: {
      name: 'open_thing',
      table: openThing,
      id: openThing.key,
      owner: openThing.caseId,
    },
    itemDeed: { name: 'item_deed', table: itemDeed, id: itemDeed.id, owner: itemDeed.caseId },
    meeting: { name: 'meeting', table: meeting, id: meeting.id, owner: meeting.sealedFor },
    meetingDeed: {
      name: 'meeting_deed',
      table: meetingDeed,
      id: meetingDeed.id,
      owner: meetingDeed.sealedFor,
    },
  } satisfies Record<string, SealedTable>;
}

/** The name under which what belongs to a table of a region, and to no case, has its key. */
export function keyOfTable(table: string): string {
  return `table:${table}`;
}
