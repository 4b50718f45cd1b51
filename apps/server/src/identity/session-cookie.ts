import { parseCookie, stringifySetCookie } from 'cookie';

/**
 * The cookie's name. On https the prefix makes browsers refuse one that was set for another host or path;
 * on http they refuse the prefix itself.
 */
function sessionCookieName(isSecure: boolean): string {
  return isSecure ? '__Host-session' : 'session';
}

/** The session's token in a `Cookie` header, or undefined. */
export function readSessionCookie(
  header: string | undefined,
  isSecure: boolean,
): string | undefined {
  return header === undefined ? undefined : parseCookie(header)[sessionCookieName(isSecure)];
}

/** A `Set-Cookie` header that hands out a token; without an end it lives as long as the browser. */
export function writeSessionCookie(token: string, isSecure: boolean): string {
  return stringifySetCookie({
    name: sessionCookieName(isSecure),
    value: token,
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: isSecure,
  });
}

/** A `Set-Cookie` header that takes the token away. */
export function endSessionCookie(isSecure: boolean): string {
  return stringifySetCookie({
    name: sessionCookieName(isSecure),
    value: '',
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: isSecure,
    maxAge: 0,
  });
}
