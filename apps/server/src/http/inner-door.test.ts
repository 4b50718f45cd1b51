import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createInnerDoor } from './inner-door.ts';

const traceId = 'a'.repeat(32);

function requestWith(headers: Record<string, string>): IncomingMessage {
  const request = new IncomingMessage(new Socket());
  request.headers = headers;
  return request;
}

describe('the inner door', () => {
  it('lets a page ask for a person, once it was shown the door', () => {
    const door = createInnerDoor();
    const outer = requestWith({});
    door.show(outer, {
      address: 'http://127.0.0.1:3000',
      traceId,
      mode: 'practice',
      clientAddress: '192.0.2.7',
    });
    const inner = requestWith({
      traceparent: String(outer.headers['traceparent']),
      'x-overlegtafel-key': String(outer.headers['x-overlegtafel-key']),
      'x-overlegtafel-client': String(outer.headers['x-overlegtafel-client']),
    });
    expect(door.enter(inner)).toEqual({ traceId, clientAddress: '192.0.2.7' });
  });

  it('takes its headers off a request from outside and believes none of them', () => {
    const request = requestWith({
      cookie: 'session=abc',
      traceparent: `00-${traceId}-${'b'.repeat(16)}-01`,
      'x-overlegtafel-key': 'geraden',
      'x-overlegtafel-client': '192.0.2.7',
      'x-overlegtafel-door': 'http://elders.example',
      'x-overlegtafel-mode': 'production',
    });
    expect(createInnerDoor().enter(request)).toBeUndefined();
    expect(request.headers).toEqual({ cookie: 'session=abc' });
  });
});
