import type { Response } from 'express';

/** An error answer that the API gives on purpose (RFC 9457). */
export interface Problem {
  readonly status: number;
  /** Stays the same for ever; programs decide by it. */
  readonly type: `urn:overlegtafel:problem:${string}`;
  /** A Dutch sentence that a person can act on, without anything from a case. */
  readonly title: string;
}

export const problems = {
  notFound: {
    status: 404,
    type: 'urn:overlegtafel:problem:not-found',
    title: 'Dit adres bestaat niet. Kijk of het klopt.',
  },
  signInFirst: {
    status: 401,
    type: 'urn:overlegtafel:problem:sign-in-first',
    title: 'Je bent niet ingelogd. Log in en probeer het opnieuw.',
  },
  unknownPerson: {
    status: 404,
    type: 'urn:overlegtafel:problem:unknown-person',
    title: 'Deze persoon zit niet aan de oefentafel. Kies iemand uit de lijst.',
  },
  methodNotAllowed: {
    status: 405,
    type: 'urn:overlegtafel:problem:method-not-allowed',
    title: 'Dit kan niet op dit adres. Kijk in de beschrijving van de API wat wel kan.',
  },
  malformed: {
    status: 400,
    type: 'urn:overlegtafel:problem:malformed',
    title: 'Het verzoek is niet te lezen. Stuur geldige JSON.',
  },
  tooLarge: {
    status: 413,
    type: 'urn:overlegtafel:problem:too-large',
    title: 'Het verzoek is te groot. Stuur minder tekst tegelijk.',
  },
  unsupported: {
    status: 415,
    type: 'urn:overlegtafel:problem:unsupported',
    title: 'Deze vorm kent de server niet. Stuur JSON in UTF-8.',
  },
  databaseSilent: {
    status: 503,
    type: 'urn:overlegtafel:problem:database-silent',
    title: 'De database geeft geen antwoord. Probeer het over een minuut opnieuw.',
  },
  unexpected: {
    status: 500,
    type: 'urn:overlegtafel:problem:unexpected',
    title: 'Dit lukt nu niet. Probeer het over een minuut opnieuw.',
  },
} as const satisfies Record<string, Problem>;

/**
 * Answers with a problem.
 *
 * @param traceId the number under which the log tells more
 */
export function sendProblem(response: Response, problem: Problem, traceId: string): void {
  const { status, type, title } = problem;
  response
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type, title, status, traceId }));
}

const tooLargeStatus = 413;
const unsupportedStatus = 415;

/**
 * The problem that an error stands for. Errors of Express and of its body reader carry the status
 * they mean; everything else is our own fault.
 */
export function problemOf(error: unknown): Problem {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status === tooLargeStatus) return problems.tooLarge;
  if (status === unsupportedStatus) return problems.unsupported;
  if (typeof status === 'number' && status >= 400 && status < 500) return problems.malformed;
  return problems.unexpected;
}
