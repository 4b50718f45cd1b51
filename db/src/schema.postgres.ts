import { postgresKit } from './kit/postgres-kit.ts';
import { defineTables } from './tables.ts';

/** The tables of PostgreSQL, one export each: drizzle-kit reads the exports of this file. */
export const {
  room,
  roomUpdate,
  roomSnapshot,
  clientClaim,
  purgePermit,
  caseKey,
  keyCheck,
  auditStream,
  accessLine,
  processingLine,
} = defineTables(postgresKit);
