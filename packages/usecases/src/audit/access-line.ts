import type { CaseId, Instant, ItemId, PersonId, TableId } from '@overlegtafel/domain';

/** What was done, in the words of NEN 7513: create, read, update, delete, execute. */
export type AccessAction = 'C' | 'R' | 'U' | 'D' | 'E';

/**
 * One line of the access log, before it is numbered and chained: what happened, when, about which client, by whom,
 * on whose behalf, on which ground, with which result (NEN 7513:2018 chapter 5; BIO2 8.15.01). Never holds content.
 */
export interface AccessLine {
  readonly id: string;
  readonly at: Instant;
  readonly action: AccessAction;
  /** What was asked for: the name of the command or query, such as `read-item` or `close-meeting`. */
  readonly event: string;
  readonly result: 'ALLOWED' | 'REFUSED' | 'FAILED';
  /** Why it was refused, from a closed list. */
  readonly reason?: string;
  readonly person?: PersonId;
  readonly onBehalfOf?: PersonId;
  readonly role?: string;
  readonly organisation?: string;
  /** On what the access rests: role and scope, invitation with its article, or emergency access. */
  readonly ground?: string;
  readonly isBreakGlass: boolean;
  readonly objectKind: string;
  readonly object: string;
  readonly table?: TableId;
  readonly caseId?: CaseId;
  readonly item?: ItemId;
  /** Which fields, where it matters. */
  readonly fields?: readonly string[];
  /** Digest of the network address; the address itself is not kept. */
  readonly origin: string;
  /** Digest of the session. */
  readonly session?: string;
  readonly traceId: string;
}
