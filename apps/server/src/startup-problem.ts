/**
 * Why the server does not start, in one Dutch sentence or two that say what is wrong and what to do.
 * It is shown as it is, without a stack trace, and the process ends with exit code 1.
 */
export class StartupProblem extends Error {
  override readonly name = 'StartupProblem';
}
