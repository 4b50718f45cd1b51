import { spawn } from 'node:child_process';
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
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
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
 * passing it on. This process notices by having another parent.
 *
 * @param {() => void} stop
 */
function whenNpmIsGone(stop) {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const looking = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(looking);
    stop();
  }, lookForNpmEveryMs);
  looking.unref();
}
