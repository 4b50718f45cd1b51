import { describe, expect, it } from 'vitest';
import { askHealth, readHealth } from './health.ts';

describe('readHealth', () => {
  it('reads a server that is well', () => {
    expect(readHealth({ status: 'ok', database: 'postgresql' })).toEqual({
      status: 'ok',
      database: 'postgresql',
    });
  });

  it.each([
    null,
    'ok',
    [],
    {},
    { status: 'ok' },
    { status: 'ill', database: 'sqlite' },
    { status: 'ok', database: 'x' },
  ])('does not take %j for a server that is well', (body) => {
    expect(readHealth(body)).toBeUndefined();
  });
});

describe('askHealth', () => {
  it('gives nothing when the server cannot be reached', async () => {
    expect(await askHealth(() => Promise.reject(new TypeError('fetch failed')))).toBeUndefined();
  });

  it('gives nothing when the server answers with an error', async () => {
    const failing = () =>
      Promise.resolve(Response.json({ status: 'ok', database: 'sqlite' }, { status: 503 }));
    expect(await askHealth(failing)).toBeUndefined();
  });

  it('gives nothing when the answer is not JSON', async () => {
    expect(await askHealth(() => Promise.resolve(new Response('<p>proxy</p>')))).toBeUndefined();
  });
});
