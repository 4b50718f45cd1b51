import { describe, expect, it } from 'vitest';
import { StartupProblem } from '../startup-problem.ts';
import { readConfiguration } from './configuration.ts';

const folder = '/srv/overlegtafel';

/** The sentences that an environment is refused with. */
function refusal(env: NodeJS.ProcessEnv): string[] {
  try {
    readConfiguration(env, folder);
  } catch (error) {
    if (error instanceof StartupProblem) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('readConfiguration', () => {
  it('gives practice mode on this machine with SQLite when nothing is set', () => {
    expect(readConfiguration({}, folder)).toEqual({
      mode: 'practice',
      port: 3000,
      host: '127.0.0.1',
      daysAfterTask: 0,
      dataFolder: '/srv/overlegtafel/.data',
      database: { kind: 'sqlite', folder: '/srv/overlegtafel/.data' },
      dataKeyFile: undefined,
      checkpointKeyFile: undefined,
      checkpointFolder: undefined,
      origin: undefined,
      trustedProxies: { kind: 'NONE' },
      oidc: undefined,
    });
  });

  it('reads every setting', () => {
    const env = {
      OVERLEGTAFEL_MODE: 'production',
      PORT: '0',
      HOST: '::1',
      ACCESS_DAYS_AFTER_TASK: '7',
      DATA_DIR: '/var/lib/overlegtafel',
      DATABASE_URL: 'postgres://tafel:geheim@db.example/tafel',
      DATA_KEY_FILE: 'sleutel',
      CHECKPOINT_KEY_FILE: 'controle.pem',
      CHECKPOINT_DIR: '/mnt/controle',
      ORIGIN: 'https://tafel.example.nl',
      TRUSTED_PROXIES: '1',
      OIDC_ISSUER: 'https://inloggen.example.nl',
      OIDC_CLIENT_ID: 'overlegtafel',
      OIDC_CLIENT_KEY_FILE: 'client.pem',
      OIDC_ACR_VALUES: 'urn:substantial urn:high',
    };
    expect(readConfiguration(env, folder)).toEqual({
      mode: 'production',
      port: 0,
      host: '::1',
      daysAfterTask: 7,
      dataFolder: '/var/lib/overlegtafel',
      database: { kind: 'postgresql', url: 'postgres://tafel:geheim@db.example/tafel' },
      dataKeyFile: '/srv/overlegtafel/sleutel',
      checkpointKeyFile: '/srv/overlegtafel/controle.pem',
      checkpointFolder: '/mnt/controle',
      origin: 'https://tafel.example.nl',
      trustedProxies: { kind: 'COUNT', count: 1 },
      oidc: {
        issuer: 'https://inloggen.example.nl',
        clientId: 'overlegtafel',
        secretFile: undefined,
        keyFile: '/srv/overlegtafel/client.pem',
        acrValues: ['urn:substantial', 'urn:high'],
      },
    });
  });

  it('takes an empty value for a value that is not set', () => {
    expect(readConfiguration({ PORT: '', DATABASE_URL: '' }, folder)).toMatchObject({
      port: 3000,
      database: { kind: 'sqlite' },
    });
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3000x'],
    ['PORT', ' 3000'],
    ['HOST', 'http://127.0.0.1'],
    ['ACCESS_DAYS_AFTER_TASK', '31'],
    ['ACCESS_DAYS_AFTER_TASK', '-1'],
    ['DATA_DIR', ' '],
    ['DATABASE_URL', 'mysql://db'],
    ['ORIGIN', 'https://tafel.example.nl/'],
    ['ORIGIN', 'https://tafel.example.nl/pad'],
    ['ORIGIN', 'tafel.example.nl'],
    ['TRUSTED_PROXIES', 'nginx'],
    ['OIDC_ISSUER', 'http://inloggen.example.nl'],
    ['OIDC_ISSUER', 'inloggen.example.nl'],
    ['OIDC_CLIENT_ID', ' '],
    ['OVERLEGTAFEL_MODE', 'productie'],
  ])('refuses %s=%j in a sentence that names it', (name, value) => {
    const sentences = refusal({ [name]: value });
    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toMatch(new RegExp(`^De instelling ${name} moet .+\\.$`));
  });

  it('names every mistake at once', () => {
    expect(refusal({ PORT: 'x', ORIGIN: 'y', OVERLEGTAFEL_MODE: 'z' })).toHaveLength(3);
  });

  it('does not repeat a database address: it may hold a password', () => {
    expect(refusal({ DATABASE_URL: 'mysql://tafel:geheim@db' }).join()).not.toContain('geheim');
  });

  it.each([
    ['http://tafel.example.nl', 1],
    ['https://tafel.example.nl', 0],
    ['http://127.0.0.1:3000', 0],
    ['http://127.0.0.1.example.nl', 1],
  ])('OP243 for real %s is refused in %i sentences', (origin, sentences) => {
    const told = refusal({
      OVERLEGTAFEL_MODE: 'production',
      ORIGIN: origin,
      DATA_KEY_FILE: 'sleutel',
      CHECKPOINT_KEY_FILE: 'controle.pem',
      OIDC_ISSUER: 'https://inloggen.example.nl',
      OIDC_CLIENT_ID: 'overlegtafel',
      OIDC_CLIENT_KEY_FILE: 'client.pem',
    });
    expect(told).toHaveLength(sentences);
    expect(told.every((sentence) => sentence.includes('ORIGIN'))).toBe(true);
  });

  it('wants an address, keys and an issuer in production, each in a sentence', () => {
    expect(refusal({ OVERLEGTAFEL_MODE: 'production' })).toEqual([
      expect.stringContaining('De instelling ORIGIN ontbreekt'),
      expect.stringContaining('De instelling DATA_KEY_FILE ontbreekt'),
      expect.stringContaining('De instelling CHECKPOINT_KEY_FILE ontbreekt'),
      expect.stringContaining('De instelling OIDC_ISSUER ontbreekt'),
      expect.stringContaining('De instelling OIDC_CLIENT_ID ontbreekt'),
      expect.stringContaining(
        'Zet precies één van OIDC_CLIENT_KEY_FILE en OIDC_CLIENT_SECRET_FILE',
      ),
    ]);
  });
});
