import { legalGrounds, rightsRequestKinds } from '@overlegtafel/domain';
import { z } from 'zod';
import {
  day,
  decisionKind,
  discipline,
  fewWords,
  householdRole,
  id,
  instant,
  notDoneReason,
  reporterKind,
  reportKind,
  reportSource,
  role,
  safetyLevel,
  seen,
  textOf,
  violenceStopped,
  words,
  wordsOf,
} from './values.ts';

export const practiceSignInBody = z.strictObject({ person: id });
export const nothing = z.strictObject({}).optional();

/** `othersWait`: this browser keeps unsaved words of other people, closed to whoever signs out. */
export const signOutBody = z.strictObject({ othersWait: z.boolean().optional() }).optional();
/** Without a moment it ends now. */
export const endMembershipBody = z.strictObject({ until: instant.optional() }).optional();
/** Who gets a membership: somebody who is known, or somebody new, who can sign in once the issuer means them. */
const memberBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('KNOWN'), id }),
  z.strictObject({
    kind: z.literal('NEW'),
    name: fewWords,
    initials: textOf(4).min(1),
    /** What the issuer calls this person. */
    subject: textOf(255).min(1),
  }),
]);
export const membershipBody = z.strictObject({
  person: memberBody,
  organisation: id,
  role,
  /** For whom the table of one municipality is: process director, policy officer. */
  municipality: fewWords.optional(),
  /** From which discipline this person weighs safety. */
  discipline: discipline.optional(),
  /** Absent: from now on. */
  from: instant.optional(),
  until: instant.optional(),
  /** During whose leave this is; it then has an end. */
  substituteFor: id.optional(),
});
export const rightsRequestBody = z.strictObject({
  kind: z.enum(rightsRequestKinds),
  caseId: id,
  receivedAt: instant,
});
/** A yes names what was seen. */
export const yesBody = z.strictObject({ seen });
/** A no names what was seen, and says why. */
export const noBody = z.strictObject({ seen, reason: words });
export const reasonBody = z.strictObject({ reason: words });
export const erasureAnswerBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('GRANTED') }),
  z.strictObject({ kind: z.literal('REFUSED'), reason: words }),
]);

const householdPersonBody = z.strictObject({
  /** Given by the caller to refer to somebody in the same body; the server gives the real id when absent. */
  id: id.optional(),
  role: householdRole,
  ageYears: z.int().min(0).max(130).optional(),
  isChild: z.boolean(),
  whereabouts: fewWords.optional(),
  /** Kept apart, readable for Veilig Thuis only. */
  confidentialAddress: fewWords.optional(),
});

export const reportBody = z.strictObject({
  /** A request for advice is refused: it never becomes a case. */
  signal: z.enum(['REPORT', 'POLICE_REPORT', 'ADVICE_REQUEST']),
  kind: reportKind,
  source: reportSource,
  reporterKind,
  receivedAt: instant,
  summary: wordsOf(4000),
  chainReference: fewWords.optional(),
  reportingCodeStep: fewWords.optional(),
  /** Who reported; kept apart, readable for Veilig Thuis only. */
  reporter: z.strictObject({ name: fewWords, contact: fewWords.optional() }).optional(),
  /** A case that exists: a new report of a household that is known. */
  caseId: id.optional(),
  /** The case that this first report opens. */
  opens: z
    .strictObject({
      alias: fewWords,
      municipality: fewWords.optional(),
      household: z.array(householdPersonBody).min(1).max(30),
    })
    .optional(),
  assessment: z
    .strictObject({ level: safetyLevel, assessedOn: day, words: wordsOf(2000) })
    .optional(),
  /** Puts it on the agenda of this meeting at once. */
  meeting: id.optional(),
  /** Takes it in although a report with the same `chainReference` came in before. */
  again: z.boolean().optional(),
});

/** A week of reports as a file: CSV with a head line, or a JSON array of reports. */
export const importBody = z.strictObject({
  format: z.enum(['csv', 'json']),
  content: z.string().max(16_000_000),
  /** True: only tell what is wrong and what would be taken. */
  preview: z.boolean().optional(),
  meeting: id.optional(),
  /** True: takes reports with a `chainReference` that is known once more. */
  again: z.boolean().optional(),
});

export const adviceBody = z.strictObject({ receivedAt: instant });
export const planMeetingBody = z.strictObject({ date: day, startsAt: instant });
export const putOnAgendaBody = z.strictObject({
  caseId: id,
  minutes: z.int().min(1).max(60).optional(),
});
export const capacityBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('LET_WAIT'), items: z.array(id).min(1) }),
  z.strictObject({ kind: z.literal('DO_ALL'), reason: words }),
]);
export const minutesBody = z.strictObject({ minutes: z.int().min(1).max(60) });
export const proposeBody = z.strictObject({
  kind: decisionKind.exclude(['DEFERRAL']),
  words,
});
export const respondBody = z.strictObject({
  kind: z.enum(['AGREE', 'DIFFER', 'ASK']),
  words: textOf(2000),
});
export const rateBody = z.strictObject({
  level: safetyLevel,
  words: textOf(500),
});
export const levelBody = z.strictObject({ level: safetyLevel });
export const dissentBody = z.strictObject({ words, revisitOn: day.optional() });
export const inviteBody = z.strictObject({
  person: id,
  ground: z.enum(legalGrounds),
  purpose: words,
  necessity: words,
});
export const nothingForChildBody = z.strictObject({ child: id, reason: words });
export const notDoneBody = z.strictObject({ reason: notDoneReason, words });
export const moreTimeBody = z.strictObject({ until: day, words });
/** What the table agrees to: the day that was asked for, as it was read. */
export const agreeMoreTimeBody = z.strictObject({ until: day });
export const postponeBody = z.strictObject({ until: day, reason: words });
export const handoverBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('RECEIVED'), seen }),
  z.strictObject({ kind: z.literal('REFUSED'), seen, reason: words }),
]);
export const monitoringBody = z.strictObject({ dueOn: day });
export const monitoringOutcomeBody = z.strictObject({ violenceStopped, words });
export const correctionBody = z.strictObject({
  item: id.optional(),
  reason: words,
  words: wordsOf(4000),
});
export const searchBody = z.strictObject({
  words: textOf(100).min(2),
  next: z.string().max(200).optional(),
});
export const auditExportBody = z.strictObject({ from: instant, until: instant });
