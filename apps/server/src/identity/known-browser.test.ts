import type { PersonId } from '@overlegtafel/domain';
import { describe, expect, it } from 'vitest';
import { KnownBrowsers } from './known-browser.ts';

const secret = new Uint8Array(32).fill(3);
const chair = 'chair' as PersonId;
const police = 'police' as PersonId;

/** What the browser sends back. */
function sent(setCookie: string): string {
  return setCookie.split(';')[0] ?? '';
}

describe('a browser that is known', () => {
  const browsers = new KnownBrowsers({ secret, isSecure: true });

  it('AP242 has the share of the person who signed in, the same in every browser', () => {
    const [one, two] = [browsers.cookieFor(chair), browsers.cookieFor(chair)];
    expect(browsers.shareOf(sent(one))).toBe(browsers.shareOf(sent(two)));
    expect(browsers.shareOf(sent(browsers.cookieFor(police)))).not.toBe(
      browsers.shareOf(sent(one)),
    );
  });

  it('AP242 tells nothing about that person, and two of them are not alike', () => {
    const one = browsers.cookieFor(chair);
    expect(one).not.toBe(browsers.cookieFor(chair));
    expect(
      Buffer.from(sent(one).split('=')[1] ?? '', 'base64url').toString('latin1'),
    ).not.toContain('chair');
    expect(one).toMatch(
      /^__Host-browser=[\w-]+; Max-Age=7776000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it('AP242 cannot be made by anybody else', () => {
    const others = new KnownBrowsers({ secret: new Uint8Array(32).fill(4), isSecure: true });
    const good = sent(browsers.cookieFor(chair));
    const last = good.at(-2) === 'A' ? 'B' : 'A';
    const changed = `${good.slice(0, -2)}${last}${good.slice(-1)}`;
    for (const cookie of [
      sent(others.cookieFor(chair)),
      changed,
      '__Host-browser=',
      'x=y',
      undefined,
    ])
      expect(browsers.shareOf(cookie)).toBeUndefined();
  });
});
