import { z } from 'zod';
import { id, instant, personView } from './values.ts';

/** socket.io namespace of live events; documents travel in `/documents`. */
export const liveNamespace = '/';

/**
 * What the server tells a browser that watches a meeting. Every event of a meeting carries `n`, one higher than the
 * one before for this connection's meeting stream; a hole means: fetch the state again. None holds case content.
 */
export const liveEvents = {
  /** The state after joining, or after a gap: fetch the meeting and go on from `n`. */
  welcome: z.strictObject({
    meeting: id,
    n: z.int(),
    revision: z.int(),
    present: z.array(personView),
    chair: id.optional(),
    current: id.optional(),
  }),
  presence: z.strictObject({ meeting: id, n: z.int(), present: z.array(personView) }),
  /** A command was done: fetch what you show of it again. Sent only to whoever may read that item. */
  done: z.strictObject({
    meeting: id,
    n: z.int(),
    revision: z.int(),
    item: id.optional(),
    what: z.string(),
    by: id,
  }),
  /** The overview of an item changed by writing: level, priority, owner or blockers. Without an item: the order. */
  overview: z.strictObject({ meeting: id, n: z.int(), item: id.optional() }),
  /** Who is behind a client id of a room, for authors and conflicts. */
  authors: z.strictObject({
    room: z.string(),
    authors: z.array(z.strictObject({ clientId: z.int(), person: id })),
  }),
  /** Somebody took emergency access to an item. Sent to the privacy officers of the table, whatever they follow. */
  alert: z.strictObject({ table: id, item: id, by: id, at: instant }),
  saving: z.strictObject({ isSaving: z.boolean() }),
  /** My rights changed: reload. `signedOut` when the session has ended. */
  revoked: z.strictObject({ signedOut: z.boolean() }),
} as const;

/** What a browser sends. */
export const liveCommands = {
  /** Follow a meeting; `after` is the last `n` that was seen, to get what was missed. */
  follow: z.strictObject({ meeting: id, after: z.int().optional() }),
  unfollow: z.strictObject({ meeting: id }),
} as const;

export type LiveEventName = keyof typeof liveEvents;
export type LiveEvent<N extends LiveEventName> = z.output<(typeof liveEvents)[N]>;
