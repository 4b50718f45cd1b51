/**
 * How much script a page loads to write together, compressed with Brotli: what the page of a note loads and the
 * start page does not. socket.io is counted apart: it is fetched only where WebSockets are blocked.
 *
 *   npm run build && node tests/bench/collaboration-script-size.mjs
 *
 * Prints one line of JSON, in bytes.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

const client = fileURLToPath(new URL('../../apps/web/.svelte-kit/output/client/', import.meta.url));

/** @type {Record<string, { file: string, imports?: string[], dynamicImports?: string[] }>} */
const chunks = JSON.parse(readFileSync(join(client, '.vite', 'manifest.json'), 'utf8'));

/**
 * Everything that is loaded with these chunks.
 *
 * @param {string[]} names
 * @returns {Set<string>}
 */
function loadedWith(names) {
  const loaded = new Set(names);
  for (const name of loaded) for (const next of chunks[name]?.imports ?? []) loaded.add(next);
  return loaded;
}

/** @param {Iterable<string>} names */
function compressedBytes(names) {
  const files = [...names].map((name) => join(client, chunks[name]?.file ?? ''));
  return files.reduce((sum, file) => sum + brotliCompressSync(readFileSync(file)).length, 0);
}

const isPolled = (/** @type {string} */ name) => name.endsWith('/transport/polled-line.ts');
const note = Object.keys(chunks).find((name) => chunks[name]?.dynamicImports?.some(isPolled));
if (note === undefined) throw new Error('no page can fall back to polling: build the pages first');

const isOther = (/** @type {string} */ name) => /\/nodes\/[012]\.js$/.test(name);
const others = loadedWith(Object.keys(chunks).filter(isOther));
const noted = loadedWith([note]);
const own = [...noted].filter((name) => !others.has(name));
const polled = loadedWith(Object.keys(chunks).filter(isPolled));

console.log(
  JSON.stringify({
    writingTogether: compressedBytes(own),
    onlyWithoutWebSocket: compressedBytes([...polled].filter((name) => !noted.has(name))),
  }),
);
