const here = 'http://here.invalid';

/**
 * SH165: where to go after a form that names the page it was on.
 *
 * @param asked what the form sent; anybody can make a form, so it is not to be trusted
 * @returns a path on this site: `asked` when it is one, otherwise the start page. Addresses of other
 *   sites, also in the forms `//host` and `/\host`, become the start page.
 */
export function safeReturn(asked: unknown): string {
  if (typeof asked !== 'string' || !asked.startsWith('/')) return '/';
  const path = pathOf(asked);
  // Read again as it is sent: of `/..//host` the path is `//host`, which a browser takes for another site.
  return path !== undefined && pathOf(path) === path ? path : '/';
}

/** The path and query on this site that an address leads to; undefined when it leads elsewhere, or nowhere. */
function pathOf(address: string): string | undefined {
  if (!URL.canParse(address, here)) return undefined;
  const { origin, pathname, search } = new URL(address, here);
  return origin === here ? pathname + search : undefined;
}
