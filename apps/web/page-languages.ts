import { fileURLToPath } from 'node:url';
import { minify, type Plugin } from 'vite';

const pageLanguage = fileURLToPath(new URL('./page-language.ts', import.meta.url));
const stand = '__PAGE_LANGUAGE__';
/** What the compiler of messages writes at the end of every message. */
const choice =
  /\(\(inputs(?: = \{\})?, options = \{\}\) => \{\s*const locale = [^\n]*getLocale\(\);?\s*if \(locale === "en"\) return (en_\w+)\(inputs\);?\s*return (nl_\w+)\(inputs\);?\s*\}\)/;
/** Styles and fonts have no language: they stay where they are, from there one folder further up. */
const toAssets = /(?<=["'`]\.\.\/)(?=assets\/)/g;

/**
 * Writes every script of the pages twice: in Dutch where SvelteKit expects it, in English in a folder `en` beside it.
 * The server names the one or the other (src/lib/language/scripts-in.ts). So a page brings one language, and no
 * choosing between two.
 */
export const oneLanguage: Plugin = {
  name: 'one-language',
  apply: 'build',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => name === 'client',
  resolveId: { filter: { id: /paraglide\/runtime\.js$/ }, handler: () => pageLanguage },
  transform: {
    filter: { id: /paraglide\/messages\/(?!_index)/ },
    handler(code) {
      const short = code.replace(choice, `(${stand} === "en" ? $1 : $2)`);
      if (short === code) this.error('The compiler of messages writes them in another way.');
      return { code: short, moduleSideEffects: false };
    },
  },
  generateBundle: {
    order: 'post',
    async handler(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        const { fileName, code } = file;
        const [dutch, english] = await Promise.all([
          inOne('nl', fileName, code),
          inOne('en', fileName, code.replaceAll(toAssets, '../')),
        ]);
        file.code = dutch;
        const beside = fileName.replace('/immutable/', '/immutable/en/');
        this.emitFile({ type: 'asset', fileName: beside, source: english });
      }
    },
  },
};

async function inOne(language: 'nl' | 'en', fileName: string, code: string): Promise<string> {
  const told = code.replaceAll(stand, JSON.stringify(language));
  return (await minify(fileName, told, { module: true })).code;
}
