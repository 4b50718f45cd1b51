/** How a call is made. Kept apart from the schemas, so that browsers need not load those. */
export interface ApiPath {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/api/v1`; `{name}` is a parameter. Never holds anything that says something about a person. */
  readonly path: string;
}

/** Every call of the API by name: docs/spec/api.md, and `/api/v1/openapi.json` for other programs. */
export const apiPaths = {
  health: { method: 'GET', path: '/health' },
  readiness: { method: 'GET', path: '/readiness' },

  practicePeople: { method: 'GET', path: '/practice/people' },
  practiceSignIn: { method: 'POST', path: '/practice/sign-in' },
  signOut: { method: 'POST', path: '/sign-out' },
  me: { method: 'GET', path: '/me' },
  myWeek: { method: 'GET', path: '/me/week' },
  session: { method: 'GET', path: '/me/session' },
  outboxKey: { method: 'GET', path: '/me/outbox-key' },

  tables: { method: 'GET', path: '/tables' },
  table: { method: 'GET', path: '/tables/{table}' },
  tablePeople: { method: 'GET', path: '/tables/{table}/people' },
  accounts: { method: 'GET', path: '/tables/{table}/memberships' },
  endMembership: { method: 'POST', path: '/tables/{table}/memberships/{membership}/end' },
  giveMembership: { method: 'POST', path: '/tables/{table}/memberships' },
  endSessions: { method: 'POST', path: '/tables/{table}/people/{person}/sessions/end' },
  rightsRequests: { method: 'GET', path: '/tables/{table}/rights-requests' },
  takeInRequest: { method: 'POST', path: '/tables/{table}/rights-requests' },
  answerErasure: { method: 'POST', path: '/tables/{table}/erasure-requests/{request}/answer' },
  placeHold: { method: 'POST', path: '/cases/{case}/holds' },
  endHold: { method: 'POST', path: '/cases/{case}/holds/{hold}/end' },
  meetings: { method: 'GET', path: '/tables/{table}/meetings' },
  planMeeting: { method: 'POST', path: '/tables/{table}/meetings' },
  waitingCases: { method: 'GET', path: '/tables/{table}/waiting-cases' },
  takeInReport: { method: 'POST', path: '/tables/{table}/reports' },
  takeInReports: { method: 'POST', path: '/tables/{table}/reports/import' },
  recordAdvice: { method: 'POST', path: '/tables/{table}/advice-requests' },
  alerts: { method: 'GET', path: '/tables/{table}/alerts' },
  invitations: { method: 'GET', path: '/tables/{table}/invitations' },
  records: { method: 'GET', path: '/tables/{table}/records' },
  search: { method: 'POST', path: '/tables/{table}/searches' },

  meeting: { method: 'GET', path: '/meetings/{meeting}' },
  openMeeting: { method: 'POST', path: '/meetings/{meeting}/open' },
  adjournMeeting: { method: 'POST', path: '/meetings/{meeting}/adjourn' },
  resumeMeeting: { method: 'POST', path: '/meetings/{meeting}/resume' },
  closeMeeting: { method: 'POST', path: '/meetings/{meeting}/close' },
  enterMeeting: { method: 'POST', path: '/meetings/{meeting}/enter' },
  leaveMeeting: { method: 'POST', path: '/meetings/{meeting}/leave' },
  takeChair: { method: 'POST', path: '/meetings/{meeting}/take-chair' },
  putOnAgenda: { method: 'POST', path: '/meetings/{meeting}/items' },
  chooseCapacity: { method: 'POST', path: '/meetings/{meeting}/capacity-choice' },
  followUp: { method: 'GET', path: '/meetings/{meeting}/follow-up' },

  item: { method: 'GET', path: '/items/{item}' },
  bringToTable: { method: 'POST', path: '/items/{item}/open' },
  leaveItem: { method: 'POST', path: '/items/{item}/leave' },
  closeItem: { method: 'POST', path: '/items/{item}/close' },
  setMinutes: { method: 'PUT', path: '/items/{item}/minutes' },
  propose: { method: 'POST', path: '/items/{item}/proposal' },
  respond: { method: 'POST', path: '/items/{item}/response' },
  rate: { method: 'POST', path: '/items/{item}/ratings' },
  reveal: { method: 'POST', path: '/items/{item}/ratings/reveal' },
  goAlong: { method: 'POST', path: '/items/{item}/level/go-along' },
  agreeLevel: { method: 'POST', path: '/items/{item}/level' },
  confirmDecision: { method: 'POST', path: '/items/{item}/confirmation' },
  dissent: { method: 'POST', path: '/items/{item}/dissents' },
  settleDissent: { method: 'POST', path: '/items/{item}/dissents/{dissent}/settle' },
  recuse: { method: 'POST', path: '/items/{item}/recusal' },
  invite: { method: 'POST', path: '/items/{item}/invitations' },
  nothingForChild: { method: 'POST', path: '/items/{item}/nothing-for-child' },
  acceptOwner: { method: 'POST', path: '/items/{item}/owner/accept' },
  declineOwner: { method: 'POST', path: '/items/{item}/owner/decline' },
  acceptOwnerOnBehalf: { method: 'POST', path: '/items/{item}/owner/accept-on-behalf' },
  holdOwner: { method: 'POST', path: '/items/{item}/owner/hold' },
  acceptAction: { method: 'POST', path: '/items/{item}/actions/{action}/accept' },
  declineAction: { method: 'POST', path: '/items/{item}/actions/{action}/decline' },
  acceptActionOnBehalf: {
    method: 'POST',
    path: '/items/{item}/actions/{action}/accept-on-behalf',
  },
  holdAction: { method: 'POST', path: '/items/{item}/actions/{action}/hold' },
  actionDone: { method: 'POST', path: '/items/{item}/actions/{action}/done' },
  actionNotDone: { method: 'POST', path: '/items/{item}/actions/{action}/not-done' },
  askMoreTime: { method: 'POST', path: '/items/{item}/actions/{action}/more-time' },
  agreeMoreTime: { method: 'POST', path: '/items/{item}/actions/{action}/more-time/agree' },
  postponeAction: { method: 'POST', path: '/items/{item}/actions/{action}/postpone' },
  stopAction: { method: 'POST', path: '/items/{item}/actions/{action}/stop' },
  answerHandover: { method: 'POST', path: '/items/{item}/handover' },
  breakGlass: { method: 'POST', path: '/items/{item}/break-glass' },
  reporterIdentity: { method: 'GET', path: '/items/{item}/reporter' },

  case: { method: 'GET', path: '/cases/{case}' },
  planMonitoring: { method: 'POST', path: '/cases/{case}/monitoring' },
  monitoringOutcome: { method: 'POST', path: '/cases/{case}/monitoring/{moment}/outcome' },

  record: { method: 'GET', path: '/records/{record}' },
  recordFile: { method: 'GET', path: '/records/{record}/file' },
  correct: { method: 'POST', path: '/records/{record}/corrections' },

  whoSawCase: { method: 'GET', path: '/audit/cases/{case}' },
  whatPersonOpened: { method: 'GET', path: '/audit/people/{person}' },
  exportAudit: { method: 'POST', path: '/audit/exports' },

  openapi: { method: 'GET', path: '/openapi.json' },
} as const satisfies Record<string, ApiPath>;

export type ApiCallName = keyof typeof apiPaths;
