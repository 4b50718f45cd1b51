import { generateKeyPairSync } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK } from 'jose';
import { Provider } from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OidcSignIn } from './oidc-sign-in.ts';

const redirectUri = 'http://127.0.0.1:1/api/v1/sign-in/callback';
const client = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const privateKeyPem = client.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

let server: Server;
let issuer: string;

beforeAll(async () => {
  let handle: RequestListener = (_request, response) => response.end();
  server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const jwk = await exportJWK(client.publicKey);
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'overlegtafel',
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'private_key_jwt',
        token_endpoint_auth_signing_alg: 'ES256',
        jwks: { keys: [{ ...jwk, kid: 'client-1', alg: 'ES256', use: 'sig' }] },
      },
    ],
    pkce: { required: () => true },
    acrValues: ['urn:substantial'],
  });
  handle = provider.callback();
});

afterAll(() => server.close());

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
async function throughThePages(to: URL, name: string): Promise<string> {
  const jar = new CookieJar();
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
});
