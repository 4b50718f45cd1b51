import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plantTree, projectRoot, runTool, type Files, type Tree } from './planted-tree.ts';

/** One mistake in a file of its own, and the rule that has to see it. */
const plants: readonly [what: string, rule: string, path: string, text: string][] = [
  [
    'a promise that nobody waits for',
    '@typescript-eslint/no-floating-promises',
    'packages/a/src/floating.ts',
    'const later = (): Promise<void> => Promise.resolve();\nexport const planted = (): void => {\n  later();\n};\n',
  ],
  [
    'a promise where a yes or no is asked',
    '@typescript-eslint/no-misused-promises',
    'packages/a/src/misused.ts',
    'const may = (): Promise<boolean> => Promise.resolve(false);\nexport const planted = (): number => (may() ? 1 : 2);\n',
  ],
  [
    'async without anything to wait for',
    '@typescript-eslint/require-await',
    'packages/a/src/async.ts',
    'export const planted = async (): Promise<number> => 1;\n',
  ],
  [
    'a kind that no case handles',
    '@typescript-eslint/switch-exhaustiveness-check',
    'packages/a/src/cases.ts',
    "export function planted(kind: 'one' | 'two'): number {\n  switch (kind) {\n    case 'one':\n      return 1;\n  }\n  return 0;\n}\n",
  ],
  [
    'any',
    '@typescript-eslint/no-explicit-any',
    'packages/a/src/any.ts',
    'export const planted = (value: any): string => String(value);\n',
  ],
  [
    'a value that nobody checked, assigned',
    '@typescript-eslint/no-unsafe-assignment',
    'packages/a/src/unsafe.ts',
    "const read = JSON.parse('1');\nexport const planted: number = read;\n",
  ],
  [
    'a value that nobody checked, looked into',
    '@typescript-eslint/no-unsafe-member-access',
    'packages/a/src/member.ts',
    "export const planted = String(JSON.parse('{}').name);\n",
  ],
  [
    'an assertion inside the program',
    'own/no-assertion-outside-edge',
    'packages/a/src/assertion.ts',
    "const read: unknown = JSON.parse('1');\nexport const planted = read as number;\n",
  ],
  [
    'a day cut from a text in UTC',
    'own/no-day-from-utc',
    'packages/a/src/utc-text.test.ts',
    'export const planted = new Date(0).toISOString().slice(0, 10);\n',
  ],
  [
    'a part of a day in UTC',
    'own/no-day-from-utc',
    'packages/a/src/utc-part.ts',
    'export const planted = new Date(0).getUTCDate();\n',
  ],
  [
    'a text that the parser of the language reads',
    'own/no-guessed-moment',
    'packages/a/src/guessed.ts',
    'export const planted = (text: string): number => Date.parse(text);\n',
  ],
  [
    'a text that becomes a moment',
    'own/no-guessed-moment',
    'packages/a/src/guessed-text.ts',
    'export const planted = (text: string | number): Date => new Date(text);\n',
  ],
  [
    'figures by the clock of the process',
    'own/no-guessed-moment',
    'packages/a/src/guessed-zone.ts',
    'export const planted = (): Date => new Date(2026, 10, 5);\n',
  ],
  [
    'a day by the clock of the browser',
    'own/no-clock-of-browser',
    'apps/web/src/browser-day.ts',
    'export const planted = new Date();\n',
  ],
  [
    'a moment by the clock of the browser in a component',
    'own/no-clock-of-browser',
    'apps/web/src/BrowserTime.svelte',
    '<script lang="ts">\n  const now = Date.now();\n</script>\n\n<p>{now}</p>\n',
  ],
  [
    'a field that a wheel changes',
    'own/no-number-field',
    'apps/web/src/NumberField.svelte',
    '<input type="number" aria-label="planted" />\n',
  ],
  [
    'an expression that takes the square of its text',
    'regexp/no-super-linear-backtracking',
    'packages/a/src/backtracking.ts',
    'export const planted = (text: string): boolean => /^([a-z ]*?)(?: +(\\d+))?$/.test(text);\n',
  ],
  [
    'an expression that begins again at every sign',
    'regexp/no-super-linear-move',
    'packages/a/src/moving.ts',
    "export const planted = (text: string): string => text.replace(/ +$/, '');\n",
  ],
  [
    'a barrel',
    'no-restricted-syntax',
    'packages/a/src/admission/all.ts',
    "export * from './one.ts';\n",
  ],
  [
    'a focused test',
    'own/no-silent-skip',
    'packages/a/src/focused.test.ts',
    "import { it } from 'vitest';\nit.only('planted', () => {});\n",
  ],
  [
    'a skipped test without a reason',
    'own/no-silent-skip',
    'packages/a/src/skipped.test.ts',
    "import { describe } from 'vitest';\ndescribe.skip('planted', () => {});\n",
  ],
  ['a long file', 'max-lines', 'packages/a/src/long.ts', 'export {};\n'.repeat(301)],
  [
    'a long function',
    'max-lines-per-function',
    'packages/a/src/long-function.ts',
    `export function planted(): number {\n  let sum = 0;\n${'  sum += 1;\n'.repeat(60)}  return sum;\n}\n`,
  ],
  [
    'a function with many ways through',
    'complexity',
    'packages/a/src/complex.ts',
    `export function planted(n: number): number {\n${Array.from({ length: 10 }, (_, i) => `  if (n === ${i}) return ${i + 1};\n`).join('')}  return 0;\n}\n`,
  ],
  [
    'a function that asks for much',
    'max-params',
    'packages/a/src/params.ts',
    'export const planted = (a: number, b: number, c: number, d: number, e: number): number =>\n  a + b + c + d + e;\n',
  ],
  [
    'a nest of conditions',
    'max-depth',
    'packages/a/src/deep.ts',
    'export function planted(a: boolean): number {\n  if (a) {\n    if (!a) {\n      if (a) {\n        if (!a) return 1;\n      }\n    }\n  }\n  return 0;\n}\n',
  ],
  [
    'markup from a string',
    'svelte/no-at-html-tags',
    'apps/web/src/Html.svelte',
    '<script lang="ts">\n  const { text }: { text: string } = $props();\n</script>\n\n<p>{@html text}</p>\n',
  ],
  [
    'a list without keys',
    'svelte/require-each-key',
    'apps/web/src/Keys.svelte',
    '<script lang="ts">\n  const { names }: { names: string[] } = $props();\n</script>\n\n{#each names as name}<p>{name}</p>{/each}\n',
  ],
  [
    'a promise that nobody waits for, inside a component',
    '@typescript-eslint/no-floating-promises',
    'apps/web/src/Floating.svelte',
    '<script lang="ts">\n  const later = (): Promise<void> => Promise.resolve();\n  later();\n</script>\n\n<p>planted</p>\n',
  ],
];

/** The same kinds of code as they should be. */
const cleanFiles: Files = {
  'packages/a/src/index.ts': "export * from './admission/one.ts';\n",
  'packages/a/src/admission/one.ts': "export const kinds = ['one', 'two'] as const;\n",
  'packages/a/src/wire.ts':
    '// edge: text from the wire\nexport const read = (text: string): unknown => JSON.parse(text) as unknown;\n',
  'packages/a/src/moments.ts':
    'export const moment = (ms: number): Date => new Date(ms);\nexport const now = (): Date => new Date();\n',
  'packages/a/src/with-reason.test.ts':
    "import { it } from 'vitest';\n// skipped: needs a second machine\nit.skip('later', () => {});\n",
  'apps/web/src/Clean.svelte':
    '<script lang="ts">\n  const { names }: { names: string[] } = $props();\n</script>\n\n{#each names as name (name)}<p>{name}</p>{/each}\n',
};

const tsconfig = JSON.stringify({
  compilerOptions: {
    target: 'es2024',
    module: 'nodenext',
    strict: true,
    noEmit: true,
    types: [],
    allowImportingTsExtensions: true,
  },
});

interface Linted {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null }[];
}

/** The rules that each file of the tree breaks, by its path in the tree. */
async function lint(tree: Tree): Promise<Map<string, string[]>> {
  const config = join(projectRoot, '.config', 'eslint.config.mjs');
  const { output } = await runTool('eslint', ['--config', config, '-f', 'json', '.'], tree.root);
  const results = JSON.parse(output) as Linted[];
  return new Map(
    results.map(({ filePath, messages }) => [
      filePath.slice(tree.root.length + 1),
      messages.map(({ ruleId }) => ruleId ?? 'unreadable'),
    ]),
  );
}

describe('IN187 IN195 the rules of the code', () => {
  let tree: Tree;
  let found: Map<string, string[]>;
  beforeAll(async () => {
    tree = plantTree({
      'tsconfig.json': tsconfig,
      'node_modules/vitest/package.json': '{ "name": "vitest", "types": "index.d.ts" }',
      'node_modules/vitest/index.d.ts':
        'type Test = (name: string, body: () => void) => void;\nexport const it: Test & { only: Test; skip: Test };\nexport const describe: typeof it;\n',
      ...cleanFiles,
      ...Object.fromEntries(plants.map(([, , path, text]) => [path, text])),
    });
    found = await lint(tree);
  });
  afterAll(() => tree.remove());

  it.each(plants)('turn red for %s (%s)', (_what, rule, path) => {
    expect(found.get(path)).toContain(rule);
  });

  it('CL260 no day is taken from UTC, by code or by tests', () => {
    for (const path of ['packages/a/src/utc-text.test.ts', 'packages/a/src/utc-part.ts'])
      expect(found.get(path)).toEqual(['own/no-day-from-utc']);
  });

  it.each(Object.keys(cleanFiles))('let %s through', (path) => {
    expect(found.get(path)).toEqual([]);
  });

  it('cannot be switched off by a comment', async () => {
    const silenced = plantTree({
      'tsconfig.json': tsconfig,
      'packages/a/src/silenced.ts':
        '/* eslint-disable */\nexport const planted = (value: any): string => String(value);\n',
    });
    const rules = (await lint(silenced)).get('packages/a/src/silenced.ts');
    silenced.remove();
    expect(rules).toContain('@typescript-eslint/no-explicit-any');
  });
});
