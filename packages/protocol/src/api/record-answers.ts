import { z } from 'zod';
import {
  custody,
  openAction,
  monitoringMoment,
  householdPerson,
  reportView,
} from './answer-parts.ts';
import {
  day,
  decisionKind,
  householdRole,
  id,
  instant,
  itemState,
  municipalityView,
  owner,
  page,
  personView,
  reportKind,
  safetyLevel,
  seen,
  term,
} from './values.ts';

export const createdAnswer = z.strictObject({ id });
/** What people asked about their own data and nobody answered yet, oldest first. */
export const rightsRequestsAnswer = z.strictObject({
  /** What was granted is destroyed later: the clock of the server is out of step. */
  destructionWaits: z.boolean(),
  requests: z.array(
    z.strictObject({
      id,
      kind: z.string(),
      caseId: id,
      receivedAt: instant,
      /** Absent for what was taken in before this was kept. */
      takenInBy: id.optional(),
      term,
    }),
  ),
});
/** Why a case may not be destroyed for now, and why it might not before. */
export const holdsAnswer = z.strictObject({
  holds: z.array(
    z.strictObject({ id, reason: z.string(), by: id, from: day, until: day.optional() }),
  ),
});
export const intakeAnswer = z.strictObject({ report: id, caseId: id, item: id.optional() });
export const importAnswer = z.strictObject({
  taken: z.int(),
  /** Where the lines of the file went; the others together are the total. */
  lines: z.strictObject({
    total: z.int(),
    good: z.int(),
    wrong: z.int(),
    /** With a reference that is known. */
    repeated: z.int(),
    /** The head, and lines on which nothing stands. */
    empty: z.int(),
    /** Not read: when there is one, nothing can be taken in. */
    unread: z.int(),
  }),
  /** How many reports are right, are right but known, or are wrong. */
  good: z.int(),
  repeated: z.int(),
  wrong: z.int(),
  mistakeCount: z.int(),
  /** What was wrong, the first thousand; a file is refused as a whole unless `partial` was asked. */
  mistakes: z.array(
    z.strictObject({ line: z.int(), column: z.string(), kind: z.string(), message: z.string() }),
  ),
  /** The first thousand reports as they were understood; with their ids once they were taken in. */
  reports: z.array(
    z.strictObject({
      line: z.int(),
      alias: z.string(),
      receivedAt: instant,
      signal: z.enum(['REPORT', 'POLICE_REPORT']),
      kind: reportKind,
      municipality: z.string().optional(),
      household: z.array(
        z.strictObject({ role: householdRole, ageYears: z.int().optional(), isChild: z.boolean() }),
      ),
      reference: z.string().optional(),
      isRepeated: z.boolean(),
      report: id.optional(),
      caseId: id.optional(),
    }),
  ),
  /** Of a file that was to go on an agenda: whether it did. What is not on one waits. */
  agenda: z.enum(['PLACED', 'FULL', 'CLOSED', 'NOT_PLACED']).optional(),
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
/** What is checked with `npm run verify -- <file>`: the manifest gives the fingerprint, and each body its hash. */
export const recordFileAnswer = z.strictObject({
  form: z.literal('overlegtafel-record-1'),
  fingerprint: seen,
  manifest: z.strictObject({
    id,
    table: id,
    number: z.int(),
    previous: seen.nullable(),
    meeting: id,
    kind: z.enum(['MEETING', 'ITEM', 'CORRECTION']),
    corrects: id.optional(),
    sealedAt: z.int(),
    sealedBy: id,
    head: z.string(),
    parts: z.array(
      z.strictObject({ item: id, caseId: id, sha256OfBody: seen, sha256OfSealed: seen }),
    ),
  }),
  bodies: z.array(z.string().nullable()),
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
      /** Who held it for its owner when the meeting closed. */
      heldBy: id.optional(),
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

const named = z.strictObject({
  id,
  name: z.string().optional(),
  organisation: z.string().optional(),
});

/** Who was invited to an item, and the ground, the purpose and the necessity of it; nothing of the case. */
export const invitationsAnswer = z.strictObject({
  invitations: z.array(
    z.strictObject({
      item: id,
      meeting: id,
      date: day,
      person: named,
      invitedBy: named,
      ground: z.string(),
      purpose: z.string(),
      necessity: z.string(),
      from: instant,
      until: instant.optional(),
    }),
  ),
  ...page,
});

/** Emergency access: who took it, when, and to which item; nothing of what was read. */
export const alertsAnswer = z.strictObject({
  alerts: z.array(
    z.strictObject({
      table: id,
      item: id,
      by: id,
      byName: z.string().optional(),
      at: instant,
      /** Whether it runs now: then it can be ended. */
      isRunning: z.boolean(),
    }),
  ),
  ...page,
});
