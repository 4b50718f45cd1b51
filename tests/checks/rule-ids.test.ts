import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from './planted-tree.ts';
import { compareRules, type Texts } from './rule-ids.ts';

const notOurs = ['node_modules', 'build', '.stryker-tmp', 'checks'];

function texts(...patterns: string[]): Texts {
  const files = globSync(patterns, {
    cwd: projectRoot,
    exclude: (path) => notOurs.some((folder) => path.split('/').includes(folder)),
  });
  return Object.fromEntries(
    files.map((file) => [file, readFileSync(join(projectRoot, file), 'utf8')]),
  );
}

const folders = '{apps,packages,db,tests}/**';

describe('the rules of docs/spec', () => {
  const found = compareRules(
    texts('docs/spec/*.md'),
    texts(`${folders}/*.{test,spec,contract}.ts`, 'tests/{fuzz,faults,rooms,e2e}/**/*.ts'),
  );

  it('have one definition each, and one prefix for each page', () => {
    expect(found.ambiguous).toEqual([]);
  });

  it('are each carried by a test', () => {
    expect(found.unproven).toEqual([]);
  });

  it('are the only ids that tests carry', () => {
    expect(found.unknown).toEqual([]);
  });
});

describe('the comparison itself', () => {
  const page = '# Gate\n\n- **CG1** one\n- **CG2** two\n\n```\n- **CG5** an example\n```\n';

  it('sees a rule without a test', () => {
    const found = compareRules({ 'gate.md': page }, { 'a.test.ts': "it('CG1 one', () => {});" });
    expect(found).toEqual({ ambiguous: [], unproven: ['CG2'], unknown: [] });
  });

  it('counts an id in a title and in the rows of one, and in nothing else', () => {
    const elsewhere = "// CG1\nit('x', () => { expect(f('CG1')).toBe('CG2'); });";
    const found = compareRules({ 'gate.md': page }, { 'a.test.ts': elsewhere });
    expect(found.unproven).toEqual(['CG1', 'CG2']);
    const rows = "it.skipIf(x)('of CG1', f); it.each([['CG2', 1]])('%s', f);";
    expect(compareRules({ 'gate.md': page }, { 'a.test.ts': rows }).unproven).toEqual([]);
  });

  it('sees a test without a rule, also with a prefix of its own', () => {
    const tests =
      "describe('CG1, CG2', () => {}); it('CG3 x'); it.each([])('ZZ9: y', f); // AES256";
    expect(compareRules({ 'gate.md': page }, { 'a.test.ts': tests }).unknown).toEqual([
      'CG3',
      'ZZ9',
    ]);
  });

  it('sees a rule that is defined twice and a prefix on two pages', () => {
    const found = compareRules(
      { 'gate.md': `${page}- **CG1** again\n`, 'x.md': '- **CG7** x' },
      {},
    );
    expect(found.ambiguous).toEqual(['CG1 in gate.md', 'CG7 in x.md']);
  });
});
