import { auditTables } from './audit/tables.ts';
import type { Kit } from './kit/sqlite-kit.ts';
import { accountTables } from './tables/accounts.ts';
import { caseTables } from './tables/cases.ts';
import { keyTables } from './tables/keys.ts';
import { meetingTables } from './tables/meetings.ts';
import { peopleTables } from './tables/people.ts';
import { recordTables } from './tables/records.ts';
import { roomTables } from './tables/rooms.ts';
import { searchTables } from './tables/search.ts';
import { sessionTables } from './tables/sessions.ts';
import { serviceTables } from './tables/service.ts';

/**
 * Every table, once, for both dialects. A change here is followed by `npm run generate -w db`,
 * which writes the next migration of each dialect; a test fails until that is done.
 */
export function defineTables(kit: Kit) {
  return {
    ...roomTables(kit),
    ...keyTables(kit),
    ...peopleTables(kit),
    ...accountTables(kit),
    ...meetingTables(kit),
    ...caseTables(kit),
    ...recordTables(kit),
    ...searchTables(kit),
    ...serviceTables(kit),
    ...sessionTables(kit),
    ...auditTables(kit),
  };
}

export type Tables = ReturnType<typeof defineTables>;
