import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ServerUnderTest, signIn } from '../faults/server-under-test.ts';
import { Participant } from '../meeting/table-client.ts';
import { table } from './practice-roles.ts';

let folder: string;
let server: ServerUnderTest;
let cookie: string;
let paths: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlegtafel-pages-'));
  server = await ServerUnderTest.start({ dataFolder: folder });
  cookie = await signIn(server.url, 'chair');
  paths = await everyPath(await Participant.signIn(server.url, 'chair'));
});

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** An address of every page, of the practice week where a page is about something. */
async function everyPath(chair: Participant): Promise<readonly string[]> {
  const { meetings } = await chair.must('meetings', { params: { table } });
  const next = must(meetings.find(({ state }) => state === 'PREPARED')?.id);
  const record = must(meetings.find((one) => one.record !== undefined)?.record);
  const { items } = await chair.must('meeting', { params: { meeting: next } });
  const { id, caseId } = must(items[0]);
  const atTable = ['', '/agenda', '/agenda/melding', '/agenda/bestand', `/agenda/${id}`]
    .concat(['/triage', '/terugblik', '/deelnemers', '/afronden', '/scherm'])
    .concat([`/${id}`, `/${id}/weging`])
    .map((path) => `/tafel/${next}${path}`);
  const alone = [
    '/',
    '/inloggen',
    '/geen-plek',
    '/toegankelijkheid',
    '/onderdelen',
    '/casussen',
    '/besluiten',
  ];
  const about = [`/casus/${caseId}`, `/besluiten/${record}`, '/is-er-niet'];
  return [...alone, ...atTable, ...about];
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the practice week lacks something');
  return value;
}

async function page(path: string, signedIn: boolean): Promise<Response> {
  const headers: Record<string, string> = signedIn ? { cookie } : {};
  return fetch(`${server.url}${path}`, { headers });
}

function nonceIn(policy: string): string | undefined {
  return /'nonce-([^']+)'/.exec(policy)?.[1];
}

describe('the policy of every page', () => {
  it.each([true, false])('WR7 runs no script but its own (signed in: %s)', async (signedIn) => {
    for (const path of paths) {
      const response = await page(path, signedIn);
      const html = await response.text();
      const policy = response.headers.get('content-security-policy') ?? '';
      const nonce = nonceIn(policy);
      expect(nonce, path).toBeDefined();
      expect(policy, path).toContain("default-src 'none'");
      expect(policy, path).toContain("frame-ancestors 'none'");
      expect(policy, path).toContain("base-uri 'none'");
      expect(policy, path).toContain("require-trusted-types-for 'script'");
      expect(policy.split('; '), path).toContain(
        'trusted-types svelte-trusted-html ProseMirrorClipboard',
      );
      expect(policy, path).not.toMatch(/unsafe-inline|unsafe-eval|\*|https?:/);
      const inline = html.match(/<script\b[^>]*>/g) ?? [];
      const foreign = inline.filter(
        (tag) => !tag.includes(`nonce="${nonce ?? ''}"`) && !tag.includes('src="/'),
      );
      expect(foreign, path).toEqual([]);
      expect(html, path).not.toMatch(/\son[a-z]+\s*=\s*["'][^"']*\(/);
    }
  });

  it('WR7 has another nonce each time, and is kept by nobody', async () => {
    const [one, other] = [await page('/', true), await page('/', true)];
    const nonces = [one, other].map(({ headers }) =>
      nonceIn(headers.get('content-security-policy') ?? ''),
    );
    expect(nonces[0]).not.toBe(nonces[1]);
    expect(one.headers.get('cache-control')).toBe('no-store');
    expect(one.headers.get('x-content-type-options')).toBe('nosniff');
  });
});
