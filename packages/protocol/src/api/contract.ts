import { z } from 'zod';
import * as identity from './identity-answers.ts';
import * as items from './item-answers.ts';
import * as meetings from './meeting-answers.ts';
import * as records from './record-answers.ts';
import * as bodies from './bodies.ts';
import type { ApiCallName } from './paths.ts';

/** What a call takes and gives. The path and method stand in `apiPaths`. */
export interface ApiCall {
  /** One line for the description of the API. */
  readonly summary: string;
  readonly body?: z.ZodType;
  readonly query?: z.ZodObject;
  /** The JSON of a 2xx answer; absent for 204. */
  readonly answer?: z.ZodType;
  readonly status: 200 | 201 | 204;
  /** True: the same `Idempotency-Key` gives the same answer again and does nothing twice. */
  readonly creates?: boolean;
  /** True: anybody may call it. All other calls need a session. */
  readonly isOpen?: boolean;
  /** True: calling it is not using the session, which ends all the same. */
  readonly isWatching?: boolean;
  /** True: it is asked so often, by whatever watches the server, that nobody is refused it for asking too much. */
  readonly isUncounted?: boolean;
  /** True: it belongs to signing in, which is counted apart from all else that strangers ask. */
  readonly isSigningIn?: boolean;
}

const pageQuery = z.strictObject({ next: z.string().max(200).optional() });

function read<A extends z.ZodType>(summary: string, answer: A) {
  return { summary, answer, status: 200 } as const;
}
/** A command that changes something that exists, and gives nothing back. */
function command<B extends z.ZodType>(summary: string, body: B) {
  return { summary, body, status: 204 } as const;
}
/** A command that makes something: it takes an `Idempotency-Key`. */
function create<B extends z.ZodType, A extends z.ZodType>(summary: string, body: B, answer: A) {
  return { summary, body, answer, status: 201, creates: true } as const;
}

/** The whole API: one definition for the server, for browsers, and for the description that programs read. */
export const apiContract = {
  health: {
    ...read('Whether the server can serve.', identity.healthAnswer),
    isOpen: true,
    isUncounted: true,
  },
  readiness: {
    ...read('Whether it takes work now.', identity.healthAnswer),
    isOpen: true,
    isUncounted: true,
  },
  practicePeople: {
    ...read('Who sits at the practice table.', identity.practicePeopleAnswer),
    isOpen: true,
    isSigningIn: true,
  },
  practiceSignIn: {
    ...command('Sign in as somebody of the practice table.', bodies.practiceSignInBody),
    isOpen: true,
    isSigningIn: true,
  },
  signOut: { ...command('End this session.', bodies.signOutBody), isOpen: true },
  me: read('Who I am, and my roles.', identity.meAnswer),
  myWeek: read('My actions, handovers, checks and meetings.', meetings.myWeekAnswer),
  comeBack: command('Take part in a case again, with the reason.', bodies.reasonBody),
  session: {
    ...read('When my session ends by itself. Asking is not using it.', identity.sessionAnswer),
    isWatching: true,
  },
  standing: {
    ...read(
      'Whether I belong to a table now; if not, why and whom to ask.',
      identity.standingAnswer,
    ),
    isOpen: true,
    isWatching: true,
  },
  outboxKey: read('The key of what my browser keeps for me.', z.strictObject({ key: z.string() })),

  tables: read('The tables that I belong to.', meetings.tablesAnswer),
  table: read('A table and its settings.', meetings.tableAnswer),
  tablePeople: read('Who sits at a table, and for which organisation.', meetings.tablePeopleAnswer),
  accounts: read('The memberships of a table (administrator, auditor).', identity.accountsAnswer),
  giveMembership: create(
    'Give somebody a membership of a table (administrator).',
    bodies.membershipBody,
    records.createdAnswer,
  ),
  endMembership: command(
    'End a membership, now or on a moment (administrator).',
    bodies.endMembershipBody,
  ),
  endSessions: command('End all sessions of somebody (administrator).', bodies.nothing),
  rightsRequests: read(
    'What people asked about their own data and nobody answered yet, with its term (privacy officer, Veilig Thuis).',
    records.rightsRequestsAnswer,
  ),
  takeInRequest: create(
    'Take in what somebody asks about their own data (privacy officer, Veilig Thuis).',
    bodies.rightsRequestBody,
    records.createdAnswer,
  ),
  answerErasure: command(
    'Answer what somebody asked about their own data (privacy officer).',
    bodies.erasureAnswerBody,
  ),
  holds: read('The holds on a case, past ones too (privacy officer).', records.holdsAnswer),
  placeHold: create(
    'Say that a case may not be destroyed for now (privacy officer).',
    bodies.reasonBody,
    records.createdAnswer,
  ),
  endHold: command('End a hold (privacy officer).', bodies.nothing),
  meetings: {
    ...read('The meetings of a table, newest first.', meetings.meetingsAnswer),
    query: pageQuery,
  },
  planMeeting: create('Plan a meeting.', bodies.planMeetingBody, records.createdAnswer),
  waitingCases: read('Cases that stand on no agenda yet.', records.waitingCasesAnswer),
  takeInReport: create('Take in a report.', bodies.reportBody, records.intakeAnswer),
  takeInReports: {
    ...create('Take in a week of reports as a file.', bodies.importBody, records.importAnswer),
    query: z.strictObject({ partial: z.enum(['true', 'false']).optional() }),
  },
  recordAdvice: create(
    'Record a request for advice. It holds no household.',
    bodies.adviceBody,
    records.createdAnswer,
  ),
  alerts: {
    ...read(
      'Emergency access at a table in the last 90 days, newest first (privacy officer).',
      records.alertsAnswer,
    ),
    query: pageQuery,
  },
  invitations: {
    ...read(
      'On which ground people were invited to single items, the newest meeting first (privacy officer).',
      records.invitationsAnswer,
    ),
    query: pageQuery,
  },
  records: {
    ...read('The sealed records of a table, newest first.', records.recordsAnswer),
    query: pageQuery,
  },
  search: {
    summary: 'Search in sealed decisions. The words travel in the body, never in the address.',
    body: bodies.searchBody,
    answer: records.searchAnswer,
    status: 200,
  },

  meeting: read('A meeting as I may see it.', meetings.meetingAnswer),
  openMeeting: {
    ...read('Open a meeting. 409 when it cannot be opened now.', meetings.meetingAnswer),
    body: bodies.nothing,
  },
  adjournMeeting: command('Adjourn a meeting, with the reason.', bodies.reasonBody),
  resumeMeeting: command('Go on with an adjourned meeting.', bodies.nothing),
  closeMeeting: {
    ...read('Close and seal a meeting. 409 with blockers.', meetings.meetingAnswer),
    body: bodies.nothing,
  },
  enterMeeting: command('Sit down at the table.', bodies.nothing),
  leaveMeeting: command('Leave the table.', bodies.nothing),
  takeChair: command('Take the chair when the chair is gone.', bodies.nothing),
  putOnAgenda: create('Put a case on the agenda.', bodies.putOnAgendaBody, records.createdAnswer),
  chooseCapacity: command('Choose what happens above the capacity.', bodies.capacityBody),
  followUp: read('What last week left open.', meetings.followUpAnswer),

  item: read('An item: its fields, actions and answers.', items.itemAnswer),
  bringToTable: command('Bring an item to the table.', bodies.nothing),
  leaveItem: command('Go on to another item; this one stays open.', bodies.nothing),
  closeItem: command('Close an item. 409 with blockers.', bodies.nothing),
  setMinutes: command('How long an item may take.', bodies.minutesBody),
  propose: command('Propose a decision (Veilig Thuis).', bodies.proposeBody),
  respond: command('Respond to the proposal (municipality).', bodies.respondBody),
  rate: command('Weigh safety, alone and blind.', bodies.rateBody),
  reveal: command('Show all ratings at once.', bodies.nothing),
  goAlong: command('Go along with the level that the chair proposes.', bodies.levelBody),
  agreeLevel: command('Record the level that the table agrees.', bodies.levelBody),
  confirmDecision: command('Confirm the decision (chair).', bodies.yesBody),
  dissent: create('Record a dissent.', bodies.dissentBody, records.createdAnswer),
  settleDissent: command('Say that my dissent is over.', bodies.nothing),
  recuse: command('Step out of a case.', bodies.reasonBody),
  invite: command('Invite somebody to one item.', bodies.inviteBody),
  withdrawInvitation: command('Take back an invitation.', bodies.reasonBody),
  nothingForChild: command('Say why nothing is done for a child.', bodies.nothingForChildBody),
  acceptOwner: command('Say yes to a case.', bodies.yesBody),
  declineOwner: command('Say no to a case, with the reason.', bodies.noBody),
  acceptOwnerOnBehalf: command('Say yes to a case for somebody who is not there.', bodies.yesBody),
  holdOwner: command('Hold a case until its owner answers.', bodies.yesBody),
  acceptAction: command('Say yes to an action.', bodies.yesBody),
  declineAction: command('Say no to an action, with the reason.', bodies.noBody),
  acceptActionOnBehalf: command(
    'Say yes to an action for somebody who is not there.',
    bodies.yesBody,
  ),
  holdAction: command('Hold an action until its owner answers.', bodies.yesBody),
  actionDone: command('Tell that an action is done.', bodies.nothing),
  actionNotDone: command('Tell why an action was not done.', bodies.notDoneBody),
  askMoreTime: command('Ask for more time.', bodies.moreTimeBody),
  agreeMoreTime: command('Agree to the new day that was asked (chair).', bodies.agreeMoreTimeBody),
  postponeAction: command(
    'Give an action a new day, for the table, with the reason (chair).',
    bodies.postponeBody,
  ),
  stopAction: command('Stop with an action, for the table, with the reason.', bodies.reasonBody),
  answerHandover: command('Receive or refuse a case.', bodies.handoverBody),
  breakGlass: command('Emergency access to one item, with the reason.', bodies.reasonBody),
  endBreakGlass: command('End emergency access before its time.', bodies.reasonBody),
  reporterIdentity: read('Who reported (Veilig Thuis only).', records.reporterAnswer),

  case: read('A case over the years.', records.caseAnswer),
  planMonitoring: create('Plan a check on safety.', bodies.monitoringBody, records.createdAnswer),
  monitoringOutcome: command('Tell what a check found.', bodies.monitoringOutcomeBody),

  record: read('A sealed record as I may see it.', records.recordAnswer),
  recordFile: read('A sealed record as a file that can be checked.', records.recordFileAnswer),
  correct: create('Correct a sealed record.', bodies.correctionBody, records.createdAnswer),

  whoSawCase: {
    ...read('Who saw this case (privacy officer).', records.auditAnswer),
    query: pageQuery,
  },
  whatPersonOpened: {
    ...read('What this person opened (privacy officer).', records.auditAnswer),
    query: pageQuery,
  },
  exportAudit: {
    summary: 'The access log as JSON Lines (privacy officer, auditor).',
    body: bodies.auditExportBody,
    status: 200,
  },
  exportProcessing: {
    summary:
      'What was processed about a case, as JSON Lines, for whom it is about (privacy officer).',
    status: 200,
  },
  openapi: {
    ...read('This API as OpenAPI 3.1.', z.looseObject({ openapi: z.string() })),
    isOpen: true,
  },
} as const satisfies Record<ApiCallName, ApiCall>;

type Contract = typeof apiContract;
/** The JSON that a call takes. */
export type ApiBody<N extends ApiCallName> = Contract[N] extends { body: infer B extends z.ZodType }
  ? z.input<B>
  : undefined;
/** The JSON that a call gives. */
export type ApiAnswer<N extends ApiCallName> = Contract[N] extends {
  answer: infer A extends z.ZodType;
}
  ? z.output<A>
  : undefined;
