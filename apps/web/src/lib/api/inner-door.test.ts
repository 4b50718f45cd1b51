import { describe, expect, it } from 'vitest';
import { handOn, keepSaid, throughInnerDoor } from './inner-door.ts';

const forWhom = { clientAddress: '192.0.2.7', page: 'merk' };
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
    const inner = throughInnerDoor(asked, personsRequest(), forWhom);
    expect(inner?.url).toBe('http://127.0.0.1:3000/api/v1/health?x=1');
    expect(Object.fromEntries(inner?.headers ?? [])).toMatchObject({
      cookie: 'session=abc',
      origin: 'https://tafel.example',
      traceparent,
      'x-overlegtafel-client': '192.0.2.7',
      'x-overlegtafel-key': 'sleutel',
      'overlegtafel-page': 'merk',
    });
  });

  it('keeps method and body', async () => {
    const asked = new Request('https://tafel.example/api/v1/me', {
      method: 'POST',
      body: '{"a":1}',
    });
    const inner = throughInnerDoor(asked, personsRequest(), forWhom);
    expect(inner?.method).toBe('POST');
    expect(await inner?.text()).toBe('{"a":1}');
  });

  it.each(['https://elders.example/api/v1/health', 'https://tafel.example/apix'])(
    'leaves %s alone, cookie and key stay inside',
    (url) => {
      expect(throughInnerDoor(new Request(url), personsRequest(), forWhom)).toBeUndefined();
    },
  );
});

describe('what the API says to the browser while a page is made', () => {
  function handedOn(answers: readonly HeadersInit[], status = 200): Headers {
    const said = new Headers();
    for (const headers of answers) keepSaid(new Response(null, { headers }), said);
    const page = new Response(null, { status, headers: { 'set-cookie': 'language=nl' } });
    handOn(said, page);
    return page.headers;
  }

  it('SH161 reaches the browser: cookies, what to forget, and whose page it is not', () => {
    const signedOut: HeadersInit = [
      ['set-cookie', 'session=; Max-Age=0'],
      ['set-cookie', 'sign-in=; Max-Age=0'],
      ['clear-site-data', '"cache", "storage"'],
      ['overlegtafel-page', 'other-person'],
      ['etag', '"3"'],
    ];
    const headers = handedOn([signedOut, {}]);
    expect(headers.getSetCookie()).toEqual([
      'language=nl',
      'session=; Max-Age=0',
      'sign-in=; Max-Age=0',
    ]);
    expect(headers.get('clear-site-data')).toBe('"cache", "storage"');
    expect(headers.get('overlegtafel-page')).toBe('other-person');
    expect(headers.get('etag')).toBeNull();
  });

  it('SH161 how long to wait goes with what was refused, and with nothing else', () => {
    expect(handedOn([{ 'retry-after': '7' }], 429).get('retry-after')).toBe('7');
    expect(handedOn([{ 'retry-after': '7' }], 200).get('retry-after')).toBeNull();
  });
});
