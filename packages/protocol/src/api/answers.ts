import { z } from 'zod';
import {
  actionPhase,
  actionPurpose,
  beneficiary,
  blocker,
  day,
  decisionKind,
  discipline,
  householdRole,
  id,
  instant,
  itemState,
  municipalityView,
  notDoneReason,
  organisationView,
  owner,
  page,
  personView,
  register,
  reporterKind,
  reportKind,
  reportSource,
  riskFactor,
  role,
  safeNow,
  safetyLevel,
  seen,
  term,
  triagePriority,
  violenceProfile,
  violenceStopped,
} from './values.ts';

export const healthAnswer = z.strictObject({
  status: z.literal('ok'),
  database: z.enum(['sqlite', 'postgresql']),
});

export const practicePeopleAnswer = z.array(
  z.strictObject({ id, name: z.string(), organisation: z.string(), role: z.string() }),
);

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
  /** When the session ends by itself; absent when it does not. */
  session: z.strictObject({ idleEndsAt: instant, endsAt: instant }),
});

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
  daysLate: z.int(),
  phase: actionPhase.optional(),
  acceptance,
  hold: hold.optional(),
  outcome,
  seen,
  meeting: id,
});

const handover = z.strictObject({
  item: id,
  caseId: id,
  alias: z.string(),
  from: organisationView,
  to: owner.optional(),
  offeredAt: instant,
  seen,
  answer: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('NONE') }),
    z.strictObject({ kind: z.literal('RECEIVED'), by: id, at: instant }),
    z.strictObject({ kind: z.literal('REFUSED'), by: id, at: instant, reason: z.string() }),
  ]),
});

const monitoringMoment = z.strictObject({
  id,
  caseId: id,
  alias: z.string(),
  dueOn: day,
  outcome: z.strictObject({ violenceStopped, words: z.string(), by: id, at: instant }).optional(),
});

export const tableSummary = z.strictObject({
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

const meetingState = z.enum(['PREPARED', 'OPEN', 'ADJOURNED', 'CLOSED']);

export const meetingSummary = z.strictObject({
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
export const itemSummary = z.strictObject({
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

export const myWeekAnswer = z.strictObject({
  actions: z.array(openAction),
  handovers: z.array(handover),
  monitoring: z.array(monitoringMoment),
  nextMeetings: z.array(meetingSummary.extend({ tableName: z.string() })),
  recentRecords: z.array(z.strictObject({ id, meeting: id, date: day, tableName: z.string() })),
});

const householdPerson = z.strictObject({
  id,
  role: householdRole,
  ageYears: z.int().optional(),
  isChild: z.boolean(),
  whereabouts: z.string().optional(),
});

const reportView = z.strictObject({
  id,
  kind: reportKind,
  signal: z.enum(['REPORT', 'POLICE_REPORT']),
  source: reportSource,
  reporterKind,
  receivedAt: instant,
  summary: z.string(),
});

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
  invitations: z.array(
    z.strictObject({
      person: id,
      ground: z.string(),
      purpose: z.string(),
      necessity: z.string(),
      invitedBy: id,
      from: instant,
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

export const createdAnswer = z.strictObject({ id });
export const intakeAnswer = z.strictObject({ report: id, caseId: id, item: id.optional() });
export const importAnswer = z.strictObject({
  taken: z.int(),
  /** What was wrong; a file is refused as a whole unless `partial` was asked. */
  mistakes: z.array(
    z.strictObject({ line: z.int(), column: z.string(), kind: z.string(), message: z.string() }),
  ),
  reports: z.array(z.strictObject({ line: z.int(), report: id, caseId: id, alias: z.string() })),
});
export const waitingCasesAnswer = z.array(
  z.strictObject({
    caseId: id,
    alias: z.string(),
    municipality: municipalityView.optional(),
    report: reportView,
    level: safetyLevel.optional(),
    term: term.optional(),
  }),
);

/** A sealed record as a person may see it: parts of items that they may not see are left out, and counted. */
const recordPart = z.looseObject({ item: id, alias: z.string() });
export const recordAnswer = z.strictObject({
  id,
  table: id,
  tableName: z.string(),
  meeting: id,
  date: day,
  sealedAt: instant,
  sealedBy: id,
  number: z.int(),
  /** SHA-256 of the canonical JSON of the record, lower-case hex. */
  fingerprint: seen,
  previous: seen.optional(),
  present: z.array(personView),
  capacity: z.looseObject({ kind: z.string() }),
  items: z.array(recordPart),
  hidden: z.int(),
  people: z.array(personView),
  corrections: z.array(
    z.strictObject({
      id,
      number: z.int(),
      item: id.optional(),
      reason: z.string(),
      words: z.string(),
      by: id,
      at: instant,
      fingerprint: seen,
    }),
  ),
  mayDo: z.array(z.string()),
});
export const recordsAnswer = z.strictObject({
  records: z.array(
    z.strictObject({
      id,
      meeting: id,
      date: day,
      number: z.int(),
      fingerprint: seen,
      items: z.int(),
      corrections: z.int(),
    }),
  ),
  ...page,
});

export const searchAnswer = z.strictObject({
  hits: z.array(
    z.strictObject({
      record: id,
      item: id,
      caseId: id,
      alias: z.string(),
      date: day,
      decision: decisionKind.optional(),
      /** Where the words stand, as plain text with the found words between U+0002 and U+0003. */
      excerpt: z.string(),
    }),
  ),
  ...page,
});

/** One thing that happened in a case, for its line of time; newest first. */
const caseEvent = z.looseObject({ at: instant, kind: z.string() });
export const caseAnswer = z.strictObject({
  id,
  alias: z.string(),
  reference: z.string(),
  municipality: municipalityView.optional(),
  household: z.array(householdPerson),
  openedAt: instant,
  custody: custody.optional(),
  level: safetyLevel.optional(),
  reports: z.array(reportView),
  meetings: z.array(
    z.strictObject({
      item: id,
      meeting: id,
      date: day,
      state: itemState,
      decision: decisionKind.optional(),
      decisionWords: z.string(),
      owner: owner.optional(),
      record: id.optional(),
      level: safetyLevel.optional(),
    }),
  ),
  actions: z.array(openAction),
  monitoring: z.array(monitoringMoment),
  timeline: z.array(caseEvent),
  people: z.array(personView),
  mayDo: z.array(z.string()),
});

export const reporterAnswer = z.strictObject({
  name: z.string(),
  contact: z.string().optional(),
  addresses: z.array(z.strictObject({ involved: id, address: z.string() })),
});

export const auditAnswer = z.strictObject({ lines: z.array(z.looseObject({})), ...page });

/** 409: the meeting or item stays as it was, and these are the reasons. */
export const blockedProblem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  blockers: z.array(blocker).optional(),
});
