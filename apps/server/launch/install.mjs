import { Hindrance } from './hindrance.mjs';
import {
  developmentIsLeftOut,
  missingOf,
  presentPackages,
  wantedPackages,
} from './locked-packages.mjs';
import { pinnedNode, workspaceFolder } from './places.mjs';
import { runQuietly } from './run-quietly.mjs';

/**
 * Installs the packages of the lock file when they are not all there, and does nothing otherwise
 * (about 50 ms).
 *
 * @param {{ root?: string, say?: (sentence: string) => void, again?: string }} [options]
 *   `root`: the workspace folder; `say`: where progress goes (standard error); `again`: the command
 *   to name in the advice after a failure
 * @returns {Promise<boolean>} whether anything was installed
 * @throws {Hindrance} when the installation fails, with the last lines of npm
 */
export async function installWhatIsMissing(options = {}) {
  const { root = workspaceFolder, say = sayOnStandardError, again = 'npm start' } = options;
  if (everythingIsInstalled(root)) return false;
  if (developmentIsLeftOut(root))
    throw new Hindrance(
      `Deze installatie is zonder ontwikkelpakketten gemaakt, om op te draaien. Wil je er ook mee ontwikkelen, voer dan eerst npm ci uit op een computer die het npm-register kan bereiken, en typ dan opnieuw: ${again}`,
    );
  say('Ik installeer de onderdelen die nog ontbreken. De eerste keer duurt dat een paar minuten.');
  const npm = npmCommand();
  const args = [...npm.args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { ok, lastLines } = await runQuietly(npm.command, args, { cwd: root, env: process.env });
  if (!ok || !everythingIsInstalled(root)) {
    throw new Hindrance(
      `Installeren is niet gelukt. Kijk of deze computer het npm-register kan bereiken en genoeg schijfruimte heeft, en typ dan opnieuw: ${again}`,
      lastLines,
    );
  }
  return true;
}

/**
 * Whether node_modules holds what package-lock.json asks for, by the list that npm itself leaves
 * behind. Optional packages may be absent: npm skips those of other platforms.
 *
 * @param {string} root the workspace folder
 * @returns {boolean}
 */
export function everythingIsInstalled(root) {
  const wanted = wantedPackages(root);
  const present = presentPackages(root);
  if (present === undefined || pinnedNode(root) === undefined) return false;
  return missingOf(Object.entries(wanted), present, root).length === 0;
}

/**
 * The npm that started this script, or the one on the path. Started by npm, its own script is run
 * with this Node: no shell, and no second npm of another version.
 *
 * @returns {{ command: string, args: string[] }}
 */
function npmCommand() {
  const script = process.env['npm_execpath'];
  if (script !== undefined && /npm-cli\.[cm]?js$/.test(script)) {
    return { command: process.execPath, args: [script] };
  }
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] };
}

/** @param {string} sentence */
function sayOnStandardError(sentence) {
  process.stderr.write(`${sentence}\n`);
}
