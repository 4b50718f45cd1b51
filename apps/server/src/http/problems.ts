import type { Response } from 'express';
import { languageOf } from './language-of.ts';

/** An error answer that the API gives on purpose (RFC 9457). */
export interface Problem {
  readonly status: number;
  /** Stays the same for ever; programs decide by it. */
  readonly type: `urn:overlegtafel:problem:${string}`;
  /** A Dutch sentence that a person can act on, without anything from a case. */
  readonly title: string;
  /** The same for whoever asks for English. */
  readonly english: string;
}

export const problems = {
  notFound: {
    status: 404,
    type: 'urn:overlegtafel:problem:not-found',
    title: 'Dit adres bestaat niet. Kijk of het klopt.',
    english: 'This address does not exist. Check whether it is right.',
  },
  signInFirst: {
    status: 401,
    type: 'urn:overlegtafel:problem:sign-in-first',
    title: 'Je bent niet ingelogd. Log in en probeer het opnieuw.',
    english: 'You are not signed in. Sign in and try again.',
  },
  fromElsewhere: {
    status: 403,
    type: 'urn:overlegtafel:problem:from-elsewhere',
    title: 'Dit verzoek komt van een andere website. Ga naar Overlegtafel en probeer het daar.',
    english: 'This request comes from another website. Go to Overlegtafel and try it there.',
  },
  otherPerson: {
    status: 409,
    type: 'urn:overlegtafel:problem:other-person',
    title:
      'In deze browser is nu iemand anders ingelogd. Er is niets verstuurd. Log opnieuw in als jezelf.',
    english:
      'Somebody else is signed in in this browser now. Nothing was sent. Sign in again as yourself.',
  },
  pageUnmarked: {
    status: 400,
    type: 'urn:overlegtafel:problem:page-unmarked',
    title: 'Deze pagina is te oud om mee verder te gaan. Laad de pagina opnieuw.',
    english: 'This page is too old to go on with. Load the page again.',
  },
  unknownPerson: {
    status: 404,
    type: 'urn:overlegtafel:problem:unknown-person',
    title: 'Deze persoon zit niet aan de oefentafel. Kies iemand uit de lijst.',
    english: 'This person is not at the practice table. Choose somebody from the list.',
  },
  methodNotAllowed: {
    status: 405,
    type: 'urn:overlegtafel:problem:method-not-allowed',
    title: 'Dit kan niet op dit adres. Kijk in de beschrijving van de API wat wel kan.',
    english: 'This cannot be done at this address. See the description of the API for what can.',
  },
  malformed: {
    status: 400,
    type: 'urn:overlegtafel:problem:malformed',
    title: 'Het verzoek is niet te lezen. Stuur geldige JSON.',
    english: 'The request cannot be read. Send valid JSON.',
  },
  tooLarge: {
    status: 413,
    type: 'urn:overlegtafel:problem:too-large',
    title: 'Het verzoek is te groot. Stuur minder tekst tegelijk.',
    english: 'The request is too large. Send less text at a time.',
  },
  unsupported: {
    status: 415,
    type: 'urn:overlegtafel:problem:unsupported',
    title: 'Deze vorm kent de server niet. Stuur JSON in UTF-8.',
    english: 'The server does not know this form. Send JSON in UTF-8.',
  },
  otherRequest: {
    status: 422,
    type: 'urn:overlegtafel:problem:other-request',
    title: 'Deze sleutel hoort bij een ander verzoek. Gebruik voor elk verzoek een nieuwe.',
    english: 'This key belongs to another request. Use a new one for each request.',
  },
  underWay: {
    status: 409,
    type: 'urn:overlegtafel:problem:under-way',
    title: 'Dit verzoek wordt al uitgevoerd. Wacht even en stuur het dan nog eens.',
    english: 'This request is being carried out already. Wait a moment and then send it again.',
  },
  tooMany: {
    status: 429,
    type: 'urn:overlegtafel:problem:too-many',
    title: 'Dit gaat te snel achter elkaar. Wacht even en probeer het opnieuw.',
    english: 'This is too fast. Wait a moment and try again.',
  },
  filesBusy: {
    status: 429,
    type: 'urn:overlegtafel:problem:files-busy',
    title: 'Er worden nu al bestanden gelezen. Wacht tot die klaar zijn en probeer het opnieuw.',
    english: 'Other files are being read now. Wait until those are done and try again.',
  },
  fileTooHeavy: {
    status: 422,
    type: 'urn:overlegtafel:problem:file-too-heavy',
    title:
      'Dit bestand is te zwaar om te lezen. Er is niets opgenomen. Maak er kleinere bestanden van.',
    english: 'This file is too heavy to read. Nothing was taken in. Split it into smaller files.',
  },
  databaseSilent: {
    status: 503,
    type: 'urn:overlegtafel:problem:database-silent',
    title: 'De database geeft geen antwoord. Probeer het over een minuut opnieuw.',
    english: 'The database does not answer. Try again in a minute.',
  },
  notKept: {
    status: 503,
    type: 'urn:overlegtafel:problem:not-kept',
    title:
      'Dit kan nu niet worden bewaard. Er is niets gedaan. Probeer het over een minuut opnieuw.',
    english: 'This cannot be kept now. Nothing was done. Try again in a minute.',
  },
  stopping: {
    status: 503,
    type: 'urn:overlegtafel:problem:stopping',
    title: 'De server stopt. Probeer het zo opnieuw.',
    english: 'The server is stopping. Try again in a moment.',
  },
  unexpected: {
    status: 500,
    type: 'urn:overlegtafel:problem:unexpected',
    title: 'Dit lukt nu niet. Probeer het over een minuut opnieuw.',
    english: 'This does not work now. Try again in a minute.',
  },
} as const satisfies Record<string, Problem>;

/** What a problem says besides its kind: mistakes, blockers, a reason. Never anything that people wrote. */
export type ProblemDetails = Readonly<Record<string, unknown>>;

/**
 * Answers with a problem.
 *
 * @param traceId the number under which the log tells more
 */
export function sendProblem(
  response: Response,
  problem: Problem,
  traceId: string,
  details: ProblemDetails = {},
): void {
  const { status, type, title, english } = problem;
  const language = languageOf(response.req);
  const said = { type, title: language === 'en' ? english : title, status, traceId };
  response
    .status(status)
    .set('content-language', language)
    .type('application/problem+json')
    .send(JSON.stringify({ ...details, ...said }));
}

/** Thrown where a problem is found far from the answer. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.type);
    this.problem = problem;
  }
}

const tooLargeStatus = 413;
const unsupportedStatus = 415;

/**
 * The problem that an error stands for. Errors of Express and of its body reader carry the status
 * they mean; everything else is our own fault.
 */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status === tooLargeStatus) return problems.tooLarge;
  if (status === unsupportedStatus) return problems.unsupported;
  if (typeof status === 'number' && status >= 400 && status < 500) return problems.malformed;
  return mayRetry(error) ? problems.notKept : problems.unexpected;
}

/** Storage says of its errors whether the same may succeed later: the access log takes no line, the disk is full. */
function mayRetry(error: unknown): boolean {
  return error instanceof Error && 'retry' in error && error.retry === true;
}
