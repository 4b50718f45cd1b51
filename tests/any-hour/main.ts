/**
 * Runs the tests as if it were another moment, by shifting the clock of every process.
 *
 *   npm run any-hour                                   at every named moment, one after the other
 *   npm run any-hour -- clock-back leap-day            at these
 *   npm run any-hour -- --by-chance                    at one of them, which it says
 *   npm run any-hour -- kings-day -- --project rights  all that follows goes to the tests
 *
 * Without a choice all levels run but those with a browser, whose own clock cannot be shifted. Leaves
 * reports/any-hour.json.
 */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { namedMoments } from './named-moments.ts';

const withoutBrowser = ['unit', 'contracts', 'rights'].flatMap((level) => ['--project', level]);
const reportsFolder = fileURLToPath(new URL('../../reports', import.meta.url));
const preload = new URL('./shifted-clock.mjs', import.meta.url).href;
const counted = z.object({
  passed: z.number(),
  failed: z.number(),
  skipped: z.number().optional(),
});

const [asked, ofTests] = apart(process.argv.slice(2));
const names = Object.keys(namedMoments);
const unknown = asked.filter((name) => name !== '--by-chance' && !names.includes(name));
if (unknown.length > 0) {
  console.error(`No such moment: ${unknown.join(', ')}.\nMoments: ${names.join(', ')}.`);
  process.exit(1);
}

const total = { passed: 0, failed: 0, skipped: 0 };
for (const name of chosen()) {
  const at = namedMoments[name] ?? 0;
  console.log(`\n== ${name}: the clock of every process stands at ${new Date(at).toISOString()}`);
  const { passed, failed, skipped = 0 } = await testAt(at);
  console.log(`== ${name}: ${passed} passed, ${failed} failed`);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}
mkdirSync(reportsFolder, { recursive: true });
writeFileSync(join(reportsFolder, 'any-hour.json'), JSON.stringify(total));
process.exitCode = total.failed === 0 ? 0 : 1;

function apart(args: readonly string[]): readonly [readonly string[], readonly string[]] {
  const at = args.indexOf('--');
  return at < 0 ? [args, withoutBrowser] : [args.slice(0, at), args.slice(at + 1)];
}

function chosen(): readonly string[] {
  if (asked.includes('--by-chance')) return [names[randomInt(names.length)] ?? ''];
  return asked.length === 0 ? names : asked;
}

async function testAt(at: number): Promise<z.infer<typeof counted>> {
  const env = {
    ...process.env,
    NODE_OPTIONS: [process.env['NODE_OPTIONS'], `--import ${preload}`].filter(Boolean).join(' '),
    SHIFTED_CLOCK_MS: String(at - Date.now()),
  };
  const child = spawn(process.execPath, ['tests/run.mjs', ...ofTests], { env, stdio: 'inherit' });
  const code = await new Promise((resolve) => child.on('close', resolve));
  try {
    return counted.parse(JSON.parse(readFileSync(join(reportsFolder, 'vitest.json'), 'utf8')));
  } catch {
    return { passed: 0, failed: code === 0 ? 0 : 1 };
  }
}
