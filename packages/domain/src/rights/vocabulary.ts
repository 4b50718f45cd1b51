import { type ItemState, itemStates } from '../model/meeting.ts';

/** Who somebody is at the table. The names stand in the API and do not change. */
export const roles = [
  'chair',
  'secretary',
  'vt-worker',
  'behavioural-scientist',
  'confidential-doctor',
  'process-director',
  'local-team',
  'police',
  /** MDA++, RvdK, GI, GGZ, shelter or ZVH: there for one item, by invitation. */
  'invited',
  'policy-officer',
  'privacy-officer',
  'auditor',
  'administrator',
] as const;
export type Role = (typeof roles)[number];

/** The roles of Veilig Thuis: the only ones that can name the reporter or a confidential address. */
export const vtRoles = ['vt-worker', 'behavioural-scientist', 'confidential-doctor'] as const;

/** The roots of an item's document. Who is in the room has all of its bytes, so these are always granted together. */
export const documentFields = [
  'scratch',
  'facts',
  'worries',
  'strengths',
  'childVoice',
  'safeNow',
  'priority',
  'visitThisWeek',
  'riskFactors',
  'violenceProfile',
  'owner',
  'decision',
  'actions',
  'conditions',
] as const;

/** What stands beside the document: rows, made by commands in somebody's own name. */
export const rowFields = [
  'alias',
  'household',
  'report',
  'assessment',
  'proposal',
  'response',
  'agreedLevel',
  'ratings',
  'ownRating',
  'dissent',
  'nothingForChild',
  'monitoring',
  'invitations',
  'recusal',
  'record',
] as const;

/** Kept apart, with keys of their own. No other role has a row for them, in any state, and break-glass does not reach them. */
export const vtOnlyFields = ['reporterIdentity', 'confidentialAddress'] as const;

/**
 * What does not belong to one item. `agenda` is the room of the meeting, with every item's place and the remarks;
 * `meeting` is that it takes place, when, and whether it is open.
 */
export const fieldsOfTable = [
  'agenda',
  'meeting',
  'adviceRequest',
  'counts',
  'auditLog',
  'rightsRequests',
  'accounts',
  'configuration',
] as const;

export const fieldsOfItem = [...documentFields, ...rowFields, ...vtOnlyFields] as const;
export type ItemField = (typeof fieldsOfItem)[number];
export type TableField = (typeof fieldsOfTable)[number];
export type Field = ItemField | TableField;

/**
 * What somebody wants to do.
 * ANSWER: accept or decline what was given to oneself; ANSWER_ON_BEHALF: say yes for somebody who is not there.
 * REPORT: tell what became of an action or a check. CONFIRM: the chair's word. LEAD: open, adjourn and close.
 */
export const verbs = [
  'READ',
  'WRITE',
  'ANSWER',
  'ANSWER_ON_BEHALF',
  'REPORT',
  'CONFIRM',
  'REVEAL',
  'LEAD',
  'CORRECT',
  'EXPORT',
] as const;
export type Verb = (typeof verbs)[number];

/** The state of the item, or NONE for what belongs to no item. */
export const thingStates = [...itemStates, 'NONE'] as const;
export type ThingState = ItemState | 'NONE';

/**
 * How far a row of the table reaches.
 * OWN_TABLE: the table of the membership. OWN_MUNICIPALITY: its municipality, and its table where it names one.
 * OWN_TASK: items where the person, whom they stand in for, or their organisation has a task or is asked for one.
 * INVITED: the item of a valid invitation. INVITED_TASK: the same, while an action of one's own is open.
 */
export const scopes = [
  'OWN_TABLE',
  'OWN_MUNICIPALITY',
  'OWN_TASK',
  'INVITED',
  'INVITED_TASK',
] as const;
export type Scope = (typeof scopes)[number];
