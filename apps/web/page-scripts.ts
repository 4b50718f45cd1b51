import { fileURLToPath } from 'node:url';
import type { Plugin, Rolldown } from 'vite';

const leftOut = fileURLToPath(new URL('./left-out.ts', import.meta.url));

/**
 * What the libraries bring along and no page of ours calls: the writer of values as a script, which SvelteKit needs on
 * its server, and the custom elements of Svelte, of which we make none.
 */
export const leaveOut: Plugin = {
  name: 'leave-out',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => name === 'client',
  resolveId: {
    filter: { id: /^\.\/(?:src\/uneval|dom\/elements\/custom-element)\.js$/ },
    handler: () => leftOut,
  },
};

/** Parts of the look that few screens have, or that nobody has opened yet. */
const rare =
  /look.(?:Timeline|Fingerprint|fingerprint-groups|Table|ErrorSummary|PriorityWord|TermText|Menu|CountBlocks|ConflictChoice|ChoiceGroup|NameList)\b|keyboard.Key(?:Overview|Row)\b/;
const everywhere =
  /node_modules.(?:svelte|@sveltejs|devalue|clsx|esm-env)|vite.preload-helper|paraglide.runtime|lib.(?:shell|keyboard|announce|settings|look)|routes.\+(?:layout|error)/;
/** SvelteKit finds its own start by these, so they stay files of their own. */
const starts = /runtime.client.(?:client-)?entry|\.css/;

/**
 * Which modules travel in one file. Left to itself the bundler makes a file for every set of pages that share
 * something: some ninety for a case at the table, most of them too small to compress. Where a module fits more than
 * one group, the first has it, with everything that it needs.
 */
export const pageFiles: Rolldown.CodeSplittingOptions = {
  groups: [
    {
      name: 'everywhere',
      priority: 5,
      test: (id) => everywhere.test(id) && !rare.test(id) && !starts.test(id),
    },
    {
      name: 'model',
      priority: 4,
      test: /packages.(?:domain|protocol).src.(?!outbox|document-messages)/,
    },
    {
      name: 'table',
      priority: 3,
      test: /routes.tafel.*layout\.svelte|lib.document.(?:live-document|saving)|lib.table.case.(?:case-desk|CasePlain|household-words)/,
    },
    { name: 'choices', priority: 2, test: /look.ChoiceGroup/ },
    {
      name: 'case-sheet',
      priority: 1,
      test: /lib.table.case.CaseTogether|lib.case-sheet.open-case/,
    },
    // By need, each counted apart in tests/e2e/budgets.spec.ts: writing together, and live events.
    {
      name: 'collaboration',
      priority: 2,
      test: /lib.document.collaboration|packages.documents.src.shape/,
    },
    { name: 'live-events', priority: 2, test: /node_modules.(?:socket\.io|engine\.io)/ },
  ],
};
