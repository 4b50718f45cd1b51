import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { plantTree, projectRoot, runTool, type Files, type Tree } from './planted-tree.ts';

describe('the total over all runners', () => {
  const trees: Tree[] = [];
  afterEach(() => trees.splice(0).forEach((tree) => tree.remove()));

  async function total(reports: Files): Promise<{ code: number; lastLine: string }> {
    const tree = plantTree({ 'raw/vitest.json': 'not a report of a runner', ...reports });
    trees.push(tree);
    const script = join(projectRoot, '.config', 'total.mjs');
    const { code, output } = await runTool('node', [script, 'check', 'vitest'], tree.root, {
      REPORTS_DIR: tree.root,
    });
    return { code, lastLine: output.trimEnd().split('\n').at(-1) ?? '' };
  }

  const check = '{ "passed": 8, "failed": 0 }';

  it('is the sum, and green when nothing failed', async () => {
    const reports = {
      'check.json': check,
      'vitest.json': '{ "passed": 90, "failed": 0, "skipped": 1 }',
      'node.json': '{ "passed": 2, "failed": 0 }',
    };
    expect(await total(reports)).toEqual({ code: 0, lastLine: '100 passed, 0 failed' });
  });

  it('is red when one test of one runner failed', async () => {
    const reports = { 'check.json': check, 'vitest.json': '{ "passed": 90, "failed": 1 }' };
    expect(await total(reports)).toEqual({ code: 1, lastLine: '98 passed, 1 failed' });
  });

  it('counts a runner that left no report as a failure', async () => {
    expect(await total({ 'check.json': check })).toEqual({
      code: 1,
      lastLine: '8 passed, 1 failed',
    });
  });

  it.each(['', '{}', '{ "passed": "8", "failed": 0 }'])(
    'counts a report that cannot be read as a failure: %j',
    async (broken) => {
      const outcome = await total({ 'check.json': check, 'vitest.json': broken });
      expect(outcome).toEqual({ code: 1, lastLine: '8 passed, 1 failed' });
    },
  );

  it('is red when nothing ran at all', async () => {
    const nothing = '{ "passed": 0, "failed": 0 }';
    const outcome = await total({ 'check.json': nothing, 'vitest.json': nothing });
    expect(outcome.code).toBe(1);
  });
});

describe('the form of a commit message', () => {
  const script = join(projectRoot, '.config', 'commit-message.mjs');
  const judge = async (message: string): Promise<number> => {
    const tree = plantTree({ message });
    const { code } = await runTool('node', [script, 'message'], tree.root);
    tree.remove();
    return code;
  };

  it.each([
    'fix(rooms): a refused update ends the session\n',
    'docs(spec): rules have ids\n\nBecause …\n',
    'Merge branch "one"\n',
  ])('is right: %j', async (message) => {
    expect(await judge(message)).toBe(0);
  });

  it.each(['update', 'fix: no scope', 'fix(rooms): ', `feat(db): ${'long '.repeat(20)}`])(
    'is wrong: %j',
    async (message) => {
      expect(await judge(message)).toBe(1);
    },
  );
});
