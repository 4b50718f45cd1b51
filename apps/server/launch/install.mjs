import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hindrance } from './hindrance.mjs';
import { pinnedNode, workspaceFolder } from './places.mjs';
import { runQuietly } from './run-quietly.mjs';

/**
 * @typedef {{ version?: string, integrity?: string, resolved?: string, link?: boolean, optional?: boolean }} LockedPackage
 */

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
  const wanted = lockedPackages(join(root, 'package-lock.json'));
  const present = lockedPackages(join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined) {
    throw new Hindrance(
      'Het bestand package-lock.json ontbreekt of is beschadigd. Haal het project opnieuw op.',
    );
  }
  if (present === undefined || pinnedNode(root) === undefined) return false;
  return Object.entries(wanted).every(([path, asked]) => {
    if (path === '') return true;
    const found = present[path];
    if (found === undefined) return asked.optional === true;
    return sameEdition(asked, found) && existsSync(join(root, path));
  });
}

/**
 * @param {LockedPackage} asked
 * @param {LockedPackage} found
 */
function sameEdition(asked, found) {
  return (
    asked.version === found.version &&
    asked.integrity === found.integrity &&
    (asked.link ?? false) === (found.link ?? false)
  );
}

/**
 * @param {string} file a lock file of npm
 * @returns {Record<string, LockedPackage> | undefined} its packages by path, undefined when the
 *   file is absent or not a lock file
 */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
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
