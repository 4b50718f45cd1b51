import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const folder = new URL('../../docs/spec/', import.meta.url);
const read = (page: string) => readFileSync(new URL(page, folder), 'utf8');

it('every rule that the table of complaints names is there', () => {
  const pages = readdirSync(folder).filter((page) => page.endsWith('.md') && page !== 'README.md');
  const defined = pages.flatMap((page) =>
    [...read(page).matchAll(/^- \*\*([A-Z]{2,4}\d+)\*\*/gm)].map(([, id = '']) => id),
  );
  const rows = read('complaints.md')
    .split('\n')
    .filter((line) => line.startsWith('| '));
  const named = rows.flatMap(
    (row) =>
      row
        .split('|')
        .at(-2)
        ?.match(/\b[A-Z]{2}\d+\b/g) ?? [],
  );
  expect(new Set(named).size).toBeGreaterThan(40);
  expect(named.filter((id) => !defined.includes(id))).toEqual([]);
});
