/**
 * Why the server does not start, in one Dutch sentence or two that say what is wrong and what to do.
 * It is shown as it is, without a stack trace, and the process ends with exit code 1.
 */
export class StartupProblem extends Error {
  override readonly name = 'StartupProblem';
}

/** What whoever starts the server, or a command beside it, reads: a sentence, whatever it was. */
export function startupWords(error: unknown): string {
  if (error instanceof StartupProblem) return error.message;
  const name = error instanceof Error ? error.name : 'onbekend';
  return `Er ging iets mis dat niet was voorzien (${name}). Voer npm run doctor uit; blijft het misgaan, bewaar dan de regel hierboven en vraag hulp.`;
}
