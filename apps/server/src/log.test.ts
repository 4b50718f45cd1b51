import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiContract } from '@overlegtafel/protocol/api';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { ApiUnderTest } from './http/api-under-test.fixture.ts';
import { createLog, type Log } from './log.ts';

const canary = 'kanarievogelwoord';
let folder: string;
let file: string;
let log: Log;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'overlegtafel-log-'));
  file = join(folder, 'log');
  log = createLog(file);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

/** What a driver of a database, a parser and a library throw, each with what somebody wrote in it. */
const carriers: Readonly<Record<string, () => unknown>> = {
  'a database that refuses a row': () =>
    Object.assign(new Error(`duplicate key: ${canary}`), {
      code: '23505',
      detail: `Key (words)=(${canary}) already exists.`,
      where: canary,
      parameters: [canary],
    }),
  'a statement with its values': () =>
    new Error(`Failed query: insert into x values ($1)\nparams: ${canary}`, {
      cause: new Error(canary),
    }),
  'a body that is no JSON': () => thrownBy(() => JSON.parse(`{"${canary}": ${canary}`)),
  'a schema that something does not fit': () =>
    thrownBy(() => apiContract.takeInReport.body.parse({ [canary]: canary, summary: canary })),
  'a document that cannot be decoded': () =>
    thrownBy(() => {
      Y.applyUpdate(new Y.Doc(), Buffer.from(canary));
    }),
  'several at once': () => new AggregateError([new Error(canary)], canary),
  'words that look like a place in the program': () =>
    new Error(`eerst\n    at ${canary} (thuis:12:4)\n    at ${canary}:1:1`),
  'the words themselves': () => canary,
  'an object': () => ({ message: canary, stack: `at ${canary}:1:1` }),
};

describe('OP23 what an error carries stands nowhere in the log', () => {
  it.each(Object.entries(carriers))('%s', (_name, make) => {
    const error = make();
    log.failure('somewhere', error, 'trace');
    const text = readFileSync(file, 'utf8');
    expect(text).not.toContain(canary);
    const line = JSON.parse(text) as { where: string; name: string; at: string[] };
    expect(line).toMatchObject({ where: 'somewhere', traceId: 'trace' });
    expect(line.at.length > 0).toBe(error instanceof Error);
  });

  it.each([
    ['GET', `/v1/items/${canary}`, undefined],
    ['GET', `/v1/cases/${canary}`, undefined],
    ['POST', `/v1/items/${canary}/dissents`, { words: canary, revisitOn: '2026-12-15' }],
    ['POST', '/v1/tables/oefentafel/searches', { words: canary }],
  ] as const)('nor what stood in the call that failed: %s %s', async (method, path, body) => {
    const api = await ApiUnderTest.start();
    try {
      api.table.ledger.failing = new Error(canary);
      const headers = { 'user-agent': canary };
      const sent = { method, as: 'vt-worker', headers, ...(body === undefined ? {} : { body }) };
      expect((await api.ask(path, sent)).status).toBe(500);
      expect(api.places).toHaveLength(1);
      expect(api.places[0]).toMatch(/^(GET|POST) \/[a-z]+\/:[a-z/:-]+$/);
      expect(api.places[0]).not.toContain(canary);
      log.failure(api.places[0] ?? '', api.failures[0]);
      expect(readFileSync(file, 'utf8')).not.toContain(canary);
    } finally {
      await api.stop();
    }
  });
});

describe('OP342 very many lines of one kind', () => {
  const written = () =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('are left out, and counted in one line; other kinds are not', () => {
    for (let n = 0; n < 5_000; n += 1)
      log.event('document refused', { person: `p${n}`, reason: 'GONE' });
    log.event('document refused', { person: 'p', reason: 'TOO_MUCH' });
    for (let n = 0; n < 100; n += 1) log.failure('rooms', new Error('vol'));
    log.failure('live', new Error('vol'));
    expect(written()).toHaveLength(20 + 1 + 20 + 1);
    vi.advanceTimersByTime(5_000);
    expect(written().slice(42)).toMatchObject([
      { what: 'document refused', reason: 'GONE', leftOut: 4_980, seconds: 5 },
      { where: 'rooms', name: 'Error', leftOut: 80 },
    ]);
    log.event('document refused', { person: 'p', reason: 'GONE' });
    vi.advanceTimersByTime(60_000);
    expect(written()).toHaveLength(45);
  });
});
