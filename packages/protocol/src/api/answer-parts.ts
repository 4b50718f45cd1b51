import { z } from 'zod';
import {
  actionPhase,
  day,
  householdRole,
  id,
  instant,
  notDoneReason,
  organisationView,
  owner,
  reporterKind,
  reportKind,
  reportSource,
  seen,
  violenceStopped,
} from './values.ts';

/** Who has something now. */
export const custody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('OWNER'), owner }),
  z.strictObject({ kind: z.literal('HOLDER'), holder: id }),
  z.strictObject({ kind: z.literal('BRINGING_PARTY'), organisation: id }),
]);

/** How something that was given to somebody was answered. `stands` is false once the words changed afterwards. */
export const acceptance = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('NONE') }),
  z.strictObject({ kind: z.literal('ACCEPTED'), by: id, at: instant, stands: z.boolean() }),
  z.strictObject({
    kind: z.literal('ACCEPTED_ON_BEHALF'),
    by: id,
    at: instant,
    stands: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('DECLINED'), by: id, at: instant, reason: z.string() }),
]);

export const hold = z.strictObject({
  holder: id,
  askedAt: instant,
  /** Until when the owner may answer; after that it stays with the holder. */
  until: instant,
  stands: z.boolean(),
});

export const outcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('NONE') }),
  z.strictObject({ kind: z.literal('DONE'), by: id, at: instant }),
  z.strictObject({
    kind: z.literal('NOT_DONE'),
    reason: notDoneReason,
    words: z.string(),
    by: id,
    at: instant,
  }),
  z.strictObject({
    kind: z.literal('MORE_TIME'),
    until: day,
    words: z.string(),
    agreed: z.boolean(),
    by: id,
    at: instant,
  }),
  z.strictObject({ kind: z.literal('STOPPED'), reason: z.string(), by: id, at: instant }),
]);

/** An action that lives outside a meeting: agreed, and not finished. */
export const openAction = z.strictObject({
  id,
  item: id,
  caseId: id,
  alias: z.string(),
  words: z.string(),
  owner: owner.optional(),
  dueDate: day.optional(),
  /** Whole working days since the due date; 0 when none was worked yet. Absent while it is not late. */
  workingDaysLate: z.int().min(0).optional(),
  phase: actionPhase.optional(),
  acceptance,
  hold: hold.optional(),
  outcome,
  seen,
  meeting: id,
});

export const handover = z.strictObject({
  item: id,
  caseId: id,
  alias: z.string(),
  from: organisationView,
  to: owner.optional(),
  offeredAt: instant,
  /** Who keeps the case until the answer, when somebody at the table held it. */
  holder: id.optional(),
  seen,
  answer: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('NONE') }),
    z.strictObject({ kind: z.literal('RECEIVED'), by: id, at: instant }),
    z.strictObject({ kind: z.literal('REFUSED'), by: id, at: instant, reason: z.string() }),
  ]),
});

export const monitoringMoment = z.strictObject({
  id,
  caseId: id,
  alias: z.string(),
  dueOn: day,
  outcome: z.strictObject({ violenceStopped, words: z.string(), by: id, at: instant }).optional(),
  /** The commands about this check that I may give now, by the name of their call. */
  mayDo: z.array(z.string()),
});

export const householdPerson = z.strictObject({
  id,
  role: householdRole,
  ageYears: z.int().optional(),
  isChild: z.boolean(),
  whereabouts: z.string().optional(),
});

export const reportView = z.strictObject({
  id,
  kind: reportKind,
  signal: z.enum(['REPORT', 'POLICE_REPORT']),
  source: reportSource,
  reporterKind,
  receivedAt: instant,
  summary: z.string(),
});
