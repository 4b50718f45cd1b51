import { join } from 'node:path';
import { Hindrance } from './hindrance.mjs';
import { workspaceFolder } from './places.mjs';
import { runQuietly } from './run-quietly.mjs';

/** A build that takes longer than this is announced; finding nothing to do takes a tenth of it. */
const silentForMs = 1_000;

/**
 * Builds what changed since the last build; finding that nothing did takes about 0.1 second.
 *
 * @param {{ root?: string, say?: (sentence: string) => void }} [options] `root`: the workspace
 *   folder; `say`: where progress goes (standard error)
 * @throws {Hindrance} when the build fails, with its last lines
 */
export async function buildWhatChanged(options = {}) {
  const { root = workspaceFolder, say = sayOnStandardError } = options;
  const announce = setTimeout(() => say('Ik bouw wat er veranderd is.'), silentForMs);
  const turbo = join(root, 'node_modules', 'turbo', 'bin', 'turbo');
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' };
  const args = [turbo, 'run', 'build', '--output-logs=errors-only', '--no-update-notifier'];
  const { ok, lastLines } = await runQuietly(process.execPath, args, { cwd: root, env });
  clearTimeout(announce);
  if (ok) return;
  throw new Hindrance(
    'Bouwen is niet gelukt. Hieronder staat waar het misging. Heb je niets veranderd? Haal het project dan opnieuw op.',
    lastLines,
  );
}

/** @param {string} sentence */
function sayOnStandardError(sentence) {
  process.stderr.write(`${sentence}\n`);
}
