import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { textOf } from './file-text.ts';
import { ReportFile } from './report-file.svelte.ts';

beforeEach(() => {
  vi.stubGlobal(
    '$state',
    Object.assign((value: unknown) => value, { raw: (value: unknown) => value }),
  );
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const mistake = { line: 3, column: 'bron', kind: 'UNKNOWN_VALUE', message: 'Kies een bron.' };
const report = { line: 2, report: 'r1', caseId: 'c1', alias: 'Casus Lijster' };

/** A server that writes down what it is asked. */
function server(answer: (body: { preview?: boolean }) => Response) {
  const asked: { url: string; body: Record<string, unknown>; key: string | null }[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(
      new URL(typeof input === 'string' ? input : '', 'http://here'),
      init,
    );
    const body = (await request.json()) as Record<string, unknown>;
    asked.push({ url: request.url, body, key: request.headers.get('idempotency-key') });
    return answer(body);
  };
  return { asked, file: new ReportFile({ fetch, table: 'oefentafel', meeting: 'meeting' }) };
}

const seen = { taken: 0, mistakes: [mistake], reports: [report] };
const csv = new Blob(['signaal;soort\nmelding;eerste\n']);

describe('a week of reports by file', () => {
  it('AG10 is looked at first: the mistakes are there, and nothing was taken in', async () => {
    const { asked, file } = server(() => Response.json(seen, { status: 201 }));
    await file.look(csv);
    expect(file.state).toEqual({ kind: 'SEEN', answer: seen });
    expect(asked.map(({ body }) => body['preview'])).toEqual([true]);
    expect(asked[0]?.body).not.toHaveProperty('meeting');
  });

  it('AG11 takes in what its reader chose, on the agenda when asked, and once', async () => {
    const { asked, file } = server((body) =>
      Response.json(body.preview ? seen : { ...seen, taken: 1 }, { status: 201 }),
    );
    await file.take({ isPartial: true, onAgenda: true });
    expect(asked).toEqual([]);
    await file.look(csv);
    await file.take({ isPartial: true, onAgenda: true });
    expect(file.state).toMatchObject({ kind: 'TAKEN', answer: { taken: 1 } });
    const [, taking] = asked;
    expect(taking?.url).toContain('partial=true');
    expect(taking?.body).toMatchObject({ preview: false, meeting: 'meeting' });
    expect(taking?.key).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('AG11 stays as it was seen when taking it in was refused', async () => {
    const { file } = server((body) =>
      body.preview
        ? Response.json(seen, { status: 201 })
        : Response.json({ type: 'x', title: 'Wacht even.', status: 429 }, { status: 429 }),
    );
    await file.look(csv);
    await file.take({ isPartial: false, onAgenda: false });
    expect(file.state.kind).toBe('SEEN');
    expect(file.problem).toBe('Wacht even.');
  });

  it('AG12 is read in the set it was written in', () => {
    const windows = Uint8Array.of(0x63, 0x61, 0x66, 0xe9);
    expect(textOf(windows.buffer)).toBe('café');
    expect(textOf(new TextEncoder().encode('café ✓').buffer)).toBe('café ✓');
  });
});
