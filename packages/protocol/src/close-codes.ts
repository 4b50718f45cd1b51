/**
 * Why the server ends a document connection. 44xx is final: a stock y-websocket client stops and
 * says `closed`. 45xx means: try again later.
 */
export const closeCodes = {
  /** What was sent is no message of this protocol. */
  malformed: 4400,
  /** No session, or it has ended. Sign in and come back. */
  signIn: 4401,
  /** This person may not be here, or may not write here, any more. */
  noAccess: 4403,
  /** No such room for this person. The same answer whether it exists or not. */
  gone: 4404,
  /** The meeting is closed. What was not in the record is with its author. */
  closed: 4409,
  /** A message, a document or an amount beyond the limits. */
  tooLarge: 4413,
  /** The page was made for somebody else than who is signed in now. What was typed stays with the page. */
  otherPerson: 4421,
  /** An update that is out of order, in the name of another, or of an unknown part. */
  outOfOrder: 4422,
  /** The client speaks an older version. Reload. */
  tooOld: 4426,
  /** This server is stopping, or cannot reach its storage. */
  stopping: 4503,
  /** The access log takes no line, and without one nobody reads or writes. */
  unlogged: 4507,
  /** Nothing was heard for too long. */
  idle: 4508,
  /** The connection cannot keep up with what it is sent. */
  tooSlow: 4513,
} as const;

export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes];

/** True when coming back with the same document is pointless. */
export function isFinal(code: number): boolean {
  return code >= 4400 && code < 4500;
}

/** Why an update was refused, and with which code the session ends. A closed list. */
export const refusals = {
  MALFORMED: closeCodes.malformed,
  NO_ACCESS: closeCodes.noAccess,
  GONE: closeCodes.gone,
  CLOSED: closeCodes.closed,
  TOO_LARGE: closeCodes.tooLarge,
  TOO_MUCH: closeCodes.tooLarge,
  DOCUMENT_FULL: closeCodes.tooLarge,
  /** A client id that belongs to somebody else. */
  NOT_YOURS: closeCodes.outOfOrder,
  /** Updates that build on what nobody has seen, again and again. */
  OUT_OF_ORDER: closeCodes.outOfOrder,
  /** A part that this kind of document does not have, or content that does not fit its part. */
  DOES_NOT_FIT: closeCodes.outOfOrder,
  TOO_OLD: closeCodes.tooOld,
} as const;

export type Refusal = keyof typeof refusals;

/** True when the text is one of the reasons for a refusal. */
export function isRefusal(text: string): text is Refusal {
  return Object.hasOwn(refusals, text);
}
