/**
 * `npm test`: installs what is missing, builds what changed, runs every test.
 *
 *   npm test                          everything
 *   npm test -- packages/domain       what matches this path; all arguments go to vitest
 *
 * Plain JavaScript for any Node from 20 up, because it runs before anything is installed. Writes
 * reports/vitest.json: { "passed": tests, "failed": tests, "skipped": tests }.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
// @boundaries-ignore nothing is installed yet, so there are no package names
import { reportsFolder, writeReport } from '../.config/report.mjs';
// @boundaries-ignore nothing is installed yet, so there are no package names
import { Hindrance } from '../apps/server/launch/hindrance.mjs';
// @boundaries-ignore nothing is installed yet, so there are no package names
import { installWhatIsMissing } from '../apps/server/launch/install.mjs';
// @boundaries-ignore nothing is installed yet, so there are no package names
import { pinnedNode, workspaceFolder } from '../apps/server/launch/places.mjs';

const rawReport = join(reportsFolder, 'raw', 'vitest.json');
const bin = join(workspaceFolder, 'node_modules', '.bin');

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<boolean>} whether it ended well; its output is shown as it comes
 */
function run(command, args) {
  const env = {
    ...process.env,
    PATH: [bin, process.env.PATH].join(delimiter),
    TURBO_TELEMETRY_DISABLED: '1',
  };
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: workspaceFolder, env, stdio: 'inherit' });
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(false);
    });
    child.on('close', (code) => resolve(code === 0));
  });
}

/** @param {string[]} args of vitest */
function runVitest(args) {
  rmSync(rawReport, { force: true });
  mkdirSync(join(reportsFolder, 'raw'), { recursive: true });
  return run(pinnedNode(workspaceFolder) ?? process.execPath, [
    join(workspaceFolder, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--config',
    join('.config', 'vitest.config.ts'),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${rawReport}`,
    ...args,
  ]);
}

/**
 * The totals of vitest, made true: a file that cannot be loaded has no failed test, and an error
 * outside every test fails the run, yet both are failures.
 *
 * @param {boolean} endedWell
 */
function totalsOf(endedWell) {
  const raw = JSON.parse(readFileSync(rawReport, 'utf8'));
  const isFailed = (/** @type {{ status: string }} */ { status }) => status === 'failed';
  const brokenFiles = raw.testResults.filter(
    (/** @type {any} */ file) => isFailed(file) && !file.assertionResults.some(isFailed),
  );
  const failed = raw.numFailedTests + brokenFiles.length;
  return {
    passed: raw.numPassedTests,
    failed: failed === 0 && !endedWell ? 1 : failed,
    skipped: raw.numPendingTests + raw.numTodoTests,
  };
}

/** @param {string[]} args of vitest */
async function test(args) {
  rmSync(join(reportsFolder, 'vitest.json'), { force: true });
  await installWhatIsMissing({ again: 'npm test' });
  if (!(await run('turbo', ['run', 'build', '--output-logs=errors-only']))) return 1;
  const endedWell = await runVitest(args);
  const totals = totalsOf(endedWell);
  writeReport('vitest', totals);
  return totals.failed === 0 ? 0 : 1;
}

try {
  process.exitCode = await test(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Hindrance)) throw error;
  console.error([error.message, error.details].filter(Boolean).join('\n'));
  process.exitCode = 1;
}
