import { afterEach, describe, expect, it } from 'vitest';
import { start, stopAll } from '../application.fixture.ts';
import { readConfiguration } from '../configuration/configuration.ts';

afterEach(stopAll);

const path = '/.well-known/security.txt';

describe('security.txt', () => {
  it('OP320 says to whom a weakness is told, until when, and where it stands', async () => {
    const address = await start({ env: { SECURITY_CONTACT: 'mailto:veilig@tafel.example' } });
    const answer = await fetch(`${address}${path}`);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const lines = (await answer.text()).split('\n');
    expect(lines[0]).toBe('Contact: mailto:veilig@tafel.example');
    expect(lines[1]).toBe('Expires: 2027-02-22T00:00:00.000Z');
    expect(lines[2]).toBe('Preferred-Languages: nl, en');
    expect(lines[3]).toMatch(/^Canonical: http:\/\/.+\/\.well-known\/security\.txt$/);
  });

  it('OP320 is not there when nobody was named', async () => {
    const address = await start({
      pages: (_request, response) => {
        response.statusCode = 404;
        response.end();
      },
    });
    expect((await fetch(`${address}${path}`)).status).toBe(404);
  });

  it.each(['veilig@tafel.example', 'http://tafel.example', 'mailto:a@b.nl\nContact: x', 'mailto:'])(
    'OP320 %j is no contact',
    (contact) => {
      expect(() => readConfiguration({ SECURITY_CONTACT: contact }, '/')).toThrow(
        'SECURITY_CONTACT moet',
      );
    },
  );
});
