/**
 * Prints "N passed, N failed" over all reports of the runners and fails when anything failed.
 *
 *   node .config/total.mjs check vitest     the runners that must have reported
 */
import { addUpReports } from './report.mjs';

const { passed, failed } = addUpReports(process.argv.slice(2));
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
