import { generateKeyPairSync } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK } from 'jose';
import { Provider } from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LogoutTokens } from './logout-token.ts';
import { OidcSignIn } from './oidc-sign-in.ts';

const redirectUri = 'http://127.0.0.1:1/api/v1/sign-in/callback';
const client = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const privateKeyPem = client.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

let server: Server;
let issuer: string;
const logoutTokens: string[] = [];

beforeAll(async () => {
  let handle: RequestListener = (_request, response) => response.end();
  server = createServer((request, response) => {
    if (request.url === '/told-here') hearLogout(request, response);
    else handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const jwk = await exportJWK(client.publicKey);
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'overlegtafel',
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'private_key_jwt',
        backchannel_logout_uri: `${issuer}/told-here`,
        backchannel_logout_session_required: true,
        token_endpoint_auth_signing_alg: 'ES256',
        jwks: { keys: [{ ...jwk, kid: 'client-1', alg: 'ES256', use: 'sig' }] },
      },
    ],
    features: { backchannelLogout: { enabled: true } },
    // It does not speak to its own machine; here our address is there.
    fetch: (
      url: string,
      { dispatcher: _guard, ...options }: RequestInit & { dispatcher: unknown },
    ) => fetch(url, options),
    pkce: { required: () => true },
    acrValues: ['urn:substantial'],
  });
  handle = provider.callback();
});

afterAll(() => server.close());

/** What the issuer tells its clients, as our own address would get it. */
const hearLogout: RequestListener = (request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    logoutTokens.push(new URLSearchParams(body).get('logout_token') ?? '');
    response.end();
  });
};

/** Cookies as a browser keeps them. */
class CookieJar {
  readonly #cookies = new Map<string, string>();

  take(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const cut = pair.indexOf('=');
      this.#cookies.set(pair.slice(0, cut), pair.slice(cut + 1));
    }
  }

  header(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

interface Step {
  readonly at: URL;
  readonly form?: URLSearchParams;
}

/** Where a browser goes from an answer: on, or to what its form asks. */
async function nextStep(response: Response, at: URL, name: string): Promise<Step> {
  const next = response.headers.get('location');
  if (next !== null) return { at: new URL(next, at) };
  const html = await response.text();
  const prompt = /name="prompt" value="(\w+)"/.exec(html)?.[1] ?? '';
  const action = /<form[^>]*action="([^"]+)"/.exec(html)?.[1] ?? '';
  const form = new URLSearchParams({ prompt, login: name, password: 'x' });
  return { at: new URL(action, at), form };
}

/** Follows the issuer's pages as a browser does, until it sends us back; gives that query. */
async function throughThePages(to: URL, name: string, jar = new CookieJar()): Promise<string> {
  let step: Step = { at: to };
  for (let steps = 0; steps < 20; steps++) {
    const { at, form } = step;
    const post = form ? { method: 'POST', body: form } : {};
    const headers = { cookie: jar.header() };
    const response = await fetch(at, { redirect: 'manual', headers, ...post });
    jar.take(response);
    step = await nextStep(response, at, name);
    if (step.at.href.startsWith(redirectUri)) return step.at.search.slice(1);
  }
  throw new Error('the issuer never sent us back');
}

describe('ID10 with a real issuer', () => {
  it('people sign in, and the server proves itself with its own key', async () => {
    const signIn = new OidcSignIn({
      issuer,
      clientId: 'overlegtafel',
      proof: { kind: 'KEY', privateKeyPem, keyId: 'client-1' },
      acrValues: [],
      redirectUri,
      allowsHttp: true,
    });
    const { to, pending } = await signIn.begin('/', 0);
    const query = await throughThePages(to, 'lb');
    expect(await signIn.finish(query, pending)).toMatchObject({
      kind: 'KNOWN',
      issuer,
      subject: 'lb',
    });
    // A code is good for one time.
    expect((await signIn.finish(query, pending)).kind).toBe('REFUSED');
    const { pending: another } = await signIn.begin('/', 0);
    expect((await signIn.finish(query, another)).kind).toBe('REFUSED');
  });

  it('ID30 who signs out there is told to us in a token that we believe', async () => {
    const settings = { issuer, clientId: 'overlegtafel', redirectUri, allowsHttp: true } as const;
    const proof = { kind: 'KEY', privateKeyPem, keyId: 'client-1' } as const;
    const signIn = new OidcSignIn({ ...settings, proof, acrValues: [] });
    const jar = new CookieJar();
    const { to, pending } = await signIn.begin('/', 0);
    const known = await signIn.finish(await throughThePages(to, 'lb', jar), pending);
    const page = await fetch(`${issuer}/session/end`, { headers: { cookie: jar.header() } });
    jar.take(page);
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
    const body = new URLSearchParams({ xsrf, logout: 'yes' });
    const confirm = { method: 'POST', body, headers: { cookie: jar.header() } };
    await fetch(`${issuer}/session/end/confirm`, { ...confirm, redirect: 'manual' });
    await expect.poll(() => logoutTokens, { timeout: 10_000 }).toHaveLength(1);
    const tokens = new LogoutTokens({
      ...settings,
      keysAt: () => signIn.keysAt(),
      isFirst: () => Promise.resolve(true),
      now: () => Date.now(),
    });
    const notice = await tokens.read(logoutTokens[0] ?? '');
    expect(notice).toMatchObject({ kind: 'LOGGED_OUT', issuer, subject: 'lb' });
    const sessionOf = (one: object) => ('issuerSession' in one ? one.issuerSession : undefined);
    expect(sessionOf(notice)).toBeDefined();
    expect(sessionOf(notice)).toBe(sessionOf(known));
  });
});
