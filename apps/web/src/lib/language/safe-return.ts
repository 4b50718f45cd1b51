/**
 * Where to go after a form that names the page it was on.
 *
 * @param asked what the form sent; anybody can make a form, so it is not to be trusted
 * @returns a path on this site: `asked` when it is one, otherwise the start page. Addresses of other
 *   sites, also in the forms `//host` and `/\host`, become the start page.
 */
export function safeReturn(asked: unknown): string {
  if (typeof asked !== 'string' || !asked.startsWith('/')) return '/';
  const here = 'http://here.invalid';
  try {
    const url = new URL(asked, here);
    return url.origin === here ? url.pathname + url.search : '/';
  } catch {
    return '/';
  }
}
