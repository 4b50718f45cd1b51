import { once } from 'node:events';
import { closeCodes, pageMark, polledDocuments } from '@overlegtafel/protocol';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type RunningServer, startServer } from '../e2e/support/start-server.ts';

const room = 'item:esdoorn';
const patience = { timeout: 10_000 };
const { header, query, field, ofAnother } = pageMark;
let server: RunningServer;
const open: { close(): void }[] = [];

beforeAll(async () => {
  server = await startServer();
});
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});
afterAll(() => server.stop());

/** A browser that keeps one cookie, as browsers do. */
class Browser {
  cookie = '';

  async send(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('origin', server.address);
    if (!headers.has('accept')) headers.set('accept', 'text/html');
    if (this.cookie !== '') headers.set('cookie', this.cookie);
    const answer = await fetch(server.address + path, { redirect: 'manual', ...init, headers });
    const handed = answer.headers.getSetCookie().find((line) => line.startsWith('session='));
    if (handed !== undefined) this.cookie = handed.split(';')[0] ?? '';
    return answer;
  }

  /** Signs in on the page, as somebody without scripts does. */
  async signIn(person: string, mark = ''): Promise<Response> {
    const body = new URLSearchParams({ persoon: person, terug: '/', [field]: mark });
    const answer = await this.send('/inloggen', { method: 'POST', body });
    expect(answer.status).toBe(303);
    return answer;
  }

  async page(path = '/'): Promise<{ status: number; html: string; mark: string }> {
    const answer = await this.send(path);
    const html = await answer.text();
    return { status: answer.status, html, mark: / data-page="([^"]*)"/.exec(html)?.[1] ?? '' };
  }

  /** Over a WebSocket: the code with which it is closed. */
  document(mark?: string): { closed: Promise<number>; opened: Promise<unknown> } {
    const address = server.address.replace('http', 'ws');
    const asked = mark === undefined ? '' : `?${query}=${mark}`;
    const headers = { cookie: this.cookie, origin: server.address };
    const socket = new WebSocket(`${address}/documents/${room}${asked}`, { headers });
    open.push({
      close: () => {
        socket.terminate();
      },
    });
    return {
      opened: once(socket, 'open'),
      closed: new Promise((resolve) =>
        socket.on('close', (code) => {
          resolve(code);
        }),
      ),
    };
  }

  live(mark: string, namespace = ''): Socket {
    const socket = io(server.address + namespace, {
      path: polledDocuments.path,
      forceNew: true,
      reconnection: false,
      auth: { [query]: mark },
      extraHeaders: { cookie: this.cookie, origin: server.address },
    });
    open.push(socket);
    return socket;
  }
}

const json = (mark: string): Record<string, string> => ({
  'content-type': 'application/json',
  [header]: mark,
});

async function two(): Promise<{ browser: Browser; old: string; mark: string }> {
  const browser = new Browser();
  await browser.signIn('police');
  const { mark } = await browser.page();
  const old = browser.cookie;
  await browser.signIn('chair');
  return { browser, old, mark };
}

describe('a browser in which somebody else signs in', () => {
  it('ID4 ends the session that it had, by practice sign-in on the page', async () => {
    const { browser, old } = await two();
    expect(browser.cookie).not.toBe(old);
    const asks = (cookie: string) => fetch(`${server.address}/api/v1/me`, { headers: { cookie } });
    expect((await asks(old)).status).toBe(401);
    expect(await (await asks(browser.cookie)).json()).toMatchObject({ id: 'chair' });
  });

  it('ID3 ID4 live connections of the session that ended are closed within two seconds', async () => {
    const browser = new Browser();
    await browser.signIn('police');
    const { mark } = await browser.page();
    const { opened, closed } = browser.document(mark);
    await opened;
    const live = browser.live(mark);
    await once(live as never, 'connect');
    const begun = performance.now();
    await browser.signIn('chair');
    expect(await closed).toBe(closeCodes.signIn);
    await expect.poll(() => live.connected, patience).toBe(false);
    // Two seconds as it is promised, and room for a machine that is busy.
    expect(performance.now() - begun).toBeLessThan(10_000);
  });

  it('ID160 a page is made for the person of the cookie, and for nobody when there is none', async () => {
    const stranger = await new Browser().page('/inloggen');
    expect(stranger).toMatchObject({ status: 200, mark: '' });
    const { browser, mark } = await two();
    const fresh = await browser.page();
    expect(fresh.mark).toMatch(pageMark.form);
    expect(fresh.mark).not.toBe(mark);
    expect((await browser.send('/api/v1/me', { headers: { [header]: fresh.mark } })).status).toBe(
      200,
    );
    expect(fresh.html).toContain(`name="${field}" value="${fresh.mark}"`);
  });

  it('AP161 a page of the first is refused in every way it speaks, and one of the second is not', async () => {
    const { browser, mark } = await two();
    const call = await browser.send('/api/v1/me', { headers: { [header]: mark } });
    expect(call.status).toBe(409);
    expect(call.headers.get(header)).toBe(ofAnother);
    expect(await browser.document(mark).closed).toBe(closeCodes.otherPerson);
    const [error] = (await once(browser.live(mark) as never, 'connect_error')) as [Error];
    expect(error.message).toBe(ofAnother);
    const polled = browser.live(mark, polledDocuments.namespace);
    polled.emit('join', 0, room);
    expect(await once(polled as never, 'closed')).toEqual([
      0,
      closeCodes.otherPerson,
      'OTHER_PERSON',
    ]);
    // What the page loads after it came: the data of its next screen, and a file.
    const data = await browser.send('/casussen/__data.json', { headers: { [header]: mark } });
    expect(data.headers.get(header)).toBe(ofAnother);
    expect(await data.text()).not.toContain('Voorzitter');

    const own = (await browser.page()).mark;
    await browser.document(own).opened;
    await once(browser.live(own) as never, 'connect');
  });

  it('EP11 a client that is no page of ours says nothing, and is let in', async () => {
    const { browser } = await two();
    await browser.document().opened;
  });

  it('ID161 the first goes on with the page that was open after signing in again', async () => {
    const { browser, mark } = await two();
    await browser.signIn('police', mark);
    expect((await browser.send('/api/v1/me', { headers: { [header]: mark } })).status).toBe(200);
    await browser.document(mark).opened;
  });

  it('ID162 signing out on a page of the first signs out nobody', async () => {
    const { browser, mark } = await two();
    const body = new URLSearchParams({ [field]: mark });
    const answer = await browser.send('/uitloggen', { method: 'POST', body });
    expect(answer.headers.get('location')).toBe('/inloggen?uitkomst=iemand-anders');
    expect(answer.headers.get('clear-site-data')).toBeNull();
    expect((await browser.send('/api/v1/me')).status).toBe(200);
    expect(
      (await browser.send('/api/v1/sign-out', { method: 'POST', body: '{}', headers: json(mark) }))
        .status,
    ).toBe(409);
    expect((await browser.send('/api/v1/me')).status).toBe(200);
  });
});

describe('a form without scripts', () => {
  it('SH164 of somebody else’s page comes back with the words and why, does nothing, and can be sent again', async () => {
    const { browser, mark } = await two();
    const words = 'Wij vragen inzage <in> dit dossier.';
    const body = () => new URLSearchParams({ [field]: mark, tafel: 'oefentafel', woorden: words });
    const refused = await browser.send('/casussen?/zoek', { method: 'POST', body: body() });
    const html = await refused.text();
    expect(refused.status).toBe(409);
    expect(html).toContain('In deze browser is nu iemand anders ingelogd.');
    expect(html).toContain('Wij vragen inzage &lt;in> dit dossier.</textarea>');
    expect(html).toContain('action="/casussen?/zoek"');
    expect(html).toContain(`name="${field}" value="${mark}"`);
    expect(html).not.toContain('Voorzitter');
    await browser.signIn('police');
    const taken = await browser.send('/casussen?/zoek', { method: 'POST', body: body() });
    expect(taken.status).toBe(200);
  });

  it('SH164 of a session that ended comes back with the words as well', async () => {
    const browser = new Browser();
    await browser.signIn('police');
    const { mark } = await browser.page('/casussen');
    browser.cookie = '';
    const body = new URLSearchParams({ [field]: mark, woorden: 'Over nacht.' });
    const refused = await browser.send('/casussen?/zoek', { method: 'POST', body });
    expect(refused.status).toBe(401);
    expect(await refused.text()).toContain('Over nacht.</textarea>');
  });
});

describe('what the API says to the browser', () => {
  it('SH161 signing out on the page takes the cookie away and clears what the browser kept', async () => {
    const browser = new Browser();
    await browser.signIn('police');
    const { mark } = await browser.page();
    const body = new URLSearchParams({ [field]: mark });
    const answer = await browser.send('/uitloggen', { method: 'POST', body });
    expect(answer.headers.get('location')).toBe('/inloggen?uitkomst=uitgelogd');
    expect(answer.headers.get('clear-site-data')).toBe('"cache", "storage"');
    expect(answer.headers.getSetCookie().join()).toMatch(/session=; .*Max-Age=0/);
  });

  it('AP160 no page of another site makes a browser do anything here', async () => {
    const browser = new Browser();
    await browser.signIn('police');
    for (const path of ['/uitloggen', '/taal', '/api/v1/sign-out']) {
      const headers = { cookie: browser.cookie, 'sec-fetch-site': 'cross-site' };
      const answer = await fetch(server.address + path, {
        method: 'POST',
        headers,
        redirect: 'manual',
      });
      expect(answer.status).toBe(403);
      expect(answer.headers.get('clear-site-data')).toBeNull();
    }
    expect((await browser.send('/api/v1/me')).status).toBe(200);
  });
});
