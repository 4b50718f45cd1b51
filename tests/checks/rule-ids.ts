import ts from 'typescript';

/** Text by path. */
export type Texts = Readonly<Record<string, string>>;

export interface Findings {
  /** Defined more than once, or with the prefix of another page. */
  readonly ambiguous: readonly string[];
  /** Defined, and proven by no test. */
  readonly unproven: readonly string[];
  /** Carried by a test, and defined nowhere. */
  readonly unknown: readonly string[];
}

const definition = /^- \*\*([A-Z]{2,4}\d+)\*\* \S/gm;
/** What a title begins with: only there an id of no page is one. */
const atBegin = /^\W*((?:[A-Z]{2,4}\d+[,: ]+)+)/;
const example = /^```[\s\S]*?^```/gm;
const anyId = /\b[A-Z]{2,4}\d+\b/g;
const testers = new Set(['describe', 'it', 'test']);
const standard = /^(RFC|ISO|NEN|SHA|AES|UTF)\d/;

/**
 * Holds the rules of docs/spec against the tests that carry their ids.
 *
 * @param pages the pages of docs/spec
 * @param tests the sources of all tests and suites
 */
export function compareRules(pages: Texts, tests: Texts): Findings {
  const definitions = Object.entries(pages).flatMap(([page, text]) =>
    [...text.replaceAll(example, '').matchAll(definition)].map(([, id = '']) => ({ id, page })),
  );
  const defined = new Set(definitions.map(({ id }) => id));
  const carried = carriedIds(Object.values(tests), new Set([...defined].map(prefixOf)));
  return {
    ambiguous: ambiguous(definitions),
    unproven: [...defined].filter((id) => !carried.has(id)),
    unknown: [...carried].filter((id) => !defined.has(id)),
  };
}

const prefixOf = (id: string): string => id.replace(/\d+$/, '');

/** The ids in titles of tests: those with a prefix of a page anywhere in it, all others only where it begins. */
function carriedIds(tests: readonly string[], prefixes: ReadonlySet<string>): Set<string> {
  const ids = (text: string): string[] => [...text.matchAll(anyId)].map(([id]) => id);
  return new Set(
    tests
      .flatMap(titlesIn)
      .flatMap((title) => [
        ...ids(title).filter((id) => prefixes.has(prefixOf(id))),
        ...ids(atBegin.exec(title)?.[1] ?? '').filter((id) => !standard.test(id)),
      ]),
  );
}

/** The titles of the tests in a source, and the rows that titles are made from. What a comment names proves nothing. */
function titlesIn(source: string): string[] {
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    const [title] = ts.isCallExpression(node) ? node.arguments : [];
    if (title && ts.isCallExpression(node) && testers.has(rootOf(node.expression)))
      titles.push(title.getText());
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('a.test.ts', source, ts.ScriptTarget.Latest, true));
  return titles;
}

/** `it` of `it.each([])` and of `it.skipIf(x)`. */
function rootOf(callee: ts.Expression): string {
  if (ts.isCallExpression(callee) || ts.isPropertyAccessExpression(callee))
    return rootOf(callee.expression);
  return ts.isIdentifier(callee) ? callee.text : '';
}

function ambiguous(definitions: readonly { id: string; page: string }[]): string[] {
  const pageOfPrefix = new Map<string, string>();
  const seen = new Set<string>();
  return definitions
    .filter(({ id, page }) => {
      const prefix = prefixOf(id);
      const home = pageOfPrefix.get(prefix) ?? page;
      pageOfPrefix.set(prefix, home);
      const isTwice = seen.has(id);
      seen.add(id);
      return isTwice || home !== page;
    })
    .map(({ id, page }) => `${id} in ${page}`);
}
