import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RowsInMemory } from '../sessions-in-memory.fixture.ts';
import { LogoutTokens } from './logout-token.ts';

const issuer = 'https://inloggen.example.nl';
const clientId = 'overlegtafel';
const nowMs = Date.UTC(2026, 10, 24, 9);
const event = 'http://schemas.openid.net/event/backchannel-logout';
const own = await generateKeyPair('ES256', { extractable: true });
const stranger = await generateKeyPair('ES256', { extractable: true });
let server: Server;
let keys: URL;
let made = 0;

beforeAll(async () => {
  const key = { ...(await exportJWK(own.publicKey)), kid: 'key-1', alg: 'ES256', use: 'sig' };
  server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ keys: [key] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  keys = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`);
});
afterAll(() => server.close());

function claims(change: Record<string, unknown> = {}): Record<string, unknown> {
  const iat = nowMs / 1000;
  const events = { [event]: {} };
  const jti = `token-${++made}`;
  return { iss: issuer, aud: clientId, iat, jti, events, sub: 'lb', sid: 's-1', ...change };
}

function signed(change: Record<string, unknown> = {}, key = own.privateKey): Promise<string> {
  const header = { alg: 'ES256', kid: 'key-1', typ: 'logout+jwt' };
  return new SignJWT(claims(change)).setProtectedHeader(header).sign(key);
}

function tokens(store = new RowsInMemory()) {
  return new LogoutTokens({
    issuer,
    clientId,
    keysAt: () => Promise.resolve(keys),
    isFirst: (digest) => store.believes(digest),
    now: () => nowMs,
  });
}

describe('a logout token', () => {
  it('ID30 names a subject, a session, or both', async () => {
    const at = tokens();
    const said = { kind: 'LOGGED_OUT', issuer };
    const both = { ...said, subject: 'lb', issuerSession: 's-1' };
    expect(await at.read(await signed())).toEqual(both);
    expect(await at.read(await signed({ sid: undefined }))).toEqual({ ...said, subject: 'lb' });
    expect(await at.read(await signed({ sub: undefined }))).toEqual({
      ...said,
      issuerSession: 's-1',
    });
  });

  it.each([
    ['of another issuer', { iss: 'https://elders.example.nl' }],
    ['for another client', { aud: 'another' }],
    ['without the event', { events: { 'urn:something': {} } }],
    ['whose event is no object', { events: { [event]: true } }],
    ['without events', { events: undefined }],
    ['without an id', { jti: undefined }],
    ['without a moment', { iat: undefined }],
    ['of ten minutes ago', { iat: nowMs / 1000 - 600 }],
    ['of tomorrow', { iat: nowMs / 1000 + 86_400 }],
    ['that is over', { exp: nowMs / 1000 - 60 }],
    ['with a nonce: that is a sign-in', { nonce: 'n' }],
    ['that names nobody', { sub: undefined, sid: undefined }],
  ])('ID31 %s is refused', async (_name, change) => {
    expect((await tokens().read(await signed(change))).kind).toBe('REFUSED');
  });

  it('ID31 signed by a stranger, by a secret or by nobody is refused, and so is what is no token', async () => {
    const at = tokens();
    const bySecret = new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: 'key-1' });
    const wrong = [
      await signed({}, stranger.privateKey),
      await bySecret.sign(new TextEncoder().encode('a-secret-of-at-least-thirty-two-characters')),
      new UnsecuredJWT(claims()).encode(),
      'no token',
      '',
    ];
    for (const token of wrong) expect((await at.read(token)).kind).toBe('REFUSED');
  });

  it('ID31 is believed once', async () => {
    const at = tokens();
    const token = await signed();
    expect((await at.read(token)).kind).toBe('LOGGED_OUT');
    expect(await at.read(token)).toEqual({ kind: 'REFUSED', reason: 'USED_BEFORE' });
  });

  it('ID33 is believed once by two servers that share a database', async () => {
    const store = new RowsInMemory();
    const token = await signed();
    const said = await Promise.all([tokens(store).read(token), tokens(store).read(token)]);
    expect(said.map(({ kind }) => kind).toSorted()).toEqual(['LOGGED_OUT', 'REFUSED']);
  });

  it('ID33 is not believed while nobody can remember it', async () => {
    const broken = new RowsInMemory();
    broken.believes = () => Promise.reject(new Error('no database'));
    await expect(tokens(broken).read(await signed())).rejects.toThrow('no database');
  });
});
