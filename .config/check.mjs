/**
 * `npm run check`: every step of the check, one after the other, to the end.
 *
 *   npm run check                    all steps
 *   npm run check -- eslint tsc      only these
 *
 * Writes reports/check.json: { "passed": steps, "failed": steps }.
 */
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { Hindrance } from '../apps/server/launch/hindrance.mjs';
import { installWhatIsMissing } from '../apps/server/launch/install.mjs';
import { workspaceFolder } from '../apps/server/launch/places.mjs';
import { writeReport } from './report.mjs';

/** @typedef {{ name: string, command: string, args: string[], folder?: string }} Step */

const web = 'apps/web';

/** What dependency-cruiser reads. The rest of the tree holds no code of the program. */
const roots = ['apps', 'packages', 'db', 'tests', '.config'];

/** @type {Step[]} */
const steps = [
  { name: 'sherif', command: 'sherif', args: [] },
  { name: 'prettier', command: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
  {
    name: 'eslint',
    command: 'eslint',
    args: ['--config', '.config/eslint.config.mjs', '--max-warnings', '0', '.'],
  },
  {
    name: 'dependency-cruiser',
    command: 'depcruise',
    args: ['--config', '.config/dependency-cruiser.mjs', ...roots],
  },
  { name: 'turbo boundaries', command: 'turbo', args: ['boundaries'] },
  { name: 'tsc', command: 'tsc', args: ['--project', 'tsconfig.json', '--noEmit'] },
  {
    name: 'svelte-check',
    command: 'svelte-check',
    args: ['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human'],
    folder: web,
  },
  { name: 'knip', command: 'knip', args: ['--config', '.config/knip.json'] },
];

/**
 * What the screens are checked against is made from their sources: the types of the routes and the
 * messages. It is no step of its own; when it fails, the steps that need it say what is missing.
 */
const preparation = {
  name: 'types',
  command: 'npm',
  args: ['run', '--silent', 'types'],
  folder: web,
};

const environment = {
  ...process.env,
  PATH: [join(workspaceFolder, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
  TURBO_TELEMETRY_DISABLED: '1',
};

/**
 * @param {Step} step
 * @returns {Promise<{ ok: boolean, output: string, seconds: string }>}
 */
function run({ command, args, folder = '.' }) {
  const from = performance.now();
  return new Promise((resolve) => {
    let output = '';
    const end = (/** @type {boolean} */ ok) =>
      resolve({ ok, output, seconds: ((performance.now() - from) / 1000).toFixed(1) });
    const child = spawn(command, args, {
      cwd: join(workspaceFolder, folder),
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => {
      output += error.message;
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}

/** @param {Step[]} chosen */
async function check(chosen) {
  const prepared = await run(preparation);
  if (!prepared.ok) console.log(prepared.output.trim());
  let failed = 0;
  for (const step of chosen) {
    const { ok, output, seconds } = await run(step);
    console.log(`${ok ? 'ok    ' : 'failed'} ${step.name.padEnd(20)} ${seconds.padStart(6)} s`);
    if (ok) continue;
    failed += 1;
    console.log(`\n${output.trim()}\n`);
  }
  return { passed: chosen.length - failed, failed };
}

/** @param {string[]} names of steps; none means all */
async function main(names) {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    console.error(`No such step: ${unknown.join(', ')}.`);
    console.error(`Steps: ${steps.map(({ name }) => name).join(', ')}.`);
    return 1;
  }
  await installWhatIsMissing({ again: 'npm run check' });
  const totals = await check(
    steps.filter(({ name }) => names.length === 0 || names.includes(name)),
  );
  writeReport('check', totals);
  console.log(`\ncheck: ${totals.passed} passed, ${totals.failed} failed`);
  return totals.failed === 0 ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Hindrance)) throw error;
  console.error([error.message, error.details].filter(Boolean).join('\n'));
  process.exitCode = 1;
}
