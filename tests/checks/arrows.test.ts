import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot, runTool, type Files, type Tree } from './planted-tree.ts';
import { plantWorkspace } from './workspace-fixture.ts';

/** One forbidden import: the files that make it, and the rule that has to see it in the first. */
interface Plant {
  readonly what: string;
  readonly rule: string;
  readonly files: Files;
}

const imports = (specifier: string): string =>
  `import '${specifier}';\nexport const planted = 1;\n`;
const plant = (what: string, rule: string, path: string, specifier: string): Plant => ({
  what,
  rule,
  files: { [path]: imports(specifier) },
});

/** Each part may not import these parts; the name of its rule. */
const forbiddenParts: readonly [folder: string, rule: string, parts: readonly string[]][] = [
  [
    'packages/domain/src',
    'domain-imports-nothing',
    ['documents', 'protocol', 'rooms', 'usecases', 'db'],
  ],
  ['packages/documents/src', 'documents-arrows', ['protocol', 'rooms', 'usecases', 'db']],
  ['packages/protocol/src', 'protocol-arrows', ['documents', 'rooms', 'usecases', 'db']],
  ['packages/rooms/src', 'rooms-arrows', ['usecases', 'db']],
  ['packages/usecases/src', 'usecases-arrows', ['rooms', 'db']],
  ['apps/web/src', 'web-arrows', ['rooms', 'usecases', 'db']],
];

/** Each part may not import these packages or modules of Node; the name of its rule. */
const forbiddenPackages: readonly [folder: string, rule: string, names: readonly string[]][] = [
  ['packages/domain/src', 'domain-imports-nothing', ['yjs', 'zod', 'node:crypto']],
  ['packages/documents/src', 'documents-arrows', ['zod', 'y-protocols', 'node:crypto']],
  ['packages/protocol/src', 'protocol-arrows', ['yjs', 'node:fs']],
  [
    'packages/rooms/src',
    'rooms-arrows',
    ['ws', 'socket.io', 'drizzle-orm', 'better-sqlite3', 'node:net', 'node:http', 'node:fs'],
  ],
  ['packages/usecases/src', 'usecases-arrows', ['express', 'pg', 'node:fs']],
  ['db/src', 'db-arrows', ['express', 'ws', 'svelte']],
  ['apps/web/src', 'sql-only-in-db', ['drizzle-orm', 'pg']],
  ['apps/web/src', 'sockets-only-in-server', ['express', 'ws']],
  ['apps/server/src', 'sql-only-in-db', ['drizzle-orm', 'better-sqlite3']],
];

const arrowPlants = forbiddenParts.flatMap(([folder, rule, parts]) =>
  parts.map((part) =>
    plant(`${folder} -> ${part}`, rule, `${folder}/to-${part}.ts`, `@overlegtafel/${part}`),
  ),
);

/** What a test of a part may not import either. */
const testPlants = [
  ['packages/documents/src', 'documents', '@overlegtafel/rooms'],
  ['packages/protocol/src', 'protocol', '@overlegtafel/documents'],
  ['packages/rooms/src', 'rooms', '@overlegtafel/db'],
  ['packages/usecases/src', 'usecases', '@overlegtafel/rooms'],
  ['db/src', 'db', '../../apps/server/src/main.ts'],
].map(([folder = '', name = '', specifier = '']) =>
  plant(
    `a test in ${folder} -> ${specifier}`,
    `${name}-arrows-in-tests`,
    `${folder}/goes-too-far.test.ts`,
    specifier,
  ),
);

const packagePlants = forbiddenPackages.flatMap(([folder, rule, names]) =>
  names.map((name) => {
    const file = `${folder}/to-${name.replaceAll(/\W/g, '-')}.ts`;
    return plant(`${folder} -> ${name}`, rule, file, name);
  }),
);

const otherPlants: readonly Plant[] = [
  plant(
    'a test of the domain that reads files',
    'domain-tests-import-only-test-tools',
    'packages/domain/src/files.test.ts',
    'node:fs',
  ),
  {
    what: 'a forbidden import inside a component',
    rule: 'web-arrows',
    files: {
      'apps/web/src/Rooms.svelte':
        '<script lang="ts">\n  import { used } from \'@overlegtafel/rooms\';\n</script>\n\n<p>{used}</p>\n',
    },
  },
  {
    what: 'a forbidden import that is only a type',
    rule: 'rooms-arrows',
    files: {
      'packages/rooms/src/type-only.ts':
        "import type { used } from '@overlegtafel/db';\nexport type Planted = typeof used;\n",
    },
  },
  {
    what: 'a forbidden import that happens later',
    rule: 'usecases-arrows',
    files: {
      'packages/usecases/src/later.ts':
        "export const planted = () => import('@overlegtafel/rooms');\n",
    },
  },
  {
    what: 'files in a ring',
    rule: 'no-cycles',
    files: {
      'packages/rooms/src/ring-one.ts': imports('./ring-two.ts'),
      'packages/rooms/src/ring-two.ts': imports('./ring-one.ts'),
    },
  },
  {
    what: 'a folder called utils',
    rule: 'no-vague-names',
    files: { 'packages/rooms/src/utils/text.ts': imports('yjs') },
  },
  ...['helpers', 'common', 'misc'].map((name) => ({
    what: `a folder called ${name} that nothing uses yet`,
    rule: 'no-vague-names-left-alone',
    files: { [`packages/documents/src/${name}/text.ts`]: 'export const planted = 1;\n' },
  })),
  {
    what: 'an import of a file called utils',
    rule: 'no-imports-of-vague-names',
    files: {
      'apps/server/src/uses-utils.ts': imports('./utils.ts'),
      'apps/server/src/utils.ts': 'export const planted = 1;\n',
    },
  },
  plant(
    'a path into the sources of another package',
    'no-reaching-into-another-package',
    'packages/documents/src/reach.ts',
    '../../domain/src/gate.ts',
  ),
  plant(
    'a part of another package that it does not export',
    'no-unresolvable',
    'apps/web/src/hidden.ts',
    '@overlegtafel/domain/src/gate.ts',
  ),
  plant('a barrel', 'no-barrels', 'packages/rooms/src/admission/index.ts', 'yjs'),
  plant(
    'a program that is imported',
    'apps-are-not-imported',
    'tests/e2e/import.spec.ts',
    '../../apps/server/src/main.ts',
  ),
  plant(
    'sources that import a test',
    'tests-are-not-imported',
    'packages/rooms/src/uses-test.ts',
    './room-log.contract.ts',
  ),
  plant(
    'a launcher that needs an installed package',
    'launch-needs-nothing-installed',
    'apps/server/launch/early.mjs',
    'express',
  ),
  {
    what: 'a package that is not declared',
    rule: 'no-undeclared-dependency',
    files: {
      'apps/server/src/undeclared.ts': imports('left-pad'),
      'node_modules/left-pad/package.json': '{ "name": "left-pad", "main": "index.js" }\n',
      'node_modules/left-pad/index.js': 'export default {};\n',
    },
  },
  plant(
    'sources that need a development tool',
    'no-dev-dependency-in-sources',
    'apps/server/src/dev.ts',
    'fast-check',
  ),
];

const plants = [...arrowPlants, ...testPlants, ...packagePlants, ...otherPlants];

interface CruiseResult {
  readonly summary: {
    readonly violations: readonly { from: string; rule: { name: string } }[];
    readonly ruleSetUsed: { readonly forbidden: readonly { name: string }[] };
  };
}

interface Cruise {
  readonly rules: readonly string[];
  /** The rules that each file breaks. */
  readonly broken: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What dependency-cruiser says of a tree, with the project's own rules. */
async function cruise(tree: Tree): Promise<Cruise> {
  const { output } = await runTool(
    'depcruise',
    [...cruiseArgs, '--output-type', 'json'],
    tree.root,
  );
  const { summary } = JSON.parse(output) as CruiseResult;
  const broken = new Map<string, Set<string>>();
  for (const { from, rule } of summary.violations) {
    broken.set(from, (broken.get(from) ?? new Set()).add(rule.name));
  }
  return { rules: summary.ruleSetUsed.forbidden.map(({ name }) => name), broken };
}

const cruiseArgs = [
  '--config',
  join(projectRoot, '.config', 'dependency-cruiser.mjs'),
  'apps',
  'packages',
  'db',
  'tests',
];

describe('the arrows between the parts', () => {
  const trees: Tree[] = [];
  const planted = (changes?: Files): Tree => {
    const tree = plantWorkspace(changes);
    trees.push(tree);
    return tree;
  };
  afterAll(() => trees.forEach((tree) => tree.remove()));

  it('let every import of the design through', async () => {
    const { broken } = await cruise(planted());
    expect(Object.fromEntries(broken)).toEqual({});
  });

  describe('turn red for', () => {
    let found: Cruise;
    beforeAll(async () => {
      // One tree with all plants, each in files of its own: one start of the tool instead of fifty.
      const all = Object.fromEntries(plants.flatMap(({ files }) => Object.entries(files)));
      found = await cruise(planted(all));
    });

    it.each(plants)('$what ($rule)', ({ rule, files }) => {
      const [file = ''] = Object.keys(files);
      expect([...(found.broken.get(file) ?? [])]).toContain(rule);
    });

    it('every rule: none stands without a plant', () => {
      const proven = new Set(plants.map(({ rule }) => rule));
      expect(found.rules.filter((name) => !proven.has(name))).toEqual([]);
    });

    it('nothing that was not planted', () => {
      const plantedFiles = new Set(plants.flatMap(({ files }) => Object.keys(files)));
      expect([...found.broken.keys()].filter((file) => !plantedFiles.has(file))).toEqual([]);
    });
  });

  it('end the tool with a failure', async () => {
    const { files } = plants[0] ?? { files: {} };
    expect((await runTool('depcruise', cruiseArgs, planted().root)).code).toBe(0);
    expect((await runTool('depcruise', cruiseArgs, planted(files).root)).code).not.toBe(0);
  });

  it('are held a second time by the tags of turbo', async () => {
    const clean = await runTool('turbo', ['boundaries'], planted().root);
    expect(clean.output + clean.errors).toContain('no issues found');

    const declared = planted({
      'packages/rooms/package.json': JSON.stringify({
        name: '@overlegtafel/rooms',
        version: '1.0.0',
        dependencies: { '@overlegtafel/db': '1.0.0' },
      }),
    });
    const red = await runTool('turbo', ['boundaries'], declared.root);
    expect(red.code).not.toBe(0);
    expect(red.output + red.errors).toContain('`@overlegtafel/db` found without any tag');
  });

  it('are held a second time by what a package declares', async () => {
    const tree = planted({ 'packages/rooms/src/to-db.ts': imports('@overlegtafel/db') });
    const red = await runTool('turbo', ['boundaries'], tree.root);
    expect(red.code).not.toBe(0);
    expect(red.output + red.errors).toContain('packages/rooms/src/to-db.ts');
  });
});
