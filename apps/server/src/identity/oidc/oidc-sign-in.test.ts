import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OidcSignIn } from './oidc-sign-in.ts';

/** What the issuer of the test puts into its token, and how it signs. Each test spoils one thing. */
interface Spoiled {
  claims?: Record<string, unknown>;
  without?: string[];
  signedBy?: 'own' | 'stranger' | 'nobody' | 'secret';
  keyId?: string;
  tokenStatus?: number;
  answer?: Record<string, unknown>;
}

const clientId = 'overlegtafel';
const secret = 'a-secret-of-at-least-thirty-two-characters';
const redirectUri = 'http://127.0.0.1:1/api/v1/sign-in/callback';
const acr = 'urn:substantial';

let server: Server;
let issuer: string;
let spoiled: Spoiled = {};
let nonce = '';
let asked: URLSearchParams | undefined;

const own = await generateKeyPair('RS256', { extractable: true });
const stranger = await generateKeyPair('RS256', { extractable: true });

async function idToken(): Promise<string> {
  const seconds = Math.floor(Date.now() / 1000);
  const claims: Record<string, unknown> = {
    iss: issuer,
    aud: clientId,
    sub: 'subject-1',
    nonce,
    acr,
    sid: 'issuer-session',
    iat: seconds,
    exp: seconds + 300,
    ...spoiled.claims,
  };
  for (const name of spoiled.without ?? []) delete claims[name];
  if (spoiled.signedBy === 'nobody') return new UnsecuredJWT(claims).encode();
  const header = { kid: spoiled.keyId ?? 'key-1' };
  if (spoiled.signedBy === 'secret')
    return new SignJWT(claims)
      .setProtectedHeader({ ...header, alg: 'HS256' })
      .sign(new TextEncoder().encode(secret));
  const { privateKey } = spoiled.signedBy === 'stranger' ? stranger : own;
  return new SignJWT(claims).setProtectedHeader({ ...header, alg: 'RS256' }).sign(privateKey);
}

async function answer(path: string, body: string): Promise<{ status: number; json: unknown }> {
  if (path === '/.well-known/openid-configuration')
    return {
      status: 200,
      json: {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
      },
    };
  if (path === '/keys') {
    const key = await exportJWK(own.publicKey);
    return { status: 200, json: { keys: [{ ...key, kid: 'key-1', alg: 'RS256', use: 'sig' }] } };
  }
  asked = new URLSearchParams(body);
  if (spoiled.tokenStatus !== undefined)
    return { status: spoiled.tokenStatus, json: { error: 'invalid_grant' } };
  const token = { access_token: 'x', token_type: 'Bearer', id_token: await idToken() };
  return { status: 200, json: { ...token, ...spoiled.answer } };
}

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      void answer(request.url ?? '', body).then(({ status, json }) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(json));
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());
beforeEach(() => {
  spoiled = {};
  asked = undefined;
});

function signIn(acrValues: readonly string[] = [acr]): OidcSignIn {
  return new OidcSignIn({
    issuer,
    clientId,
    proof: { kind: 'SECRET', secret },
    acrValues,
    redirectUri,
    allowsHttp: true,
  });
}

/** Goes to the issuer and comes back, with what the test spoils on the way. */
async function goAndComeBack(way: { query?: Record<string, string>; acrValues?: string[] } = {}) {
  const oidc = signIn(way.acrValues);
  const { to, pending } = await oidc.begin('/', 0);
  nonce = to.searchParams.get('nonce') ?? '';
  const back = new URLSearchParams({ code: 'code-1', state: pending.state, ...way.query });
  return oidc.finish(back.toString(), pending);
}

describe('ID10 signing in at an issuer', () => {
  it('asks with code, PKCE S256, state, nonce and the level of assurance', async () => {
    const { to, pending } = await signIn().begin('/tafel', 5_000);
    const query = Object.fromEntries(to.searchParams);
    expect(query).toMatchObject({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      code_challenge_method: 'S256',
      acr_values: acr,
      scope: 'openid',
    });
    expect(Buffer.from(pending.state, 'base64url').length).toBeGreaterThanOrEqual(16);
    expect(Buffer.from(pending.nonce, 'base64url').length).toBeGreaterThanOrEqual(16);
    expect(to.href).not.toContain(pending.codeVerifier);
    expect(pending).toMatchObject({ returnTo: '/tafel', endsAt: 605_000 });
  });

  it('gives who it is, and proves itself with the code verifier', async () => {
    expect(await goAndComeBack()).toEqual({
      kind: 'KNOWN',
      issuer,
      subject: 'subject-1',
      issuerSession: 'issuer-session',
    });
    expect(asked?.get('code_verifier')).toMatch(/^[\w~.-]{43,128}$/);
    expect(asked?.get('redirect_uri')).toBe(redirectUri);
    expect(asked?.get('client_secret')).toBe(secret);
  });

  it('never asks twice for the same state, nonce or verifier', async () => {
    const begun = await Promise.all(Array.from({ length: 50 }, () => signIn().begin('/', 0)));
    const all = begun.flatMap(({ pending }) => [
      pending.state,
      pending.nonce,
      pending.codeVerifier,
    ]);
    expect(new Set(all).size).toBe(150);
  });
});

const longAgo = Math.floor(Date.now() / 1000) - 3600;

describe('ID11 an answer that is not right is refused', () => {
  it.each<[string, Spoiled]>([
    ['another issuer', { claims: { iss: 'https://other.example' } }],
    ['no issuer', { without: ['iss'] }],
    ['another audience', { claims: { aud: 'another-client' } }],
    ['no audience', { without: ['aud'] }],
    ['several audiences and another party', { claims: { aud: [clientId, 'x'], azp: 'x' } }],
    ['no subject', { without: ['sub'] }],
    ['another nonce', { claims: { nonce: 'another-nonce' } }],
    ['no nonce', { without: ['nonce'] }],
    ['a token that has ended', { claims: { exp: longAgo } }],
    ['a token without an end', { without: ['exp'] }],
    ['a token that begins later', { claims: { nbf: longAgo + 7200 } }],
    ['no moment of issue', { without: ['iat'] }],
    ['a level of assurance that is too low', { claims: { acr: 'urn:low' } }],
    ['no level of assurance', { without: ['acr'] }],
    ['a level that is no text', { claims: { acr: [acr] } }],
    ['a key of somebody else', { signedBy: 'stranger' }],
    ['no signature (alg none)', { signedBy: 'nobody' }],
    ['a signature with the shared secret', { signedBy: 'secret' }],
    ['an unknown key', { signedBy: 'stranger', keyId: 'key-2' }],
    ['no token at all', { answer: { id_token: undefined } }],
    ['a token that is none', { answer: { id_token: 'a.b.c' } }],
    ['a refusal of the issuer', { tokenStatus: 400 }],
    ['an error of the issuer', { tokenStatus: 500 }],
  ])('%s', async (_what, spoil) => {
    spoiled = spoil;
    expect((await goAndComeBack()).kind).toBe('REFUSED');
  });

  it.each<[string, Record<string, string>]>([
    ['another state', { state: 'another-state' }],
    ['no state', { state: '' }],
    ['an error instead of a code', { error: 'access_denied' }],
    ['an answer of another issuer', { iss: 'https://other.example' }],
  ])('%s in the way back', async (_what, query) => {
    expect((await goAndComeBack({ query })).kind).toBe('REFUSED');
    expect(asked).toBeUndefined();
  });

  it('a level of assurance is only asked where the table wants one', async () => {
    spoiled = { without: ['acr'] };
    expect((await goAndComeBack({ acrValues: [] })).kind).toBe('KNOWN');
  });
});
