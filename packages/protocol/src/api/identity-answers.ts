import { z } from 'zod';
import { id, instant, municipalityView, role } from './values.ts';

export const healthAnswer = z.strictObject({
  status: z.literal('ok'),
  database: z.enum(['sqlite', 'postgresql']),
});

export const practicePeopleAnswer = z.array(
  z.strictObject({
    id,
    name: z.string(),
    organisation: z.string(),
    /** What its colour on the screens is made of. */
    organisationId: id,
    role: z.string(),
  }),
);

/** When a session ends by itself: unused, and whatever happens. `asOf` is the server's clock. */
export const sessionAnswer = z.strictObject({
  asOf: instant,
  idleEndsAt: instant,
  endsAt: instant,
});

export const meAnswer = z.strictObject({
  id,
  name: z.string(),
  initials: z.string(),
  organisation: z.strictObject({ id, name: z.string() }),
  roles: z.array(role),
  memberships: z.array(
    z.strictObject({
      table: id.optional(),
      role,
      organisation: id,
      municipality: municipalityView.optional(),
      until: instant.optional(),
      substituteFor: id.optional(),
    }),
  ),
  session: sessionAnswer,
});

/** How somebody who signed in stands, whether or not they belong to a table. */
export const standingAnswer = z.strictObject({
  name: z.string(),
  organisation: z.string().optional(),
  standing: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('HOLDS') }),
    z.strictObject({ kind: z.literal('NEVER') }),
    /** A membership was changed past the server, and counts for nothing. */
    z.strictObject({ kind: z.literal('ALTERED') }),
    z.strictObject({ kind: z.literal('NOT_YET'), at: instant }),
    z.strictObject({ kind: z.literal('ENDED'), at: instant }),
  ]),
  /** The tables whose administrators can help, with their organisations. */
  ask: z.array(z.strictObject({ table: z.string(), organisations: z.array(z.string()) })),
});

/** Who belongs to a table, and did. */
export const accountsAnswer = z.strictObject({
  memberships: z.array(
    z.strictObject({
      id: z.string(),
      person: id,
      name: z.string(),
      role,
      organisation: id,
      from: instant,
      until: instant.optional(),
      substituteFor: id.optional(),
    }),
  ),
});
