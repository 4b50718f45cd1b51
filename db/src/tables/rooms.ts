import type { Kit } from '../kit/sqlite-kit.ts';

/** What people write together: the rooms, their log, and what can be made again from it. */
export function roomTables({ table, text, int, instant, bytes, primaryKey, uniqueIndex }: Kit) {
  /** The row that every append updates: it orders the log and carries the flag that stops it. */
  const room = table('room', {
    id: text('id').primaryKey(),
    caseId: text('case_id').notNull(),
    state: text('state').notNull(),
    holder: text('holder'),
    heldUntil: instant('held_until'),
    head: int('head').notNull(),
    headHash: bytes('head_hash').notNull(),
    epoch: int('epoch').notNull(),
    schemaVersion: int('schema_version').notNull(),
  });

  /** One accepted update: who sent it, sealed under a key of its case and chained. */
  const roomUpdate = table(
    'room_update',
    {
      room: text('room').notNull(),
      seq: int('seq').notNull(),
      person: text('person').notNull(),
      writer: text('writer').notNull(),
      n: int('n').notNull(),
      clientIds: text('client_ids').notNull(),
      at: instant('at').notNull(),
      keyNumber: int('key_number').notNull(),
      body: bytes('body').notNull(),
      hash: bytes('hash').notNull(),
    },
    (row) => [
      primaryKey({ columns: [row.room, row.seq] }),
      uniqueIndex('room_update_writer').on(row.room, row.writer, row.n),
    ],
  );

  /** A cache: everything in it can be made again from the log. */
  const roomSnapshot = table(
    'room_snapshot',
    {
      room: text('room')
        .notNull()
        .references(() => room.id),
      upTo: int('up_to').notNull(),
      keyNumber: int('key_number').notNull(),
      logHash: bytes('log_hash').notNull(),
      body: bytes('body').notNull(),
      sha256: bytes('sha256').notNull(),
    },
    (row) => [primaryKey({ columns: [row.room, row.upTo] })],
  );

  /** Which person a Yjs client id of a room belongs to: whoever wrote with it first. */
  const clientClaim = table(
    'client_claim',
    {
      room: text('room')
        .notNull()
        .references(() => room.id),
      clientId: int('client_id').notNull(),
      person: text('person').notNull(),
    },
    (row) => [primaryKey({ columns: [row.room, row.clientId] })],
  );

  /** While a room stands here, and only then, its log rows can be deleted. */
  const purgePermit = table('purge_permit', { room: text('room').primaryKey() });

  return { room, roomUpdate, roomSnapshot, clientClaim, purgePermit };
}
