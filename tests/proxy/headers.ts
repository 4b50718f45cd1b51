export interface Rewrite {
  /** Address of the proxy itself. */
  readonly own: string;
  readonly target: URL;
}

/**
 * The headers as the server would have got them without a proxy: a page that was loaded through the
 * proxy has the proxy as its origin. Compression of messages is not agreed on, the proxy reads them.
 */
export function forwardedHeaders(raw: readonly string[], { own, target }: Rewrite): string[] {
  const headers: string[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i] ?? '';
    const value = raw[i + 1] ?? '';
    const key = name.toLowerCase();
    if (key === 'sec-websocket-extensions') continue;
    if (key === 'host') headers.push(name, target.host);
    else if (key === 'origin' && isOwn(value, own)) headers.push(name, target.origin);
    else headers.push(name, value);
  }
  return headers;
}

/** People type localhost or 127.0.0.1; the port is what counts. */
function isOwn(origin: string, own: string): boolean {
  return URL.canParse(origin) && new URL(origin).port === new URL(own).port;
}
