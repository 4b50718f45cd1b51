import { fileURLToPath } from 'node:url';

/** A path in this folder, absolute, so that it does not matter from where the compiler is run. */
function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

/**
 * How the messages in messages/ become code, for the build, the type check and the test alike.
 *
 * The language comes from the cookie of the language switch, else from what the browser asks for,
 * else it is Dutch. It never stands in the address, so a link means the same to everyone.
 */
export const messagesCompiler = {
  project: here('./project.inlang'),
  outdir: here('./src/lib/paraglide'),
  strategy: ['cookie', 'preferredLanguage', 'baseLocale'] satisfies (
    'cookie' | 'preferredLanguage' | 'baseLocale'
  )[],
  cookieName: 'language',
  // What only the server does is left out of the pages.
  isServer: 'import.meta.env.SSR',
  emitReadme: false,
};
