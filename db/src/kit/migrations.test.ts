import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { UnsupportedVersionError } from '../errors.ts';
import { migrationsFolder, refuseUnknownMigrations } from './migrations.ts';

const db = fileURLToPath(new URL('../..', import.meta.url));
const generator = fileURLToPath(import.meta.resolve('drizzle-kit')).replace(
  /index\.m?js$/,
  'bin.cjs',
);
const scratch = mkdtempSync(join(tmpdir(), 'migrations-'));

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Lets the generator work on a copy, and gives what it says. */
function generateInto(dialect: 'sqlite' | 'postgres'): string {
  const out = join(scratch, dialect);
  cpSync(migrationsFolder(dialect), out, { recursive: true });
  const name = dialect === 'sqlite' ? 'sqlite' : 'postgresql';
  const schema = `./src/schema.${dialect}.ts`;
  // The generator takes a path from where it stands only.
  const options = ['--dialect', name, '--schema', schema, '--out', relative(db, out)];
  const args = [generator, 'generate', ...options];
  const ended = spawnSync(process.execPath, args, { cwd: db, encoding: 'utf8' });
  return ended.stdout + ended.stderr;
}

describe.each(['sqlite', 'postgres'] as const)('migrations of %s', (dialect) => {
  it('ST40 the generator has nothing to add', () => {
    const before = readdirSync(migrationsFolder(dialect));
    expect(generateInto(dialect)).toContain('No schema changes');
    expect(readdirSync(join(scratch, dialect))).toEqual(before);
  });

  const folder = migrationsFolder(dialect);
  const journal = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as {
    entries: { tag: string }[];
  };

  it('ST41 a newer or another history is refused', () => {
    const stranger = { hash: 'f'.repeat(64), createdAt: 1 };
    const many = journal.entries.map(() => stranger).concat(stranger);
    expect(() => refuseUnknownMigrations(many, folder)).toThrow(UnsupportedVersionError);
    expect(() => refuseUnknownMigrations([stranger], folder)).toThrow(UnsupportedVersionError);
    expect(() => refuseUnknownMigrations([], folder)).not.toThrow();
  });
});

it('ST40 both dialects have the same migrations', () => {
  const names = (dialect: 'sqlite' | 'postgres') =>
    readdirSync(migrationsFolder(dialect)).filter((name) => name.endsWith('.sql'));
  expect(names('sqlite')).toEqual(names('postgres'));
});
