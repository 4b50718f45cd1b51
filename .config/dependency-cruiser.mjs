/**
 * Which part of the program may import what: docs/architecture.md in a form that a machine checks.
 *
 *   npx depcruise --config .config/dependency-cruiser.mjs apps packages db tests
 *
 * Every rule here has a planted violation in tests/checks/arrows.test.ts. Allowing an import means
 * adding its target to the part's line below, in a commit that says why.
 */

/** Files that prove something rather than ship: they may use the test tools. */
const test = String.raw`(\.(test|spec|contract|fixture)\.[cm]?[jt]s$|^(packages/[^/]+|db)/src/testing/)`;

/** Files that configure a tool. They run at build time only. */
const toolConfig = String.raw`\.config\.[cm]?[jt]s$`;

const part = {
  domain: '^packages/domain/',
  documents: '^packages/documents/',
  protocol: '^packages/protocol/',
  rooms: '^packages/rooms/',
  usecases: '^packages/usecases/',
  db: '^db/',
};

/** What runs before anything is installed. */
const launch = '^apps/server/launch/';
const runTests = String.raw`^tests/run\.mjs$`;
const ownTools = String.raw`^\.config/(check|report|total)\.mjs$`;

/** @param {string[]} names packages from the registry */
const fromRegistry = (...names) =>
  names.map((name) => `(^|/)node_modules/(@types/)?${name.replaceAll('.', String.raw`\.`)}/`);

/** A folder or a file whose name says nothing about what is in it. */
const vague = String.raw`(^|/)(utils?|helpers?|commons?|misc)(/|\.[^/]+$)`;

const ownIndex = String.raw`^(packages/[^/]+|db)/src/index\.ts$`;
const anyIndex = String.raw`(^|/)index\.([cm]?[jt]s|svelte\.ts)$`;

/**
 * A part that may import only what is listed. Its tests may use any tool that is declared, but the
 * other parts of the program stay as closed to them.
 *
 * @param {string} name
 * @param {string} from
 * @param {string[]} mayImport
 * @param {{ comment: string, withNode?: boolean }} options
 */
function closedPart(name, from, mayImport, { comment, withNode = false }) {
  return [
    {
      name: `${name}-arrows`,
      comment,
      severity: 'error',
      from: { path: from, pathNot: [test, toolConfig] },
      to: {
        pathNot: [from, ...mayImport],
        ...(withNode ? { dependencyTypesNot: ['core'] } : {}),
      },
    },
    {
      name: `${name}-arrows-in-tests`,
      comment: `The tests of ${name} keep to the arrows of ${name}.`,
      severity: 'error',
      from: { path: from, pathNot: toolConfig },
      to: { path: '^(apps|packages|db|tests)/', pathNot: [from, ...mayImport] },
    },
  ];
}

const arrows = [
  {
    name: 'domain-imports-nothing',
    comment:
      'packages/domain is pure: no other part, no package, not even a module of Node. Time, ids and chance come in as arguments.',
    severity: 'error',
    from: { path: part.domain, pathNot: test },
    to: { pathNot: part.domain },
  },
  {
    name: 'domain-tests-import-only-test-tools',
    comment: 'Tests of packages/domain use vitest and fast-check and nothing else.',
    severity: 'error',
    from: { path: `${part.domain}.*${test}` },
    to: { pathNot: [part.domain, ...fromRegistry('vitest', 'fast-check')] },
  },
  ...closedPart(
    'documents',
    part.documents,
    [
      part.domain,
      ...fromRegistry(
        'yjs',
        'prosemirror-model',
        'y-prosemirror',
        'canonicalize',
        '@noble/hashes',
        'lib0',
      ),
    ],
    { comment: 'packages/documents is the Yjs shape of the domain and runs in the browser too.' },
  ),
  ...closedPart('protocol', part.protocol, [part.domain, ...fromRegistry('zod', 'lib0')], {
    comment: 'packages/protocol is the wire: schemas and sentences for the kinds of the domain.',
  }),
  ...closedPart(
    'rooms',
    part.rooms,
    [part.domain, part.documents, part.protocol, ...fromRegistry('yjs', 'y-protocols', 'lib0')],
    {
      comment:
        'packages/rooms has no sockets and no SQL: connections and the log come in through its ports.',
    },
  ),
  ...closedPart('usecases', part.usecases, [part.domain, part.documents, part.protocol], {
    comment:
      'packages/usecases speaks to rooms and storage through its own ports. It imports neither.',
  }),
  ...closedPart(
    'db',
    part.db,
    [
      part.domain,
      part.documents,
      part.protocol,
      part.rooms,
      part.usecases,
      ...fromRegistry('drizzle-orm', 'better-sqlite3', 'pg', 'tinypool', 'zod'),
    ],
    {
      comment: 'db implements ports of rooms and usecases and listens to nothing.',
      withNode: true,
    },
  ),
  {
    name: 'web-arrows',
    comment: 'apps/web uses domain, documents and protocol. Everything else is behind /api/v1.',
    severity: 'error',
    from: { path: '^apps/web/' },
    to: {
      path: '^(apps|packages|db|tests)/',
      pathNot: ['^apps/web/', part.domain, part.documents, part.protocol],
    },
  },
  {
    name: 'apps-are-not-imported',
    comment: 'Programs are started, not imported. Only apps/server mounts the built pages.',
    severity: 'error',
    from: { pathNot: ['^apps/', runTests, ownTools] },
    to: { path: '^apps/' },
  },
  {
    name: 'tests-are-not-imported',
    comment: 'What ships never imports a test or a tool of the tests.',
    severity: 'error',
    from: { path: '^(apps|packages|db)/', pathNot: test },
    to: { path: ['^tests/', test] },
  },
  {
    name: 'sql-only-in-db',
    comment: 'Drivers and query builders end in db.',
    severity: 'error',
    from: { path: '^(apps|packages)/' },
    to: { path: fromRegistry('drizzle-orm', 'drizzle-kit', 'better-sqlite3', 'pg') },
  },
  {
    name: 'sockets-only-in-server',
    comment: 'Only apps/server listens.',
    severity: 'error',
    from: { path: '^(apps/web|packages|db)/', pathNot: test },
    to: { path: fromRegistry('express', 'socket.io', 'ws') },
  },
  {
    name: 'launch-needs-nothing-installed',
    comment:
      'npm start, npm test and npm run check begin before anything is installed, on any Node from 20 up.',
    severity: 'error',
    from: { path: [launch, runTests, ownTools], pathNot: test },
    to: { pathNot: [launch, ownTools], dependencyTypesNot: ['core'] },
  },
];

const shape = [
  {
    name: 'no-cycles',
    comment: 'Files that import each other in a ring cannot be read or tested alone.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-reaching-into-another-package',
    comment: 'Another package is imported by its name and only through its exports.',
    severity: 'error',
    from: {
      path: '^(apps/[^/]+|packages/[^/]+|db|tests)/',
      pathNot: runTests,
    },
    to: {
      path: '^(apps|packages|db|tests)/',
      pathNot: '^$1/',
      dependencyTypesNot: ['aliased-workspace'],
    },
  },
  {
    name: 'no-barrels',
    comment: 'The one index.ts is that of a package. Import the file that has what you need.',
    severity: 'error',
    from: { path: anyIndex, pathNot: [ownIndex, 'node_modules'] },
    to: {},
  },
  ...[
    { name: 'no-vague-names', from: { path: vague, pathNot: 'node_modules' }, to: {} },
    { name: 'no-imports-of-vague-names', from: {}, to: { path: vague, pathNot: 'node_modules' } },
    {
      name: 'no-vague-names-left-alone',
      from: { orphan: true, path: vague, pathNot: 'node_modules' },
      to: {},
    },
  ].map((rule) => ({
    ...rule,
    comment: 'utils, helpers, common and misc say nothing. Name a file after what it does.',
    severity: 'error',
  })),
];

const dependencies = [
  {
    name: 'no-unresolvable',
    comment: 'What is imported exists, and its package exports it.',
    severity: 'error',
    from: {},
    // Made by SvelteKit itself, or by the build of apps/web.
    to: {
      couldNotResolve: true,
      pathNot: [
        String.raw`^\$(app|env|lib|service-worker)(/|$)`,
        String.raw`/\$types(\.js)?$`,
        '^@overlegtafel/web/',
      ],
    },
  },
  {
    name: 'no-undeclared-dependency',
    comment: 'A package that is imported stands in package.json.',
    severity: 'error',
    from: {},
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'no-dev-dependency-in-sources',
    comment: 'What ships does not depend on what is only there for development.',
    severity: 'error',
    from: { path: '^(packages|db|apps/server)/', pathNot: [test, toolConfig] },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
];

export default {
  forbidden: [...arrows, ...shape, ...dependencies],
  options: {
    tsPreCompilationDeps: true,
    // The tools that all packages share stand in the top package.json.
    combinedDependencies: true,
    doNotFollow: { path: 'node_modules' },
    exclude: {
      path: String.raw`(^|/)(build|paraglide|migrations|\.svelte-kit|\.turbo|\.data|\.stryker-tmp)/`,
    },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'svelte', 'types', 'default'],
    },
  },
};
