import { afterEach, describe, expect, it } from 'vitest';
import { ApiUnderTest } from '../http/api-under-test.fixture.ts';

const running: ApiUnderTest[] = [];

async function started(): Promise<ApiUnderTest> {
  const api = await ApiUnderTest.start();
  running.push(api);
  return api;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((api) => api.stop()));
});

const head = 'signaal;soort;bron;soort melder;ontvangen;samenvatting;casus;huishouden;kenmerk';
const good = (n: number) =>
  `melding;eerste;politie;bekend;2026-11-21 23:40;Ruzie.;Casus Iep ${n % 1000};moeder 31, zoon 4;VT-${n}`;
const fileOf = (lines: readonly string[]) => [head, ...lines].join('\r\n');
const many = Array.from({ length: 2_000 }, (_, n) => good(n));

function send(api: ApiUnderTest, body: unknown, headers: Record<string, string> = {}) {
  return api.ask('/v1/tables/oefentafel/reports/import', { as: 'vt-worker', body, headers });
}

describe('a large file is read apart from those who work', () => {
  it('IN340 says the same of it as of a short one, line by line', async () => {
    const api = await started();
    const wrong = good(1).replace('politie', 'televisie');
    const elsewhere = `${good(2)}`.replace('Casus Iep 2', 'Jansen');
    const lines = [...many, wrong, elsewhere, ';;;', good(7)];
    const told = await send(api, { format: 'csv', content: fileOf(lines), preview: true });
    expect(told.status).toBe(201);
    const body = (await told.json()) as { mistakes: { message: string }[] };
    expect(body).toMatchObject({
      good: 2_000,
      repeated: 1,
      wrong: 2,
      mistakeCount: 2,
      lines: { total: 2_005, empty: 2 },
      mistakes: [
        { line: 2_002, column: 'bron', kind: 'UNKNOWN_VALUE' },
        { line: 2_003, column: 'casus', kind: 'NOT_ALLOWED' },
      ],
    });
    expect(body.mistakes[0]?.message).toContain('‘televisie’');
    const short = await send(api, { format: 'csv', content: fileOf([wrong]), preview: true });
    const { mistakes } = (await short.json()) as typeof body;
    expect(mistakes[0]?.message).toBe(body.mistakes[0]?.message);
  });

  it('IN340 is taken in once under one key, and refused with another content', async () => {
    const api = await started();
    const body = { format: 'csv', content: fileOf(many) };
    const headers = { 'idempotency-key': 'een-week-van-meldingen' };
    const first = await send(api, body, headers);
    expect(await first.json()).toMatchObject({ taken: 2_000 });
    const again = await send(api, body, headers);
    expect(await again.json()).toMatchObject({ taken: 2_000 });
    const waiting = await api.ask('/v1/tables/oefentafel/waiting-cases', { as: 'vt-worker' });
    expect(await waiting.json()).toHaveLength(2_000);
    const other = await send(api, { ...body, content: fileOf([...many, good(3_000)]) }, headers);
    expect(other.status).toBe(422);
  }, 60_000);

  it('IN340 what is no file is refused as everywhere', async () => {
    const api = await started();
    const content = 'x'.repeat(200_000);
    const sent = [
      { format: 'csv', content, colour: 'red' },
      { format: 'xlsx', content },
      `{"format":"csv","content":"${content}`,
      { format: 'csv', content: 5, more: content },
      `{"format":"csv","content":"x",${'"a":[[]],'.repeat(20_000)}"b":1}`,
    ];
    const statuses: number[] = [];
    for (const body of sent) statuses.push((await send(api, body)).status);
    expect(statuses).toEqual([400, 400, 400, 413, 413]);
    const unread = await send(api, { format: 'csv', content: `${content}\n` });
    expect(await unread.json()).toMatchObject({ taken: 0, lines: { unread: 1 } });
  }, 60_000);

  it('IN341 many at once by one person: some wait for their turn, the others are refused with a sentence', async () => {
    const api = await started();
    const body = { format: 'csv', content: fileOf(many), preview: true };
    const answers = await Promise.all(Array.from({ length: 6 }, () => send(api, body)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(3);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(3);
    expect(refused[0]?.headers.get('retry-after')).toBe('10');
    expect(await refused[0]?.json()).toMatchObject({
      type: 'urn:overlegtafel:problem:files-busy',
    });
    expect((await send(api, body)).status).toBe(201);
  }, 60_000);
});
