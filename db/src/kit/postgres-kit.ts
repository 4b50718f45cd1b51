// edge: the columns of PostgreSQL take the types of SQLite's, once and here
import {
  bigint,
  boolean,
  customType,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Kit } from './sqlite-kit.ts';

const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** The same ten columns in PostgreSQL. Numbers stay below 2^53, instants have milliseconds. */
export const postgresKit = {
  table: pgTable,
  text: (name: string) => text(name),
  int: (name: string) => bigint(name, { mode: 'number' }),
  bool: (name: string) => boolean(name),
  instant: (name: string) => timestamp(name, { mode: 'date', withTimezone: true, precision: 3 }),
  json: (name: string) => jsonb(name),
  bytes: (name: string) => bytea(name),
  index,
  uniqueIndex,
  primaryKey,
} as unknown as Kit;
