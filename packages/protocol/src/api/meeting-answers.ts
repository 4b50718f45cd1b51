import { z } from 'zod';
import { custody, openAction, handover, monitoringMoment } from './answer-parts.ts';
import {
  blocker,
  day,
  decisionKind,
  id,
  instant,
  itemState,
  municipalityView,
  organisationView,
  personView,
  register,
  reportKind,
  role,
  safetyLevel,
  term,
  triagePriority,
  page,
} from './values.ts';

const tableSummary = z.strictObject({
  id,
  name: z.string(),
  myRoles: z.array(role),
});
export const tablesAnswer = z.array(tableSummary);

export const tableAnswer = z.strictObject({
  id,
  name: z.string(),
  settings: z.strictObject({
    visitsPerWeek: z.int(),
    riskFactorThreshold: z.int(),
    correctionDays: z.int(),
  }),
  municipalities: z.array(municipalityView),
  myRoles: z.array(role),
});

export const tablePeopleAnswer = z.strictObject({
  people: z.array(
    personView.extend({
      roles: z.array(role),
      municipality: municipalityView.optional(),
      until: instant.optional(),
      substituteFor: id.optional(),
    }),
  ),
  organisations: z.array(organisationView),
});

export const meetingState = z.enum(['PREPARED', 'OPEN', 'ADJOURNED', 'CLOSED']);

const meetingSummary = z.strictObject({
  id,
  table: id,
  date: day,
  startsAt: instant,
  state: meetingState,
  /** The sealed list of decisions, once closed. */
  record: id.optional(),
  items: z.int(),
});
export const meetingsAnswer = z.strictObject({ meetings: z.array(meetingSummary), ...page });

/** An item in the list of a meeting: what people need to see the whole, nothing of its content. */
const itemSummary = z.strictObject({
  id,
  caseId: id,
  alias: z.string(),
  state: itemState,
  room: z.string(),
  municipality: municipalityView.optional(),
  level: safetyLevel.optional(),
  /** AGREED at the table, or ASSESSED by Veilig Thuis before it. */
  levelBy: z.enum(['AGREED', 'ASSESSED']).optional(),
  priority: register(triagePriority),
  visitThisWeek: register(z.boolean()),
  decision: register(decisionKind),
  isConfirmed: z.boolean(),
  custody,
  ownerAccepted: z.boolean(),
  openBlockers: z.int(),
  term: term.optional(),
  minutes: z.int(),
  /** When it was brought to the table, as long as it is there. */
  atTableSince: instant.optional(),
  reportKind,
  timesPostponed: z.int(),
  firstOnAgenda: day,
  isRecused: z.boolean(),
});

export const meetingAnswer = z.strictObject({
  id,
  table: id,
  tableName: z.string(),
  date: day,
  startsAt: instant,
  state: meetingState,
  stateSince: instant.optional(),
  adjournedBecause: z.string().optional(),
  chair: id.optional(),
  /** The item that the chair has brought to the table. */
  current: id.optional(),
  revision: z.int(),
  /** The room of agenda order and remarks; absent for whoever is there for single items. */
  room: z.string().optional(),
  items: z.array(itemSummary),
  blockers: z.array(blocker),
  present: z.array(personView),
  capacity: z.strictObject({
    possible: z.int(),
    visits: z.array(id),
    over: z.int(),
    choice: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('LET_WAIT'), items: z.array(id) }),
        z.strictObject({ kind: z.literal('DO_ALL'), reason: z.string() }),
      ])
      .optional(),
  }),
  record: id.optional(),
  /** The commands of this meeting that I may give now, by the name of their call. */
  mayDo: z.array(z.string()),
});

/** What last week left: late and open actions first, then what returns to the table. */
export const followUpAnswer = z.strictObject({
  actions: z.array(openAction),
  handovers: z.array(handover),
  monitoring: z.array(monitoringMoment),
  dissents: z.array(
    z.strictObject({
      id,
      item: id,
      caseId: id,
      alias: z.string(),
      by: id,
      words: z.string(),
      revisitOn: day.optional(),
    }),
  ),
  requests: z.array(z.strictObject({ id, kind: z.string(), receivedAt: instant, term })),
});

const actionEnd = z.enum(['NONE', 'DONE', 'NOT_DONE', 'MORE_TIME', 'STOPPED']);

export const myWeekAnswer = z.strictObject({
  actions: z.array(openAction),
  handovers: z.array(handover),
  monitoring: z.array(monitoringMoment),
  nextMeetings: z.array(meetingSummary.extend({ tableName: z.string() })),
  recentRecords: z.array(z.strictObject({ id, meeting: id, date: day, tableName: z.string() })),
  /** What I did myself and how it ended, last first. The case is not named: I may see it no more. */
  past: z.array(
    z.strictObject({
      id,
      words: z.string(),
      at: instant,
      tableName: z.string(),
      ended: actionEnd,
      /** My own words about how it went. */
      said: z.string().optional(),
      /** My own answer to it. */
      answered: z.enum(['YES', 'NO']).optional(),
    }),
  ),
  /** My emergency access that runs now. */
  emergencies: z.array(
    z.strictObject({ item: id, alias: z.string(), reason: z.string(), until: instant }),
  ),
  /** What I stepped out of, in my own words. The case is not named. */
  recusals: z.array(z.strictObject({ id, at: instant, reason: z.string(), tableName: z.string() })),
});
