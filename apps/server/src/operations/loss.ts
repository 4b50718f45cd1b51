import type { Loss } from '../lifecycle/keep-destructions.ts';
import { StartupProblem } from '../startup-problem.ts';

const flag = '--lijst-kwijt';

/**
 * Reads whether somebody answers for going on without the list of what was destroyed.
 *
 * @returns the other arguments, and who answers and why
 * @throws {StartupProblem} when the name or the reason is missing
 */
export function readLoss(args: readonly string[]): {
  readonly rest: readonly string[];
  readonly loss: Loss | undefined;
} {
  const at = args.indexOf(flag);
  if (at < 0) return { rest: args, loss: undefined };
  const [, by, reason] = /^([^:]+):\s*(\S.*)$/.exec(args[at + 1]?.trim() ?? '') ?? [];
  if (by === undefined || reason === undefined)
    throw new StartupProblem(
      `Zeg wie ervoor instaat dat de lijst van wat er vernietigd is ontbreekt, en waarom: ${flag} "<naam>: <reden>"`,
    );
  return { rest: args.toSpliced(at, 2), loss: { by: by.trim(), reason } };
}
