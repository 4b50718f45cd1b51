import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hindrance } from './hindrance.mjs';

/**
 * @typedef {{ version?: string, integrity?: string, resolved?: string, link?: boolean, optional?: boolean, dev?: boolean, devOptional?: boolean }} LockedPackage
 * @typedef {Record<string, LockedPackage>} Packages by path, such as node_modules/express
 */

/**
 * What package-lock.json asks for.
 *
 * @param {string} root the workspace folder
 * @returns {Packages}
 * @throws {Hindrance} when there is no such file
 */
export function wantedPackages(root) {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  if (wanted !== undefined) return wanted;
  throw new Hindrance(
    'Het bestand package-lock.json ontbreekt of is beschadigd. Haal het project opnieuw op.',
  );
}

/**
 * What is installed, by the list that npm itself leaves behind.
 *
 * @param {string} root
 * @returns {Packages | undefined} undefined when npm never finished here
 */
export function presentPackages(root) {
  return packagesOf(join(root, 'node_modules', '.package-lock.json'));
}

/**
 * Which of these are not there as they were asked for. Optional packages may be absent: npm skips those of other
 * platforms.
 *
 * @param {[string, LockedPackage][]} wanted
 * @param {Packages} present
 * @param {string} root
 * @returns {string[]} their paths
 */
export function missingOf(wanted, present, root) {
  return wanted
    .filter(([path, asked]) => {
      if (path === '') return false;
      const found = present[path];
      if (found === undefined) return !asked.optional;
      return !sameEdition(asked, found) || !existsSync(join(root, path));
    })
    .map(([path]) => path);
}

/**
 * True when packages are installed and none of those is there that only development needs: left out on purpose, as
 * `npm ci --omit=dev` and `npm prune --omit=dev` do. When some are there, the installation is one to develop with
 * that lacks something.
 *
 * @param {string} root
 * @returns {boolean}
 */
export function developmentIsLeftOut(root) {
  const present = presentPackages(root);
  if (present === undefined) return false;
  const development = Object.entries(wantedPackages(root)).filter(([, { dev }]) => dev === true);
  return development.length > 0 && development.every(([path]) => present[path] === undefined);
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
 * @returns {Packages | undefined} undefined when the file is absent or not a lock file
 */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
