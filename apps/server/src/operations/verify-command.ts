/** `npm run verify -- <data folder or postgres url>`: checks every chain, with no server running. */
import { StartupProblem } from '../startup-problem.ts';
import { verify } from './verify.ts';

try {
  const { isSound, lines } = await verify(process.argv[2], process.env);
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = isSound ? 0 : 1;
} catch (error) {
  if (!(error instanceof StartupProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
