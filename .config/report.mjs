import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceFolder } from '../apps/server/launch/places.mjs';

/**
 * Every runner leaves reports/<name>.json with its true totals; .ci/run adds them up. The variable
 * is for the test of this file.
 */
export const reportsFolder = process.env.REPORTS_DIR ?? join(workspaceFolder, 'reports');

/** @typedef {{ passed: number, failed: number, skipped?: number }} Totals */

/**
 * @param {string} name of the runner
 * @param {Totals} totals
 */
export function writeReport(name, totals) {
  mkdirSync(reportsFolder, { recursive: true });
  writeFileSync(join(reportsFolder, `${name}.json`), `${JSON.stringify(totals)}\n`);
}

/**
 * Adds up what all runners reported. A runner that was expected and left no readable report has
 * crashed: that is one failure.
 *
 * @param {string[]} expected names of the runners that were started
 * @returns {Totals}
 */
export function addUpReports(expected) {
  mkdirSync(reportsFolder, { recursive: true });
  const written = readdirSync(reportsFolder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => entry.name.slice(0, -'.json'.length));
  const sum = { passed: 0, failed: 0 };
  for (const name of new Set([...expected, ...written])) {
    const totals = readReport(name) ?? { passed: 0, failed: 1 };
    sum.passed += totals.passed;
    sum.failed += totals.failed;
  }
  return sum;
}

/**
 * @param {string} name
 * @returns {Totals | undefined} undefined when the report is absent or is not a report
 */
function readReport(name) {
  try {
    const totals = JSON.parse(readFileSync(join(reportsFolder, `${name}.json`), 'utf8'));
    return Number.isInteger(totals.passed) && Number.isInteger(totals.failed) ? totals : undefined;
  } catch {
    return undefined;
  }
}
