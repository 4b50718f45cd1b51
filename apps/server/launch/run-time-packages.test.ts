import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { leftOut } from './run-time-packages.fixture.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const sources = [
  'apps/server/src/**/*.ts',
  'apps/server/launch/*.{mjs,cjs}',
  'packages/*/src/**/*.ts',
  'db/src/**/*.ts',
];
/** What only tests run. */
const forTests = /\.(test|spec|fixture|contract)\.ts$|\/testing\//;
/** The server's half of the pages; what browsers get was packed whole. */
const pages = ['apps/web/build/*.js', 'apps/web/build/server/**/*.js'];

const filesOf = (patterns: readonly string[]) =>
  globSync([...patterns], { cwd: root }).filter((file) => !forTests.test(file));

it('OP226 nothing that runs in production imports a package that is only there to develop with', () => {
  const files = filesOf(sources);
  expect(files.length).toBeGreaterThan(300);
  expect(leftOut(root, files)).toEqual([]);
});

it('OP226 nor do the built pages', () => {
  const files = filesOf(pages);
  expect(files.length).toBeGreaterThan(20);
  expect(leftOut(root, files)).toEqual([]);
});

it('OP226 one that is planted is found, also when it is imported late, and a type is none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'overlegtafel-planted-'));
  try {
    mkdirSync(join(folder, 'src'));
    const packages = {
      'node_modules/express': {},
      'node_modules/@types/node': { dev: true },
      'node_modules/vitest': { dev: true },
      'node_modules/fast-check': { dev: true },
    };
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages }));
    const code = `import type { Test } from 'vitest';
      import express from 'express';
      import { join } from 'node:path';
      import './beside.ts';
      export const late = () => import('fast-check');
      import '@unknown/package/part';`;
    writeFileSync(join(folder, 'src', 'one.ts'), code);
    const file = 'src/one.ts';
    expect(leftOut(folder, [file])).toEqual([
      { file, name: 'fast-check' },
      { file, name: '@unknown/package' },
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
