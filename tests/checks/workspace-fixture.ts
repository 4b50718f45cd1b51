import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { linkPackage, plantTree, projectRoot, type Files, type Tree } from './planted-tree.ts';

interface Part {
  readonly name: string;
  readonly tag: 'pure' | 'adapter' | 'app';
  /** The other parts that its package.json declares. */
  readonly uses: readonly string[];
}

const inward = ['domain', 'documents', 'protocol'];

/** The parts of the program by folder. */
const parts: Readonly<Record<string, Part>> = {
  'packages/domain': { name: 'domain', tag: 'pure', uses: [] },
  'packages/documents': { name: 'documents', tag: 'pure', uses: ['domain'] },
  'packages/protocol': { name: 'protocol', tag: 'pure', uses: ['domain'] },
  'packages/rooms': { name: 'rooms', tag: 'pure', uses: inward },
  'packages/usecases': { name: 'usecases', tag: 'pure', uses: inward },
  db: { name: 'db', tag: 'adapter', uses: [...inward, 'rooms', 'usecases'] },
  'apps/web': { name: 'web', tag: 'app', uses: inward },
  'apps/server': {
    name: 'server',
    tag: 'app',
    uses: [...inward, 'rooms', 'usecases', 'db'],
  },
};

/** Stand-ins for packages from the registry: what counts is where they stand, not what they do. */
const registry = [
  '@noble/hashes',
  'better-sqlite3',
  'canonicalize',
  'drizzle-orm',
  'express',
  'fast-check',
  'lib0',
  'pg',
  'prosemirror-model',
  'socket.io',
  'svelte',
  'vitest',
  'ws',
  'y-prosemirror',
  'y-protocols',
  'yjs',
  'zod',
];

const own = (name: string): string => `@overlegtafel/${name}`;
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const uses = (...specifiers: string[]): string =>
  [...specifiers.map((specifier) => `import '${specifier}';`), 'export const used = 1;', ''].join(
    '\n',
  );

/** A workspace in which every import that is allowed happens, and no other. */
const cleanSources: Files = {
  'packages/domain/src/index.ts': "export { used } from './gate.ts';\n",
  'packages/domain/src/gate.ts': uses(),
  'packages/domain/src/gate.test.ts': uses('./gate.ts', 'vitest', 'fast-check'),
  'packages/documents/src/index.ts': uses(
    own('domain'),
    'yjs',
    'prosemirror-model',
    'y-prosemirror',
    'canonicalize',
    '@noble/hashes',
  ),
  'packages/protocol/src/index.ts': uses(own('domain'), 'zod', 'lib0'),
  'packages/rooms/src/index.ts': uses(
    own('domain'),
    own('documents'),
    own('protocol'),
    'yjs',
    'y-protocols',
    'lib0',
  ),
  'packages/rooms/src/room-log.contract.ts': uses('vitest', 'node:assert'),
  'packages/usecases/src/index.ts': uses(own('domain'), own('documents'), own('protocol')),
  'db/src/index.ts': uses(
    own('domain'),
    own('documents'),
    own('protocol'),
    own('rooms'),
    own('usecases'),
    'drizzle-orm',
    'better-sqlite3',
    'pg',
    'zod',
    'node:crypto',
  ),
  'apps/web/src/state.ts': uses(own('domain'), own('documents'), own('protocol'), 'yjs'),
  'apps/web/src/Page.svelte': `<script lang="ts">import { used } from '${own('domain')}';</script>\n<p>{used}</p>\n`,
  'apps/server/src/main.ts': uses(
    ...[...inward, 'rooms', 'usecases', 'db'].map(own),
    'express',
    'ws',
  ),
  'apps/server/launch/install.mjs': uses('node:fs'),
  'tests/e2e/start.spec.ts': uses('vitest', own('domain'), own('db')),
  'tests/run.mjs': `// @boundaries-ignore nothing is installed yet\n${uses('../apps/server/launch/install.mjs')}`,
};

/** The tags of the parts mean here what they mean in the project. */
const turbo = readFileSync(join(projectRoot, 'turbo.json'), 'utf8');

/** Writes the clean workspace with these files added or put in place of its own. */
export function plantWorkspace(changes: Files = {}): Tree {
  const tree = plantTree({
    ...manifests(),
    ...stubs(),
    ...cleanSources,
    ...changes,
  });
  for (const [folder, { name }] of Object.entries(parts)) linkPackage(tree.root, own(name), folder);
  return tree;
}

const versions = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [own(name), '1.0.0']));

function manifests(): Files {
  const all = Object.fromEntries(registry.map((name) => [name, '1.0.0']));
  const { vitest = '', 'fast-check': fastCheck = '', ...shipped } = all;
  const files: Record<string, string> = {
    'package.json': json({
      name: 'planted',
      private: true,
      packageManager: 'npm@11.19.1',
      workspaces: ['apps/*', 'packages/*', 'db', 'tests'],
      devDependencies: { vitest, 'fast-check': fastCheck },
    }),
    'turbo.json': turbo,
    'tests/package.json': json({
      name: own('tests'),
      private: true,
      dependencies: versions(['domain', 'db']),
    }),
  };
  for (const [folder, { name, tag, uses: used }] of Object.entries(parts)) {
    files[`${folder}/package.json`] = json({
      name: own(name),
      version: '1.0.0',
      private: true,
      type: 'module',
      exports: { '.': './src/index.ts' },
      dependencies: { ...shipped, ...versions(used) },
    });
    files[`${folder}/turbo.json`] = json({ extends: ['//'], tags: [tag] });
  }
  return files;
}

function stubs(): Files {
  const files: Record<string, string> = {};
  for (const name of registry) {
    files[`node_modules/${name}/package.json`] = json({
      name,
      type: 'module',
      exports: { '.': './index.js', './*': './index.js' },
    });
    files[`node_modules/${name}/index.js`] = 'export default {};\n';
  }
  return files;
}
