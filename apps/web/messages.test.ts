import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const compiler = fileURLToPath(new URL('./compile-messages.ts', import.meta.url));

/**
 * A compiled message has one function per language. A language without a text of its own has no
 * function but the name of the Dutch one, and that is what must not happen.
 */
function countOwnTexts(code: string, language: string): number {
  return code.match(new RegExp(`^const ${language}_\\w+ = /\\*\\*.*\\*/ \\(`, 'gm'))?.length ?? 0;
}

describe('the messages in compiled form', () => {
  let folder = '';
  let code = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'overlegtafel-messages-'));
    await run(process.execPath, [compiler, folder]);
    const messages = join(folder, 'messages');
    const files = (await readdir(messages)).filter((name) => name !== '_index.js');
    const texts = await Promise.all(files.map((name) => readFile(join(messages, name), 'utf8')));
    code = texts.join('\n');
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('are there, as many in English as in Dutch', () => {
    const dutch = countOwnTexts(code, 'nl');
    expect(dutch).toBeGreaterThan(0);
    expect(countOwnTexts(code, 'en')).toBe(dutch);
  });

  it('are all the messages that somebody wrote', async () => {
    const file = fileURLToPath(new URL('./messages/nl.json', import.meta.url));
    const written: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof written !== 'object' || written === null) throw new TypeError('no messages');
    const keys = Object.keys(written).filter((key) => key !== '$schema');
    expect(countOwnTexts(code, 'nl')).toBe(keys.length);
  });
});
