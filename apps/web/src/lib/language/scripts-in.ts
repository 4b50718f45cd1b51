/** A script of ours in a page: `"./_app/immutable/` and then one of its three folders. */
const script = /("(?:[^"\s]*\/)?_app\/immutable\/)(?=(?:entry|nodes|chunks)\/)/g;

/** A page with its scripts in the language of its words: those in English stand in a folder of their own. */
export function scriptsIn(locale: string, html: string): string {
  return locale === 'en' ? html.replace(script, '$1en/') : html;
}
