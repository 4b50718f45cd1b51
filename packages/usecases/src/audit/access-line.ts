import type {
  CaseId,
  Instant,
  ItemId,
  OrganisationId,
  PersonId,
  TableId,
} from '@overlegtafel/domain';
import type { ProcessingPurpose } from './purposes.ts';

/** What was done, in the words of NEN 7513: create, read, update, delete, execute. */
export type AccessAction = 'C' | 'R' | 'U' | 'D' | 'E';

/** The ways to a document: a WebSocket, or socket.io where those are blocked. */
export type DocumentTransport = 'WEBSOCKET' | 'POLLING';

/**
 * One line of the access log, before it is numbered and chained: what happened, when, about which client, by whom,
 * on whose behalf, on which ground, for what, with which result (NEN 7513:2018 chapter 5; BIO2 8.15.01). Never holds
 * content. Names are those of that moment: people marry, move and leave, and a line is read years later.
 *
 * What is optional here may be absent in lines of before; a new line goes through `completing` and has it.
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
  readonly personName?: string;
  readonly onBehalfOf?: PersonId;
  readonly onBehalfOfName?: string;
  /** In which role; also of who was refused, was invited or had emergency access. `none` for who has none. */
  readonly role?: string;
  /** For which organisation. */
  readonly organisation?: OrganisationId;
  readonly organisationName?: string;
  /** On what the access rests: role and scope, invitation with its article, or emergency access. */
  readonly ground?: string;
  readonly isBreakGlass: boolean;
  /** For what; what an invitation says of it by hand stands with the invitation. */
  readonly purpose?: ProcessingPurpose;
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
  /** By which way a document was reached. */
  readonly transport?: DocumentTransport;
}
