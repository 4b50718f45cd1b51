import { afterEach, beforeEach, expect, it } from 'vitest';
import { findCanaries } from './canaries.ts';
import { portToKeep, signIn } from './server-under-test.ts';
import { Stage } from './stage.ts';

const canary = 'kanarievogelwoord';
const patienceMs = 20_000;
let stage: Stage;
let metricsPort: number;

beforeEach(async () => {
  metricsPort = await portToKeep();
  const env = { METRICS_PORT: String(metricsPort) };
  stage = await Stage.open({ seed: 20_261_123, server: { env } });
  await stage.start();
});

afterEach(async () => {
  await stage.close();
});

const table = '/api/v1/tables/oefentafel';

/** Every way in which a request can be wrong, with a word in it that nobody may see again. */
function wrongRequests(cookie: string): readonly (readonly [string, RequestInit])[] {
  const json = { 'content-type': 'application/json', cookie };
  const post = (body: string, headers: Record<string, string> = json) => ({
    method: 'POST',
    headers,
    body,
  });
  return [
    [`/api/v1/${canary}`, { headers: { cookie } }],
    [
      `/${canary}?q=${canary}`,
      { headers: { 'user-agent': canary, referer: `http://x/${canary}` } },
    ],
    [`/api/v1/items/${canary}`, { headers: { cookie } }],
    [`/api/v1/me?${canary}=${canary}`, { headers: { cookie: `session=${canary}` } }],
    [`/api/v1/practice/sign-in`, post(JSON.stringify({ person: canary }))],
    [`${table}/reports`, post(JSON.stringify({ summary: canary, [canary]: canary }))],
    [`${table}/reports`, post(`{"summary": "${canary}`)],
    [`${table}/reports`, post(canary, { ...json, 'content-type': `text/${canary}` })],
    [`${table}/reports`, post(canary.repeat(10_000))],
    [
      `${table}/reports/file`,
      post(`alias;${canary}\n${canary};x`, { ...json, 'content-type': 'text/csv' }),
    ],
    [`${table}/searches`, post(JSON.stringify({ words: canary }))],
    [
      `/api/v1/meetings/${canary}/close`,
      { method: 'DELETE', headers: { cookie, 'x-trace-id': canary } },
    ],
    [
      `/live/?EIO=4&transport=polling&${canary}=1`,
      { headers: { cookie, origin: `http://${canary}` } },
    ],
    [`/documents/item:${canary}`, { headers: { cookie } }],
  ];
}

it('OP21 what anybody sent stands nowhere in the open, whatever went wrong with it', async () => {
  const { server } = stage;
  const cookie = await signIn(server.url, 'vt-worker');
  const statuses: number[] = [];
  for (const [path, request] of wrongRequests(cookie)) {
    const answer = await fetch(`${server.url}${path}`, request);
    statuses.push(answer.status);
    await answer.arrayBuffer();
  }
  expect(statuses.filter((status) => status >= 400).length).toBeGreaterThan(9);
  const [writer] = await stage.seat({ count: 1, kind: 'own' });
  writer?.write(canary);
  expect(await stage.until(() => writer?.isSettled === true, patienceMs)).toBe(true);
  writer?.doc.getText(canary).insert(0, canary);
  expect(await stage.until(() => writer?.isEnded === true, patienceMs)).toBe(true);
  const { placesRead, hits } = findCanaries([canary], stage.dataFolder, server.output);
  expect(placesRead).toBeGreaterThan(3);
  expect(hits).toEqual([]);
  expect(server.output).toContain('document refused');
});

it('OP20 metrics count what happened, with no id, name or address in a label', async () => {
  const { server } = stage;
  const cookie = await signIn(server.url, 'vt-worker');
  await fetch(`${server.url}/api/v1/me`, { headers: { cookie } });
  await fetch(`${server.url}/api/v1/items/${canary}`, { headers: { cookie } });
  const [writer] = await stage.seat({ count: 2, kind: 'own' });
  writer?.type();
  expect(await stage.until(() => writer?.isSettled === true, patienceMs)).toBe(true);
  const told = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  expect(told).toMatch(/overlegtafel_request_seconds_count\{call="me",status="200"\} 1/);
  expect(told).toMatch(/overlegtafel_request_seconds_count\{call="item",status="404"\} 1/);
  expect(told).toContain('overlegtafel_open_connections{transport="documents"} 2');
  expect(told).toContain('overlegtafel_rooms_loaded 1');
  expect(told).toMatch(/overlegtafel_commit_updates_count [1-9]/);
  expect(told).toMatch(/overlegtafel_access_lines_total\{result="ALLOWED"\} [1-9]/);
  expect(told).toMatch(/overlegtafel_sessions_total\{what="started"\} [1-9]/);
  const labels = [...told.matchAll(/\{([^}]*)\}/g)].map(([, inside]) => inside ?? '');
  expect(
    labels.filter((one) => /item:|meeting:|vt-worker|kanarie|[a-z2-7]{26}|\//.test(one)),
  ).toEqual([]);
  expect((await fetch(`http://127.0.0.1:${metricsPort}/`)).status).toBe(404);
});
