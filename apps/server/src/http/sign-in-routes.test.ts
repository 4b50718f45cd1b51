import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import type { PersonId } from '@overlegtafel/domain';
import express from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import type { IssuerAnswer } from '../identity/oidc/oidc-sign-in.ts';
import type { LogoutNotice } from '../identity/oidc/logout-token.ts';
import { PendingSeal, type PendingSignIn } from '../identity/oidc/pending-sign-in.ts';
import { clientAddresses } from './client-address.ts';
import { createInnerDoor } from './inner-door.ts';
import { giveContext } from './request-context.ts';
import { signInRoutes } from './sign-in-routes.ts';

const known: IssuerAnswer = { kind: 'KNOWN', issuer: 'https://issuer', subject: 'lb' };
const refusedNotice: LogoutNotice = { kind: 'REFUSED', reason: 'NOT_A_LOGOUT' };
const issuer = 'https://issuer';
const notices: Readonly<Record<string, LogoutNotice>> = {
  subject: { kind: 'LOGGED_OUT', issuer, subject: 'lb' },
  session: { kind: 'LOGGED_OUT', issuer, issuerSession: 'sid-1' },
  both: { kind: 'LOGGED_OUT', issuer, subject: 'lb', issuerSession: 'sid-1' },
};
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** The routes with an issuer that answers as the test says. */
async function start(
  answer: IssuerAnswer = known,
  person: string | null = 'vt-worker',
  wait: { stranger?: number; back?: number } = {},
) {
  const asked: { query: string; pending: PendingSignIn }[] = [];
  const lines: string[] = [];
  const started: string[] = [];
  const cameWith: unknown[] = [];
  const ended: string[] = [];
  const recorded: string[] = [];
  const app = express();
  app.use(giveContext(createInnerDoor(), clientAddresses({ kind: 'NONE' })));
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
    logout: { read: (token) => Promise.resolve(notices[token] ?? refusedNotice) },
    seal: new PendingSeal(new Uint8Array(32)),
    sessions: {
      start: (who, _nowMs, from) => {
        started.push(who);
        cameWith.push(from?.cookieHeader);
        return Promise.resolve(`token-${started.length}`);
      },
      endAllOf: (who) => {
        ended.push(who);
        return Promise.resolve(2);
      },
      endOfIssuer: (session, who) => {
        ended.push(`${session} ${who ?? ''}`);
        return Promise.resolve(1);
      },
    },
    personOf: () => Promise.resolve((person ?? undefined) as PersonId | undefined),
    recordSignIn: (who, { traceId }) => {
      recorded.push(`${who ?? 'unknown'} ${traceId.length}`);
      return Promise.resolve();
    },
    isSecure: true,
    turnstile: {
      waitSeconds: () => Promise.resolve(wait.stranger),
      returnWaitSeconds: () => Promise.resolve(wait.back),
    },
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
  const logOut = async (body: string, type = 'application/x-www-form-urlencoded') => {
    const headers = { 'content-type': type };
    return fetch(`${address}/backchannel-logout`, { method: 'POST', headers, body });
  };
  return { ask, asked, lines, started, cameWith, ended, recorded, logOut };
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

  it('AP242 who comes back with what was begun here does not wait for others at their address', async () => {
    const wait: { stranger?: number; back?: number } = {};
    const { ask, asked } = await start(known, 'vt-worker', wait);
    const cookie = cookieIn(await ask('/'), pendingName);
    wait.stranger = 30;
    expect((await ask('/', cookie)).status).toBe(429);
    expect((await ask(way, `${pendingName}=x`)).status).toBe(429);
    expect(asked).toEqual([]);
    expect((await ask(way, cookie)).headers.get('location')).toBe('/');
    wait.back = 30;
    const refused = await ask(way, cookie);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '30']);
    expect(asked).toHaveLength(1);
  });

  it('ID4 ends what the browser was signed in with before', async () => {
    const { ask, cameWith } = await start();
    const pending = cookieIn(await ask('/'), pendingName);
    const cookie = `${pending}; __Host-session=van-een-collega`;
    await ask(way, cookie);
    expect(cameWith).toEqual([cookie]);
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
    const { ask, lines, started, recorded } = await start(known, null);
    const back = await ask(way, cookieIn(await ask('/'), pendingName));
    expect(back.headers.get('location')).toBe('/inloggen?uitkomst=onbekend');
    expect(cookieIn(back, '__Host-session')).toBe('');
    expect(started).toEqual([]);
    expect(lines.join()).toContain('UNKNOWN_SUBJECT');
    expect(recorded).toEqual(['unknown 32']);
  });

  it('ID142 who signs in is looked at for the record before they come in', async () => {
    const { ask, recorded, started } = await start();
    await ask(way, cookieIn(await ask('/'), pendingName));
    expect([recorded, started]).toEqual([['vt-worker 32'], ['vt-worker']]);
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

describe('signing out at the issuer', () => {
  it.each([
    ['subject', 'vt-worker'],
    ['session', 'sid-1 '],
    ['both', 'sid-1 vt-worker'],
  ])('ID30 a token that names a %s ends what it names', async (token, expected) => {
    const { logOut, ended, lines } = await start();
    const answer = await logOut(`logout_token=${token}`);
    expect(answer.status).toBe(200);
    expect(ended).toEqual([expected]);
    expect(lines.join()).not.toContain('lb');
  });

  it('ID30 somebody whom nobody entered has nothing to end', async () => {
    const { logOut, ended } = await start(known, null);
    expect((await logOut('logout_token=both')).status).toBe(200);
    expect(ended).toEqual([]);
  });

  it.each([
    ['what is refused', 'logout_token=wrong', undefined],
    ['no token', 'token=subject', undefined],
    ['two tokens', 'logout_token=subject&logout_token=subject', undefined],
    ['JSON', '{"logout_token":"subject"}', 'application/json'],
  ])(
    'ID31, ID32 %s ends nothing, is answered with 400, and stands in the log',
    async (_name, body, type) => {
      const { logOut, ended, lines } = await start();
      expect((await logOut(body, type)).status).toBe(400);
      expect(ended).toEqual([]);
      expect(lines.join()).toContain('logout refused');
    },
  );
});
