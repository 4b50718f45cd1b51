export * from './parsing/written-number.ts';
export * from './parsing/parsed.ts';
export * from './parsing/folded.ts';
export * from './parsing/outside-text.ts';
export * from './model/ids.ts';
export * from './model/time.ts';
export * from './model/vocabulary.ts';
export * from './model/register.ts';
export * from './model/household.ts';
export * from './model/meeting.ts';
export * from './model/card.ts';
export * from './terms/local-date.ts';
export * from './terms/amsterdam.ts';
export * from './terms/iso-week.ts';
export * from './terms/holidays.ts';
export * from './terms/working-days.ts';
export * from './terms/term-settings.ts';
export * from './terms/term-mistakes.ts';
export * from './terms/deadlines.ts';
export * from './terms/term-status.ts';
export * from './model/follow-up.ts';
export * from './model/order.ts';
export * from './carry-over/open-things.ts';
export * from './carry-over/endings.ts';
export * from './carry-over/silence.ts';
export * from './carry-over/carry-reasons.ts';
export * from './carry-over/next-agenda.ts';
export * from './carry-over/conservation.ts';
export * from './carry-over/left-open.ts';
export * from './triage/blind-ratings.ts';
export * from './triage/spread.ts';
export * from './triage/agreed-level.ts';
export * from './triage/agenda-order.ts';
export * from './triage/capacity.ts';
export * from './triage/risk-attention.ts';
export * from './rights/vocabulary.ts';
export * from './rights/legal-grounds.ts';
export * from './rights/rights-table.ts';
export * from './rights/actor.ts';
export * from './rights/things.ts';
export * from './rights/may.ts';
export * from './rights/break-glass.ts';
export * from './rights/recusal.ts';
export * from './rights/case-tasks.ts';
export * from './rights/separation-of-duties.ts';
export * from './rights/membership-changes.ts';
export * from './rights/standing.ts';
export * from './retention/retention-settings.ts';
export * from './retention/erasure-request.ts';
export * from './retention/destruction.ts';
export * from './retention/clock-standing.ts';
export * from './retention/clock-mandate.ts';
export { blockerKinds, isBlockerKind } from './closing-gate/blocker.ts';
export type { Blocker, BlockerKind, BlockerOf, DisputedField } from './closing-gate/blocker.ts';
export * from './closing-gate/closing-gate.ts';
export { answersFor } from './closing-gate/answer-standing.ts';
export type { Attendance } from './closing-gate/reading/read-table.ts';
export * from './meeting-life/meeting-step.ts';
export * from './meeting-life/item-step.ts';
export * from './meeting-life/hold-outcome.ts';
export * from './meeting-life/who-has-it.ts';
export * from './written-days/day-to-come.ts';
export * from './written-days/day-words.ts';
export * from './written-days/read-written.ts';
export * from './written-days/utc-text.ts';
export * from './parsing/read-report.ts';
export * from './parsing/read-card-parts.ts';
export * from './parsing/read-answers.ts';
export {
  day,
  idOf,
  listOf,
  text,
  thing,
  wholeNumber,
  word,
  words,
  yesOrNo,
  type Reader,
} from './parsing/readers.ts';
