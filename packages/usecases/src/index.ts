export * from './world.ts';
export * from './outcome/outcome.ts';
export * from './deeds/deed.ts';
export * from './audit/access-line.ts';
export * from './audit/purposes.ts';
export { completing } from './audit/complete-lines.ts';
export * from './ports/rows.ts';
export * from './ports/changes.ts';
export * from './ports/kept-answers.ts';
export * from './ports/stores.ts';
export * from './ports/unknown-cursor.ts';
export * from './ports/sessions.ts';
export * from './ports/meeting-rooms.ts';
export * from './ports/audit-reader.ts';
export * from './ports/presence.ts';
export * from './ports/retention.ts';
export * from './ports/clock-marks.ts';
export { carryOutRetention, listRetention } from './retention/carry-out-retention.ts';
export { lookAtClock } from './retention/look-at-clock.ts';
export { acceptClock, type ClockAccepted } from './retention/accept-clock.ts';
export { forgetOld, type ForgottenByAge } from './retention/forget-old.ts';
export * from './record/manifest.ts';
export type { ItemRecord, RecordHead } from './record/record-shape.ts';
export { searchableWords } from './record/item-record.ts';
export * from './queries/read-access-log.ts';
export { type AttemptsOfDay, readAttempts } from './queries/read-attempts.ts';
export { hearsAlerts, readAlerts } from './queries/read-alerts.ts';
export { readInvitations } from './queries/read-invitations.ts';
export { itemCalls, type ItemCallName } from './commands/item-calls.ts';
export type { ItemCall, ItemDone, ItemInput } from './commands/do-to-item.ts';
export type { CaseInput } from './commands/do-to-case.ts';
export { readItem } from './queries/read-item.ts';
export { readReporter } from './queries/read-reporter.ts';
export {
  accessBy,
  noAccess,
  roomAccess,
  roomAccesses,
  type RoomAccess,
} from './queries/room-access.ts';
export { recordRoom, type RoomStep, type RoomVisit } from './commands/record-room.ts';
export { comeBack, type ComeBack } from './commands/come-back.ts';
export { planMonitoring } from './commands/plan-monitoring.ts';
export { monitoringOutcome } from './commands/monitoring-outcome.ts';
export {
  mayFollowItem,
  meetingLive,
  visibleItems,
  whoFollowsItem,
  type MeetingLive,
} from './queries/live-view.ts';
export { planMeeting, type PlanMeeting } from './commands/plan-meeting.ts';
export { putOnAgenda, type PutOnAgenda } from './commands/put-on-agenda.ts';
export { recordAdvice } from './commands/record-advice.ts';
export { openMeeting } from './commands/open-meeting.ts';
export { adjournMeeting } from './commands/adjourn-meeting.ts';
export { resumeMeeting } from './commands/resume-meeting.ts';
export { takeChair } from './commands/take-chair.ts';
export { chooseCapacity } from './commands/choose-capacity.ts';
export { closeMeeting, type ClosedMeeting } from './commands/close-meeting.ts';
export { correct, type Correct } from './commands/correct.ts';
export { enterMeeting, leaveMeeting } from './commands/enter-meeting.ts';
export { freePlaces, placeTimes } from './commands/free-places.ts';
export { answerErasure, endHold, placeHold } from './commands/answer-erasure.ts';
export { giveMembership, type GiveMembership } from './commands/give-membership.ts';
export { takeInRequest } from './commands/take-in-request.ts';
export { readHolds } from './queries/read-holds.ts';
export { readRightsRequests } from './queries/read-rights-requests.ts';
export { endMembership, endSessions, type EndMembership } from './commands/end-membership.ts';
export { readStanding, recordSignIn, type SigningIn } from './queries/read-standing.ts';
export { readAccounts } from './queries/read-accounts.ts';
export { takeInReport, type TakenIn } from './commands/take-in-report.ts';
export { readTables, readTable, readTablePeople } from './queries/read-tables.ts';
export { readMeetings } from './queries/read-meetings.ts';
export { readMeeting } from './queries/read-meeting.ts';
export { readFollowUp } from './queries/read-follow-up.ts';
export { readMyWeek } from './queries/read-my-week.ts';
export { readWaitingCases } from './queries/read-waiting-cases.ts';
export { readCase } from './queries/read-case.ts';
export { readRecords } from './queries/read-records.ts';
export { readRecord } from './queries/read-record.ts';
export { readRecordFile } from './queries/read-record-file.ts';
export { checkRecordFile, type RecordFile, type RecordFileVerdict } from './record/record-file.ts';
export { search } from './queries/search.ts';
export { fileHere } from './intake/report-file.ts';
export {
  takeInReports,
  type TakeInReports,
  type TakenInReports,
} from './commands/take-in-reports.ts';
