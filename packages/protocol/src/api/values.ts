import {
  actionPhases,
  actionPurposes,
  cleaned,
  decisionKinds,
  disciplines,
  hasWords,
  householdRoles,
  isLegible,
  itemStates,
  notDoneReasons,
  reporterKinds,
  reportKinds,
  reportSources,
  riskFactors,
  roles,
  safeNowAnswers,
  safetyLevels,
  saysSomething,
  triagePriorities,
  violenceProfiles,
  violenceStoppedAnswers,
} from '@overlegtafel/domain';
import { z } from 'zod';

/** An id: 26 characters of lower-case base32, or the readable id of a practice person or organisation. */
export const id = z.string().regex(/^([a-z2-7]{26}|[a-z][a-z0-9-]{1,24})$/);
/** SHA-256 of what a person saw, lower-case hex. */
export const seen = z.string().regex(/^[0-9a-f]{64}$/);
/** A moment in UTC, with milliseconds. */
export const instant = z.iso.datetime({ precision: 3 });
/** A day in the Netherlands. */
export const day = z.iso.date();
/** IN196: a text from outside, cleaned of what nobody sees; what is still blank or illegible then is refused. */
export function textOf(longest: number) {
  return z
    .string()
    .max(4 * longest)
    .overwrite(cleaned)
    .max(longest)
    .refine(isLegible, { params: { mistake: 'ILLEGIBLE' } });
}
/** Words: at least one letter. */
export function wordsOf(longest: number) {
  return textOf(longest)
    .min(1)
    .refine(hasWords, { params: { mistake: 'EMPTY' } });
}
export const words = wordsOf(2000);
/** A name, a number, a place. */
export const fewWords = textOf(300)
  .min(1)
  .refine(saysSomething, { params: { mistake: 'EMPTY' } });

export const safetyLevel = z.enum(safetyLevels);
export const triagePriority = z.enum(triagePriorities);
export const safeNow = z.enum(safeNowAnswers);
export const decisionKind = z.enum(decisionKinds);
export const discipline = z.enum(disciplines);
export const riskFactor = z.enum(riskFactors);
export const violenceProfile = z.enum(violenceProfiles);
export const itemState = z.enum(itemStates);
export const actionPhase = z.enum(actionPhases);
export const actionPurpose = z.enum(actionPurposes);
export const reportKind = z.enum(reportKinds);
export const reportSource = z.enum(reportSources);
export const reporterKind = z.enum(reporterKinds);
export const householdRole = z.enum(householdRoles);
export const notDoneReason = z.enum(notDoneReasons);
export const violenceStopped = z.enum(violenceStoppedAnswers);
export const role = z.enum(roles);

export const owner = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('PERSON'), person: id }),
  z.strictObject({ kind: z.literal('ORGANISATION'), organisation: id }),
]);

export const beneficiary = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('CASE') }),
  z.strictObject({ kind: z.literal('PERSONS'), persons: z.array(id).min(1) }),
]);

/** A field that people write together: empty, one value, or values that somebody has to choose between. */
export function register<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('EMPTY') }),
    z.strictObject({ kind: z.literal('VALUE'), value }),
    z.strictObject({ kind: z.literal('CONFLICT'), values: z.array(value) }),
    z.strictObject({ kind: z.literal('MALFORMED') }),
  ]);
}

/** Somebody as others see them: function and initials, never a private matter. */
export const personView = z.strictObject({
  id,
  name: z.string(),
  initials: z.string(),
  organisation: z.strictObject({ id, name: z.string() }),
  role: z.string(),
});

export const municipalityView = z.strictObject({ code: z.string(), name: z.string() });

export const organisationView = z.strictObject({
  id,
  name: z.string(),
  kind: z.enum(['VEILIG_THUIS', 'MUNICIPALITY', 'LOCAL_TEAM', 'POLICE', 'CARE', 'OTHER']),
  /** The municipality that it is or works for; absent when it works for the whole region. */
  municipality: municipalityView.optional(),
});

/** A blocker of the closing gate: kind and place for programs, a sentence for people. */
export const blocker = z.looseObject({
  /** The item that it stands in; absent when it is about the meeting as a whole. */
  item: id.optional(),
  kind: z.string(),
  /** Where the field stands that settles it, such as `actions.<id>.owner`. */
  jumpTo: z.string(),
  /** What is open and what to do about it, and the same apart for screens that show them apart. */
  message: z.string(),
  open: z.string(),
  todo: z.string(),
});

/** How a term stands: kind, end, and what is left of it. */
export const term = z.looseObject({ term: z.string(), kind: z.string() });

export const page = {
  /** Where the next page starts; absent on the last. */
  next: z.string().optional(),
};
