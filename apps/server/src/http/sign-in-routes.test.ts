import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import type { PersonId } from '@overlegtafel/domain';
import express from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import type { IssuerAnswer } from '../identity/oidc/oidc-sign-in.ts';
import { PendingSeal, type PendingSignIn } from '../identity/oidc/pending-sign-in.ts';
import { createInnerDoor } from './inner-door.ts';
import { giveContext } from './request-context.ts';
import { signInRoutes } from './sign-in-routes.ts';

const known: IssuerAnswer = { kind: 'KNOWN', issuer: 'https://issuer', subject: 'lb' };
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** The routes with an issuer that answers as the test says. */
async function start(answer: IssuerAnswer = known, person: string | null = 'vt-worker') {
  const asked: { query: string; pending: PendingSignIn }[] = [];
  const lines: string[] = [];
  const started: string[] = [];
  const app = express();
  app.use(giveContext(createInnerDoor()));
  const routes = signInRoutes({
    signIn: {
      begin: (returnTo, nowMs) =>
        Promise.resolve({
          to: new URL('https://issuer/authorize?state=s'),
          pending: { state: 's', nonce: 'n', codeVerifier: 'v', returnTo, endsAt: nowMs + 1 },
        }),
      finish: (query, pending) => {
        asked.push({ query, pending });
        return Promise.resolve(answer);
      },
    },
    seal: new PendingSeal(new Uint8Array(32)),
    sessions: {
      start: (who) => {
        started.push(who);
        return Promise.resolve(`token-${started.length}`);
      },
    },
    personOf: () => Promise.resolve((person ?? undefined) as PersonId | undefined),
    isSecure: true,
    now: () => 0,
    log: {
      event: (what, about) => lines.push(`${what} ${JSON.stringify(about)}`),
      failure: () => undefined,
    },
  });
  app.use('/api/v1/sign-in', routes);
  const server = app.listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/sign-in`;
  const ask = (path: string, cookie = '') =>
    fetch(address + path, { redirect: 'manual', headers: { cookie } });
  return { ask, asked, lines, started };
}

function cookieIn(answer: Response, name: string): string {
  const line = answer.headers.getSetCookie().find((each) => each.startsWith(`${name}=`)) ?? '';
  return line.split(';')[0] ?? '';
}

const pendingName = '__Host-sign-in';
const way = '/callback?code=c&state=s';

describe('the way to the issuer and back', () => {
  it('ID12 what it waits for travels sealed, and is used once', async () => {
    const { ask, asked } = await start();
    const begun = await ask('/?terug=/tafel');
    expect(begun.headers.get('location')).toBe('https://issuer/authorize?state=s');
    const cookie = cookieIn(begun, pendingName);
    expect(begun.headers.getSetCookie().join()).toMatch(/HttpOnly; Secure; SameSite=Lax/);
    const back = await ask(way, cookie);
    expect(asked).toMatchObject([{ query: 'code=c&state=s', pending: { state: 's', nonce: 'n' } }]);
    expect(cookieIn(back, pendingName)).toBe(`${pendingName}=`);
    expect(back.headers.get('location')).toBe('/tafel');
    expect(cookieIn(back, '__Host-session')).toBe('__Host-session=token-1');
  });

  it('ID12 without it nobody comes in, whatever the issuer says', async () => {
    const { ask, asked, lines, started } = await start();
    for (const cookie of ['', `${pendingName}=x`, `${pendingName}=${'a'.repeat(200)}`]) {
      const back = await ask(way, cookie);
      expect(back.headers.get('location')).toBe('/inloggen?uitkomst=niet-gelukt');
      expect(cookieIn(back, '__Host-session')).toBe('');
    }
    expect(asked).toEqual([]);
    expect(started).toEqual([]);
    expect(lines).toHaveLength(3);
  });

  it('ID11 what the issuer refuses gets no session, and its reason stands in the log only', async () => {
    const { ask, lines, started } = await start({ kind: 'REFUSED', reason: 'ACR_TOO_LOW' });
    const back = await ask(way, cookieIn(await ask('/'), pendingName));
    expect(back.headers.get('location')).toBe('/inloggen?uitkomst=niet-gelukt');
    expect(started).toEqual([]);
    expect(lines.join()).toContain('ACR_TOO_LOW');
  });

  it('ID13 somebody whom nobody entered does not come in', async () => {
    const { ask, lines, started } = await start(known, null);
    const back = await ask(way, cookieIn(await ask('/'), pendingName));
    expect(back.headers.get('location')).toBe('/inloggen?uitkomst=onbekend');
    expect(cookieIn(back, '__Host-session')).toBe('');
    expect(started).toEqual([]);
    expect(lines.join()).toContain('UNKNOWN_SUBJECT');
  });

  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/tafel?x=https://evil.example',
    '/%2F/evil.example',
    'tafel',
  ])('ID14 %s is no page to go on to', async (returnTo) => {
    const { ask } = await start();
    const begun = await ask(`/?terug=${encodeURIComponent(returnTo)}`);
    const back = await ask(way, cookieIn(begun, pendingName));
    expect(back.headers.get('location')).toBe('/');
  });
});
