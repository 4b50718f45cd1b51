/** Text by path, from the root of the project. */
export type Pages = Readonly<Record<string, string>>;

/** What there is for a document to name. */
export interface Project {
  /** Whether something stands at this path, from the root of the project. */
  readonly has: (path: string) => boolean;
  readonly scripts: ReadonlySet<string>;
  readonly rules: ReadonlySet<string>;
}

const link = /\]\(([^)\s]+)\)/g;
const code = /`([^`\n]+)`/g;
const fence = /^```[\s\S]*?^```/gm;
/** Places of the project; a pattern or a gap in a path names many and is not looked for. */
const place = /^(?:apps|packages|db|tests|docs|\.config|\.ci)\/[\w@./-]+$/;
const script = /\bnpm run (?:-s |--silent )?([a-z][\w:-]*)(?! -w)/g;
const ruleId = /\b[A-Z]{2,4}\d+\b/g;

/** What documents name and nobody finds: each as `page: what`. */
export function lostNames(pages: Pages, project: Project): string[] {
  const prefixes = new Set([...project.rules].map(prefixOf));
  return Object.entries(pages).flatMap(([page, text]) => {
    const lost = [
      ...matches(link, text).filter((target) => isLost(page, target, project)),
      ...matches(code, text.replaceAll(fence, '')).filter(
        (word) => place.test(word) && !project.has(word.replace(/\/$/, '')),
      ),
      ...matches(script, text).filter((name) => !project.scripts.has(name)),
      ...idsIn(text).filter((id) => prefixes.has(prefixOf(id)) && !project.rules.has(id)),
    ];
    return [...new Set(lost)].map((what) => `${page}: ${what}`);
  });
}

function matches(pattern: RegExp, text: string): string[] {
  return [...text.matchAll(pattern)].map(([, found = '']) => found);
}

const idsIn = (text: string): string[] => [...text.matchAll(ruleId)].map(([id]) => id);
const prefixOf = (id: string): string => id.replace(/\d+$/, '');

/** A link to another place of the project that is not there. */
function isLost(page: string, target: string, { has }: Project): boolean {
  if (/^(?:[a-z]+:|#)/.test(target)) return false;
  const [path = ''] = target.split('#');
  const { pathname } = new URL(path, `file:///${page}`);
  return !has(decodeURIComponent(pathname.slice(1)).replace(/\/$/, ''));
}
