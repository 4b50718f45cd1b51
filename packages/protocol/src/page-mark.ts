/**
 * How a page of ours says for whom it was made. The server gives each page a mark that only it can make and read; the
 * page shows it with every call, form and live connection, and the server refuses what comes from the page of another.
 */
export const pageMark = {
  /** On calls, and on what a page loads after it came. On an answer it tells that the page is another person's. */
  header: 'overlegtafel-page',
  /** In the address of a document connection: browsers send no headers of ours with a WebSocket. */
  query: 'page',
  /** In a form that works without scripts. */
  field: 'pagina',
  /** What the header says of a page that was made for somebody else than who is signed in. */
  ofAnother: 'other-person',
  form: /^[\w-]{32}$/,
} as const;
