import { z } from 'zod';
import { custody, acceptance, hold, outcome, householdPerson, reportView } from './answer-parts.ts';
import { meetingState } from './meeting-answers.ts';
import {
  actionPhase,
  actionPurpose,
  beneficiary,
  blocker,
  day,
  decisionKind,
  discipline,
  id,
  instant,
  itemState,
  municipalityView,
  organisationView,
  owner,
  personView,
  register,
  riskFactor,
  safeNow,
  safetyLevel,
  term,
  triagePriority,
  violenceProfile,
} from './values.ts';

const rating = z.strictObject({
  person: id,
  discipline,
  level: safetyLevel,
  words: z.string(),
  at: instant,
});

/** Before the reveal: how many, and my own. It never differs in size by what others chose. */
const ratings = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('NOTHING') }),
  z.strictObject({
    kind: z.literal('SEALED'),
    own: rating.optional(),
    rated: z.int(),
    asked: z.int(),
  }),
  z.strictObject({ kind: z.literal('REVEALED'), ratings: z.array(rating), at: instant }),
]);

const actionView = z.strictObject({
  id,
  purpose: actionPurpose,
  words: register(z.string()),
  owner: register(owner),
  dueDate: register(day),
  phase: register(actionPhase),
  forWhom: register(beneficiary),
  withdrawn: register(z.boolean()),
  /** What I name when I say yes or no. */
  seen: z.string(),
  acceptance,
  hold: hold.optional(),
  custody,
  outcome,
});

const alarm = z.strictObject({ signal: z.string(), caller: z.string(), callee: z.string() });

/** What people wrote together, as read from the item's document at this moment. */
const fields = z.strictObject({
  safeNow: register(safeNow),
  priority: register(triagePriority),
  visitThisWeek: register(z.boolean()),
  riskFactors: register(z.array(riskFactor)),
  violenceProfile: register(z.array(violenceProfile)),
  owner: register(owner),
  decisionKind: register(decisionKind),
  facts: z.string(),
  worries: z.string(),
  strengths: z.string(),
  childVoice: z.string(),
  decisionWords: z.string(),
  conditions: z.array(
    z.strictObject({
      id,
      words: register(z.string()),
      alarm: register(alarm),
      withdrawn: register(z.boolean()),
    }),
  ),
});

const said = { words: z.string(), by: id, at: instant };

export const itemAnswer = z.strictObject({
  id,
  alias: z.string(),
  reference: z.string(),
  caseId: id,
  meeting: id,
  meetingState,
  table: id,
  state: itemState,
  /** The room of the document; absent when I may not be in it. */
  room: z.string().optional(),
  mayWrite: z.boolean(),
  municipality: municipalityView.optional(),
  bringingParty: organisationView,
  minutes: z.int(),
  level: safetyLevel.optional(),
  levelBy: z.enum(['AGREED', 'ASSESSED']).optional(),
  household: z.array(householdPerson),
  report: reportView.optional(),
  earlierReports: z.int(),
  assessment: z
    .strictObject({ level: safetyLevel, assessedOn: day, assessedBy: id, words: z.string() })
    .optional(),
  terms: z.array(term),
  proposal: z.strictObject({ kind: decisionKind, ...said }).optional(),
  response: z.strictObject({ kind: z.enum(['AGREE', 'DIFFER', 'ASK']), ...said }).optional(),
  ratings,
  agreedLevel: z
    .strictObject({
      level: safetyLevel,
      by: id,
      at: instant,
      differed: z.array(z.strictObject({ person: id, discipline, level: safetyLevel })),
    })
    .optional(),
  fields: fields.optional(),
  owner: z.strictObject({ seen: z.string(), acceptance, hold: hold.optional(), custody }),
  decision: z.strictObject({
    seen: z.string(),
    confirmation: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('NONE') }),
      z.strictObject({ kind: z.literal('CONFIRMED'), by: id, at: instant, stands: z.boolean() }),
    ]),
  }),
  actions: z.array(actionView),
  dissents: z.array(
    z.strictObject({
      id,
      by: id,
      words: z.string(),
      revisitOn: day.optional(),
      at: instant,
      settledAt: instant.optional(),
    }),
  ),
  nothingForChildren: z.array(z.strictObject({ child: id, reason: z.string(), by: id })),
  recused: z.array(id),
  /** Who stepped out of the case and takes part again, with why. */
  cameBack: z.array(z.strictObject({ person: id, at: instant, reason: z.string() })),
  invitations: z.array(
    z.strictObject({
      person: id,
      ground: z.string(),
      purpose: z.string(),
      necessity: z.string(),
      invitedBy: id,
      from: instant,
      /** That it was taken back. */
      withdrawn: z.strictObject({ by: id, at: instant, reason: z.string() }).optional(),
    }),
  ),
  blockers: z.array(blocker),
  people: z.array(personView),
  timesPostponed: z.int(),
  firstOnAgenda: day,
  /** The meeting's revision when this was read; also the ETag. */
  revision: z.int(),
  /** True when I read this by emergency access. */
  byBreakGlass: z.boolean(),
  mayDo: z.array(z.string()),
});
