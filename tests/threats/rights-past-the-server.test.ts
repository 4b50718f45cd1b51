import { changeFile } from '@overlegtafel/db/testing/change-file';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ServerUnderTest, signIn } from '../faults/server-under-test.ts';

/** What a session remembers of a person outlives the change by a second at most. */
const soon = { timeout: 15_000 };

let folder: string;
let server: ServerUnderTest;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlegtafel-past-'));
  server = await ServerUnderTest.start({ dataFolder: folder });
});

afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

function past(sql: string): void {
  changeFile(folder, join(folder, 'practice.key'), sql);
}

function ask(path: string, cookie: string): Promise<Response> {
  return fetch(`${server.url}/api/v1${path}`, { headers: { cookie } });
}

async function standing(cookie: string): Promise<unknown> {
  return ((await (await ask('/me/standing', cookie)).json()) as { standing: unknown }).standing;
}

describe('whoever runs the database', () => {
  it('SR140, AU143, ID141 gives nobody a case: the place counts for nothing, its person reads so, the others go on', async () => {
    const [administrator, police, chair] = await Promise.all(
      ['administrator', 'police', 'chair'].map((who) => signIn(server.url, who)),
    );
    if (!administrator || !police || !chair) throw new Error('somebody did not come in');
    const cases = '/tables/oefentafel/waiting-cases';
    expect((await ask(cases, administrator)).status).toBe(403);
    past(`UPDATE membership SET role = 'chair' WHERE person IN ('administrator', 'police')`);
    await expect.poll(async () => (await ask('/me', police)).status, soon).toBe(401);
    await expect.poll(async () => (await ask(cases, administrator)).status, soon).toBe(401);
    expect(await standing(police)).toEqual({ kind: 'ALTERED' });
    const again = await signIn(server.url, 'police');
    expect((await ask('/me', again)).status).toBe(401);
    expect((await ask(cases, chair)).status).toBe(200);
    expect(server.output).toContain('account refused');

    past(`UPDATE membership SET role = id WHERE person IN ('administrator', 'police')`);
    await expect.poll(async () => (await ask('/me', police)).status, soon).toBe(200);
    await expect.poll(async () => (await ask(cases, administrator)).status, soon).toBe(403);
  });

  it('SR140 makes nobody’s session somebody else’s', async () => {
    const police = await signIn(server.url, 'police');
    expect((await ask('/me', police)).status).toBe(200);
    past(`UPDATE session SET person = 'chair' WHERE person = 'police'`);
    await expect.poll(async () => (await ask('/me', police)).status, soon).toBe(401);
    expect((await ask('/me/standing', police)).status).toBe(401);
  });
});
