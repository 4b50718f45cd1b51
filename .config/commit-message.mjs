/**
 * Refuses a commit message that is not `type(scope): what is true now`.
 *
 *   node .config/commit-message.mjs .git/COMMIT_EDITMSG
 */
import { readFileSync } from 'node:fs';

const form = /^(feat|fix|refactor|perf|test|docs|build|ci|chore|revert)\([a-z0-9-]+\): \S.{0,79}$/;
const madeByGit = /^(Merge|Revert|fixup!|squash!) /;

const [file] = process.argv.slice(2);
const [first = ''] = readFileSync(file ?? '.git/COMMIT_EDITMSG', 'utf8').split('\n');
if (!form.test(first) && !madeByGit.test(first)) {
  console.error(
    'A commit message says what is true now: type(scope): sentence of at most 80 characters.\n' +
      'Example: fix(rooms): a refused update ends the session',
  );
  process.exitCode = 1;
}
