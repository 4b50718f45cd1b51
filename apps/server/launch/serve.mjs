import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinnedNode, workspaceFolder } from './places.mjs';

/** How often this process looks whether npm is still there. */
const lookForNpmEveryMs = 500;

/**
 * Runs the server until it ends, and passes on the signals that ask it to. The channel between the
 * two closes when this process dies without a word, and the server then stops by itself: no server
 * is left behind.
 *
 * @param {{ root?: string, keepsCompiled?: boolean }} [options] `root`: the workspace folder, which relative paths in
 *   the settings start from; `keepsCompiled`: whether the compiled form of the sources is kept in that folder, for
 *   which a second start needs a quarter less of the processor
 * @returns {Promise<number>} the exit code of the server
 */
export function serve({ root = workspaceFolder, keepsCompiled = true } = {}) {
  const main = join(root, 'apps', 'server', 'src', 'main.ts');
  const cache = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node') };
  const server = spawn(pinnedNode(root) ?? process.execPath, [main], {
    cwd: root,
    env: { ...(keepsCompiled ? cache : {}), ...process.env },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => server.kill(signal));
  }
  whenNpmIsGone(() => server.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.on('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * npm passes a SIGTERM on to the shell that it runs this script in, and many shells then die without
 * passing it on. Of a SIGHUP npm itself dies, and its shell stays. This process notices both by
 * having other ancestors.
 *
 * @param {() => void} stop
 */
function whenNpmIsGone(stop) {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const ancestors = ancestorsToNpm();
  const looking = setInterval(() => {
    if (ancestorsToNpm() === ancestors) return;
    clearInterval(looking);
    stop();
  }, lookForNpmEveryMs);
  looking.unref();
}

/**
 * Who this process belongs to: its parent, and where that is a shell of npm also npm. A system that
 * does not tell names only the parent.
 *
 * @returns {string}
 */
function ancestorsToNpm() {
  const parent = process.ppid;
  try {
    const stat = readFileSync(`/proc/${parent}/stat`, 'utf8');
    // The name stands in brackets and may hold anything; after it come the state and the parent.
    const isNpm = stat.slice(stat.indexOf('(') + 1).startsWith('npm');
    const above = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
    return isNpm ? `${parent}` : `${parent} ${above}`;
  } catch {
    return `${parent}`;
  }
}
