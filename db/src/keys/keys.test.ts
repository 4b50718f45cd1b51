import { createSecretKey } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WrongKeyError } from '../errors.ts';
import { openDatabase } from '../open-database.ts';
import { temporaryFolder } from '../testing/sample-rooms.ts';
import { CaseKeys } from './case-keys.ts';
import { deriveKeys, KeyFileError, readKeyFile, readOrMakeKeyFile } from './key-file.ts';
import { makeNewFile } from './new-file.ts';
import { seal, unseal } from './sealed.ts';

const key = Buffer.alloc(32, 1);
const sealing = createSecretKey(key);
const otherSealing = createSecretKey(Buffer.alloc(32, 2));

describe('sealing', () => {
  it('ST31 opens at its own place with its own key, and nowhere else', () => {
    const sealed = seal(sealing, Buffer.from('words'), 'here');
    expect(unseal(sealing, sealed, 'here')?.toString()).toBe('words');
    expect(unseal(sealing, sealed, 'there')).toBeUndefined();
    expect(unseal(otherSealing, sealed, 'here')).toBeUndefined();
    expect(unseal(sealing, sealed.subarray(0, 10), 'here')).toBeUndefined();
  });

  it('ST31 any flipped bit is noticed', () => {
    const sealed = seal(sealing, Buffer.from('words'), 'here');
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const damaged = Buffer.from(sealed);
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(unseal(sealing, damaged, 'here')).toBeUndefined();
    }
  });

  it('ST31 the same words are never sealed the same way', () => {
    const all = Array.from({ length: 1_000 }, () =>
      seal(sealing, Buffer.from('x'), '').toString('hex'),
    );
    expect(new Set(all).size).toBe(1_000);
  });
});

describe('keys of cases', () => {
  it('ST32 a wrapped key opens for its own case and with its own key file', () => {
    const mine = new CaseKeys(key);
    const wrapped = mine.make('case-a');
    expect(new CaseKeys(key).unwrap('case-a', wrapped).equals(mine.unwrap('case-a', wrapped))).toBe(
      true,
    );
    expect(() => new CaseKeys(key).unwrap('case-b', wrapped)).toThrow(WrongKeyError);
    expect(() => new CaseKeys(Buffer.alloc(32, 2)).unwrap('case-a', wrapped)).toThrow(
      WrongKeyError,
    );
  });

  it('ST32 every use has a key of its own', () => {
    const all = Object.values(deriveKeys(key)).map((derived: Buffer) => derived.toString('hex'));
    expect(new Set([...all, key.toString('hex')]).size).toBe(all.length + 1);
    expect(all.every((derived) => derived.length === 64)).toBe(true);
  });
});

describe('the key file', () => {
  it('ST34 is made once, for its owner only', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'new', 'key');
    const made = readOrMakeKeyFile(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
    expect(readOrMakeKeyFile(path)).toEqual(made);
  });

  it('ST34 of two processes that make it at once the first one’s stays, whole and alone', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'key');
    makeNewFile(path, 'first');
    makeNewFile(path, 'second');
    expect(readFileSync(path, 'utf8')).toBe('first');
    expect(readdirSync(folder.path)).toEqual(['key']);
  });

  it('ST34 is refused when others can read it, or when it holds something else', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'key');
    readOrMakeKeyFile(path);
    chmodSync(path, 0o640);
    expect(() => readKeyFile(path)).toThrow('chmod 600');
    writeFileSync(path, 'changeme');
    chmodSync(path, 0o600);
    expect(() => readKeyFile(path)).toThrow('64 hexadecimal digits');
  });

  it('ST34 production makes none', () => {
    using folder = temporaryFolder();
    const fixed = { mode: 'production', dataDir: folder.path, onFatal: () => undefined } as const;
    expect(() => openDatabase(fixed)).toThrow(KeyFileError);
    const keyFile = join(folder.path, 'key');
    expect(() => openDatabase({ ...fixed, keyFile })).toThrow('does not exist');
  });

  it('ST34 practice mode starts on an empty folder', async () => {
    using folder = temporaryFolder();
    const dataDir = join(folder.path, 'data');
    const database = await openDatabase({ mode: 'practice', dataDir, onFatal: () => undefined });
    expect(await database.health()).toMatchObject({ status: 'ok', database: 'sqlite' });
    await database.close();
  });
});
