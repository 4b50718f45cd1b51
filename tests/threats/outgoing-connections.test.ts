import { once } from 'node:events';
import { readFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itemRoom } from '@overlegtafel/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { productionSettings } from '../e2e/support/production-settings.ts';
import { ServerUnderTest, signIn } from '../faults/server-under-test.ts';
import { Participant } from '../meeting/table-client.ts';
import { idOf, writeParagraph } from '../meeting/write-case.ts';

const table = 'oefentafel';
const nodeFlags = ['--import', './tests/threats/recorded-connections.mjs'];
let folder: string;
let recorded: string;
/** Somewhere to lure the server to: it answers, and knows who came. */
let lure: Server;
let lured: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlegtafel-outgoing-'));
  recorded = join(folder, 'connections');
  await writeFile(recorded, '');
  lured = [];
  lure = await listen((url) => {
    lured.push(url);
    return {};
  });
});

afterEach(async () => {
  lure.close();
  await rm(folder, { recursive: true, force: true });
});

async function listen(answer: (url: string) => object): Promise<Server> {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer(request.url ?? '')));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function start(env: Readonly<Record<string, string>>): Promise<ServerUnderTest> {
  return ServerUnderTest.start({
    dataFolder: join(folder, 'data'),
    nodeFlags,
    env: { ...env, CONNECTIONS_FILE: recorded },
  });
}

/** Where the server went, its own loopback address left out: there its pages ask its API. */
async function wentTo({ port }: ServerUnderTest): Promise<ReadonlySet<string>> {
  const lines = (await readFile(recorded, 'utf8')).split('\n').filter((line) => line !== '');
  return new Set(lines.filter((line) => line !== `connect 127.0.0.1:${port}`));
}

/** A week with addresses wherever people can write; gives how many pages were read. */
async function useTable({ url }: ServerUnderTest): Promise<number> {
  const address = `${addressOf(lure)}/kijk.png`;
  const words = `Zie ${address} <img src="${address}"> ![](${address})`;
  const chair = await Participant.signIn(url, 'chair');
  const worker = await Participant.signIn(url, 'vt-worker');
  const { meetings } = await chair.must('meetings', { params: { table } });
  const meeting = meetings.find(({ state }) => state === 'PREPARED')?.id ?? '';
  const { items } = await chair.must('meeting', { params: { meeting } });
  const { id: item = '', caseId = '' } = items[0] ?? {};
  await chair.must('openMeeting', { params: { meeting } });
  await worker.must('enterMeeting', { params: { meeting } });
  await worker.must('propose', { params: { item }, body: { kind: 'INVESTIGATION', words } });
  await worker.must('rate', { params: { item }, body: { level: 'STRUCTURAL', words } });
  await chair.must('search', { params: { table }, body: { words: address } });
  const document = await worker.open(itemRoom(idOf('ItemId', item)));
  await document.write((doc) => {
    writeParagraph(doc, 'facts', words);
    doc.getText('scratch').insert(0, words);
  });
  const live = chair.follow(meeting);
  await new Promise((resolve) => live.once('welcome', resolve));
  live.disconnect();
  const cookie = await signIn(url, 'chair');
  const headers = { cookie, referer: address, 'x-forwarded-host': new URL(address).host };
  const pages = ['/', `/tafel/${meeting}`, `/tafel/${meeting}/${item}`, `/casus/${caseId}`];
  const read = await Promise.all(pages.map((path) => fetch(`${url}${path}`, { headers })));
  worker.leave();
  return read.filter(({ ok }) => ok).length;
}

describe('where the server goes by itself', () => {
  it('TH24 is nowhere while a practice week is used, whatever addresses people write', async () => {
    const server = await start({});
    expect(await useTable(server)).toBe(4);
    const all = await readFile(recorded, 'utf8');
    const went = await wentTo(server);
    await server.stop();
    // Pages ask the API over the loopback address: without these lines nothing was recorded.
    expect(all).toContain(`connect 127.0.0.1:${server.port}`);
    expect([...went]).toEqual([]);
    expect(lured).toEqual([]);
  });

  it('TH24 is the issuer and nowhere else where people sign in there', async () => {
    const asked: string[] = [];
    const issuer: Server = await listen((path) => {
      asked.push(path);
      return discovered(addressOf(issuer));
    });
    const production = await productionSettings();
    const server = await start({ ...production.settings, OIDC_ISSUER: addressOf(issuer) });
    try {
      await comeBackWith(server, addressOf(lure));
      await tellLogout(server, addressOf(lure));
      expect([...(await wentTo(server))]).toEqual([`connect ${new URL(addressOf(issuer)).host}`]);
      expect(new Set(asked)).toEqual(
        new Set(['/.well-known/openid-configuration', '/token', '/keys']),
      );
      expect(lured).toEqual([]);
    } finally {
      await server.stop();
      await production.remove();
      issuer.close();
    }
  });
});

/** What an issuer says of itself; its keys and its tokens are the same, and worth nothing. */
function discovered(issuer: string): object {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    keys: [],
  };
}

/** Goes to the issuer and comes back with a code that it never gave, naming another address wherever that is possible. */
async function comeBackWith({ url }: ServerUnderTest, elsewhere: string): Promise<void> {
  const begun = await fetch(`${url}/api/v1/sign-in?terug=${elsewhere}&iss=${elsewhere}`, {
    redirect: 'manual',
  });
  const to = new URL(begun.headers.get('location') ?? '');
  const cookie = begun.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const state = to.searchParams.get('state') ?? '';
  for (const more of ['', `&redirect_uri=${elsewhere}&token_endpoint=${elsewhere}`]) {
    const back = `${url}/api/v1/sign-in/callback?code=geraden&state=${state}${more}`;
    const answer = await fetch(back, { headers: { cookie }, redirect: 'manual' });
    expect(answer.headers.get('location')).toContain('niet-gelukt');
  }
}

/** A notice of signing out that says that its keys stand elsewhere. */
async function tellLogout({ url }: ServerUnderTest, elsewhere: string): Promise<void> {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = [
    part({ alg: 'RS256', typ: 'logout+jwt', kid: 'a', jku: `${elsewhere}/keys`, x5u: elsewhere }),
    part({ iss: elsewhere, aud: 'overlegtafel', sub: 'lb', iat: 1, jti: 'a' }),
    'AAAA',
  ].join('.');
  const body = new URLSearchParams({ logout_token: token });
  const answer = await fetch(`${url}/api/v1/sign-in/backchannel-logout`, { method: 'POST', body });
  expect(answer.status).toBe(400);
}
