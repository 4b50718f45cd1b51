import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { PracticeSessions } from '../identity/practice-sessions.ts';
import { practicePeople } from '../practice/people.ts';
import { createInnerDoor } from './inner-door.ts';
import { outboxKeyRoute } from './outbox-key-route.ts';
import { giveContext } from './request-context.ts';

const secret = Buffer.alloc(32, 7);
const sessions = new PracticeSessions(secret, false);
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** What a server with this secret answers, to the practice person with this number or to nobody. */
async function ask(person: number | undefined, withSecret = secret): Promise<Response> {
  const app = express();
  app.use(giveContext(createInnerDoor()));
  app.use('/key', outboxKeyRoute({ sessions, secret: withSecret, now: () => 1 }));
  const server = createServer(app);
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const who = person === undefined ? undefined : practicePeople[person];
  const cookie = who === undefined ? 'session=made-up' : `session=${sessions.start(who, 1)}`;
  return fetch(`http://127.0.0.1:${port}/key`, { headers: { cookie } });
}

async function keyOf(person: number, withSecret = secret): Promise<unknown> {
  return (await ask(person, withSecret)).json();
}

describe('OB8 the key of an outbox', () => {
  it('is 32 bytes, the same each time, and kept by nobody', async () => {
    const answer = await ask(0);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const body: unknown = await answer.json();
    expect(body).toEqual(await keyOf(0));
    const { key } = body as { key: string };
    expect(Buffer.from(key, 'base64url')).toHaveLength(32);
  });

  it('differs for each person and for each server', async () => {
    const all = [await keyOf(0), await keyOf(1), await keyOf(0, Buffer.alloc(32, 8))];
    expect(new Set(all.map((key) => JSON.stringify(key))).size).toBe(3);
  });

  it('is for nobody without a session', async () => {
    const answer = await ask(undefined);
    expect(answer.status).toBe(401);
    expect(await answer.text()).not.toContain('key');
  });
});
