import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { lostNames, type Project } from './named-things.ts';
import { projectRoot } from './planted-tree.ts';

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');

function project(): Project {
  const definition = /^- \*\*([A-Z]{2,4}\d+)\*\* /gm;
  const pages = globSync('docs/spec/*.md', { cwd: projectRoot }).map(read).join('\n');
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(read('package.json')));
  return {
    has: (path) => existsSync(join(projectRoot, path)),
    scripts: new Set(Object.keys(scripts)),
    rules: new Set([...pages.matchAll(definition)].map(([, id = '']) => id)),
  };
}

describe('what the documents name', () => {
  it('is there: each path, each script and each rule', () => {
    const paths = globSync(['*.md', 'docs/**/*.md', 'tests/README.md'], { cwd: projectRoot });
    // A decision of long ago names what stood there then.
    const pages = paths.filter((path) => !path.startsWith('docs/decisions/'));
    const texts = Object.fromEntries(pages.map((path) => [path, read(path)]));
    expect(lostNames(texts, project())).toEqual([]);
  });

  const planted: Project = {
    has: (path) => ['docs/a.md', 'docs/spec', 'apps/web'].includes(path),
    scripts: new Set(['bench']),
    rules: new Set(['CG1']),
  };

  it.each([
    ['a link', '[b](b.md)', 'b.md'],
    ['a link upwards', '[b](../b.md)', '../b.md'],
    ['a path', 'see `apps/server`', 'apps/server'],
    ['a script', '`npm run benhc`', 'benhc'],
    ['a rule', 'CG2 says so', 'CG2'],
  ])('is missed when %s leads nowhere', (_what, text, lost) => {
    expect(lostNames({ 'docs/a.md': text }, planted)).toEqual([`docs/a.md: ${lost}`]);
  });

  it('is found when it is there, and left alone when it is none of ours', () => {
    const text = `[a](a.md#there) [x](https://example.org) [here](#here) [spec](spec/) \`apps/web/\`
      \`apps/*/x\` \`npm run bench\` CG1 AES256`;
    expect(lostNames({ 'docs/a.md': text }, planted)).toEqual([]);
  });
});
