import js from '@eslint/js';
import prettier from 'eslint-config-prettier/flat';
import regexp from 'eslint-plugin-regexp';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import own from './eslint-rules.mjs';

/**
 * The rules of the code. The tree that is checked is the working directory, so that
 * tests/checks/lint.test.ts can point the same rules at a planted mistake.
 *
 *   npm run lint
 *
 * Comments that switch rules off have no effect (noInlineConfig). A file that needs an exception
 * gets a line at the end of this file that names its decision in docs/decisions.
 */

const typed = ['**/*.ts', '**/*.svelte'];
const tests = ['**/*.test.ts', '**/*.spec.ts', '**/*.contract.ts', 'tests/**/*.ts'];
const ownIndexes = ['packages/*/src/index.ts', 'db/src/index.ts'];

/** Numbers: small files, small functions. */
const sizes = {
  'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  complexity: ['error', 10],
  'max-params': ['error', 4],
  'max-depth': ['error', 3],
};

/** Expressions that take as long as the text, and not as its square: a text from outside holds nobody up. */
const linear = {
  'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
  'regexp/no-super-linear-move': ['error', { report: 'potential' }],
};

/** Promises that nobody waits for, cases that nobody handles, values that nobody checked. */
const typeAware = {
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': 'error',
  '@typescript-eslint/require-await': 'error',
  '@typescript-eslint/return-await': ['error', 'in-try-catch'],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-unsafe-argument': 'error',
  '@typescript-eslint/no-unsafe-assignment': 'error',
  '@typescript-eslint/no-unsafe-call': 'error',
  '@typescript-eslint/no-unsafe-member-access': 'error',
  '@typescript-eslint/no-unsafe-return': 'error',
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/no-import-type-side-effects': 'error',
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
  ],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
};

export default defineConfig(
  globalIgnores([
    '**/node_modules/',
    '**/build/',
    '**/.svelte-kit/',
    '**/.turbo/',
    '**/paraglide/',
    '**/migrations/',
    '**/.data/',
    '**/.stryker-tmp/',
    'reports/',
    'coverage/',
  ]),
  { linterOptions: { noInlineConfig: true } },

  js.configs.recommended,
  ts.configs.recommendedTypeChecked,
  svelte.configs.recommended,
  {
    plugins: { own, regexp },
    languageOptions: {
      globals: globals.node,
      parserOptions: {
        projectService: true,
        tsconfigRootDir: process.cwd(),
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      ...sizes,
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', ...noBarrel()],
    },
  },
  { files: typed, rules: typeAware },
  {
    files: typed,
    // The calendar itself, and what proves it with a calendar of its own.
    ignores: ['packages/domain/src/terms/**', 'packages/domain/src/written-days/**'],
    rules: { 'own/no-day-from-utc': 'error' },
  },
  {
    files: ['apps/web/src/**/*.ts', 'apps/web/src/**/*.svelte'],
    // The one place that asks this machine, and tests.
    ignores: ['apps/web/src/lib/page-time/server-time.ts', ...tests],
    rules: { 'own/no-clock-of-browser': 'error' },
  },
  { files: ownIndexes, rules: { 'no-restricted-syntax': 'off' } },
  {
    files: typed,
    ignores: tests,
    rules: {
      'own/no-assertion-outside-edge': 'error',
      'own/no-guessed-moment': 'error',
      ...linear,
      '@typescript-eslint/no-non-null-assertion': 'error',
    },
  },
  {
    files: tests,
    rules: { 'max-lines-per-function': 'off', 'own/no-silent-skip': 'error' },
  },

  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: ts.parser },
    },
    rules: {
      'svelte/require-each-key': 'error',
      'svelte/no-at-html-tags': 'error',
      'svelte/no-target-blank': 'error',
      'svelte/button-has-type': 'error',
      'own/no-number-field': 'error',
      // The screens do not need the link helper: paths.base stays empty.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    files: ['**/*.svelte'],
    rules: { 'max-lines': ['error', { max: 150, skipBlankLines: true, skipComments: true }] },
  },
  { files: ['apps/web/**/*.ts'], languageOptions: { globals: globals.browser } },
  { files: ['**/*.js', '**/*.mjs', '**/*.cjs'], extends: [ts.configs.disableTypeChecked] },
  // The one form of module that a Node too old to run the rest can still read.
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },

  prettier,
  svelte.configs.prettier,
);

/** What is re-exported has two homes. Only the index.ts of a package may do that. */
function noBarrel() {
  const message = 'Only the index.ts of a package exports again. Import the file that has it.';
  return [
    { selector: 'ExportAllDeclaration', message },
    { selector: 'ExportNamedDeclaration[source]', message },
  ];
}
