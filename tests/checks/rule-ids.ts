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
const inTitle = /\(\s*['"`]((?:[A-Z]{2,4}\d+[,: ]+)+)/g;
const example = /^```[\s\S]*?^```/gm;
const anyId = /[A-Z]{2,4}\d+/g;
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

/** The ids in tests: those with a prefix of a page anywhere, all others only where a title begins. */
function carriedIds(tests: readonly string[], prefixes: ReadonlySet<string>): Set<string> {
  const ids = (text: string): string[] => [...text.matchAll(anyId)].map(([id]) => id);
  const titles = (text: string): string => [...text.matchAll(inTitle)].map(([, t]) => t).join(' ');
  return new Set(
    tests.flatMap((text) => [
      ...ids(text).filter((id) => prefixes.has(prefixOf(id))),
      ...ids(titles(text)).filter((id) => !standard.test(id)),
    ]),
  );
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
