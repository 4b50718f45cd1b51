import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from './planted-tree.ts';
import * as vocabulary from '@overlegtafel/domain';

const read = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');

/** The tables with identifiers. */
const [page = ''] = read('docs/dictionary.md').split('## Other words of the field');

const sources = globSync('packages/domain/src/**/*.ts', { cwd: projectRoot }).map(read).join('\n');

describe('docs/dictionary.md', () => {
  it('names only what exists in the code', () => {
    const words = new Set([...page.matchAll(/`([A-Za-z_]+)`/g)].map(([, word = '']) => word));
    const missing = [...words].filter((word) => !new RegExp(`\\b${word}\\b`).test(sources));
    expect(missing).toEqual([]);
  });

  it.each([
    ['safety levels', vocabulary.safetyLevels],
    ['triage priorities', vocabulary.triagePriorities],
    ['answers to "is it safe now"', vocabulary.safeNowAnswers],
    ['kinds of decision', vocabulary.decisionKinds],
    ['violence profiles', vocabulary.violenceProfiles],
    ['phases of an action', vocabulary.actionPhases],
  ])('explains all %s', (_list, words) => {
    expect(words.filter((word) => !page.includes(`\`${word}\``))).toEqual([]);
  });
});
