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
const report = { line: 2, alias: 'Casus Lijster', isRepeated: false };

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
    expect(file.state).toEqual({ kind: 'SEEN', answer: seen, charset: 'UTF-8' });
    expect(asked.map(({ body }) => body['preview'])).toEqual([true]);
    expect(asked[0]?.body).not.toHaveProperty('meeting');
  });

  it('AG11 takes in what its reader chose, on the agenda when asked, and once', async () => {
    const { asked, file } = server((body) =>
      Response.json(body.preview ? seen : { ...seen, taken: 1 }, { status: 201 }),
    );
    await file.take({ isPartial: true, onAgenda: true, again: true });
    expect(asked).toEqual([]);
    await file.look(csv);
    await file.take({ isPartial: true, onAgenda: true, again: true });
    expect(file.state).toMatchObject({ kind: 'TAKEN', answer: { taken: 1 } });
    const [, taking] = asked;
    expect(taking?.url).toContain('partial=true');
    expect(taking?.body).toMatchObject({ preview: false, meeting: 'meeting', again: true });
    expect(taking?.key).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('AG11 stays as it was seen when taking it in was refused', async () => {
    const { file } = server((body) =>
      body.preview
        ? Response.json(seen, { status: 201 })
        : Response.json({ type: 'x', title: 'Wacht even.', status: 429 }, { status: 429 }),
    );
    await file.look(csv);
    await file.take({ isPartial: false, onAgenda: false, again: false });
    expect(file.state.kind).toBe('SEEN');
    expect(file.problem).toBe('Wacht even.');
  });

  it('AG10 is not read when it is larger than the server takes', async () => {
    const { asked, file } = server(() => Response.json(seen, { status: 201 }));
    await file.look(new Blob([new Uint8Array(16_000_001)]));
    expect([file.state.kind, asked]).toEqual(['NONE', []]);
    expect(file.problem).toContain('16 MB');
  });

  const words = 'Café; één zoën, coördinatie en foto’s';
  it.each<[string, Uint8Array<ArrayBuffer>, string]>([
    ['UTF-8', new TextEncoder().encode(words), words],
    ['UTF-16', wide('\uFEFF' + words, true), words],
    ['UTF-16', wide('\uFEFF' + words, false), words],
    ['UTF-16', wide(words, true), words],
    ['UTF-16', wide(words, false), words],
    ['Windows-1252', narrow('Café; één zoën en foto\x92s \x80 5'), 'Café; één zoën en foto’s € 5'],
    ['CP850', narrow('Caf\x82; \x82\x82n zo\x89n, co\x94rdinatie'), 'Café; één zoën, coördinatie'],
    ['Windows-1252', narrow('en toen\x85 \x91weg\x92 \x96 5 \xb0'), 'en toen… ‘weg’ – 5 °'],
  ])('AG12 is read in the set it was written in, and says which: %s', (charset, bytes, text) => {
    expect(textOf(bytes.buffer)).toEqual({ text, charset });
  });
});

/** Each sign as two bytes. */
function wide(text: string, isLittle: boolean): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), isLittle);
  return new Uint8Array(view.buffer);
}

/** Each sign as one byte. */
function narrow(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
}
