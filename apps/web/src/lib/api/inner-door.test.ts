import { describe, expect, it } from 'vitest';
import { throughInnerDoor } from './inner-door.ts';

const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;

function personsRequest(): Request {
  return new Request('https://tafel.example/', {
    headers: {
      'x-overlegtafel-door': 'http://127.0.0.1:3000',
      'x-overlegtafel-key': 'sleutel',
      cookie: 'session=abc',
      traceparent,
    },
  });
}

describe('throughInnerDoor', () => {
  it('sends a request for the API to the loopback address with cookie, client and trace', () => {
    const asked = new Request('https://tafel.example/api/v1/health?x=1');
    const inner = throughInnerDoor(asked, personsRequest(), '192.0.2.7');
    expect(inner?.url).toBe('http://127.0.0.1:3000/api/v1/health?x=1');
    expect(Object.fromEntries(inner?.headers ?? [])).toMatchObject({
      cookie: 'session=abc',
      origin: 'https://tafel.example',
      traceparent,
      'x-overlegtafel-client': '192.0.2.7',
      'x-overlegtafel-key': 'sleutel',
    });
  });

  it('keeps method and body', async () => {
    const asked = new Request('https://tafel.example/api/v1/me', {
      method: 'POST',
      body: '{"a":1}',
    });
    const inner = throughInnerDoor(asked, personsRequest(), '192.0.2.7');
    expect(inner?.method).toBe('POST');
    expect(await inner?.text()).toBe('{"a":1}');
  });

  it.each(['https://elders.example/api/v1/health', 'https://tafel.example/apix'])(
    'leaves %s alone, cookie and key stay inside',
    (url) => {
      expect(throughInnerDoor(new Request(url), personsRequest(), '192.0.2.7')).toBeUndefined();
    },
  );
});
