import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { refuseOutsideCalendar } from './within-calendar.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

it('CL220 both sides of the first and the last moment are told apart', () => {
  const refused = (nowMs: number) => () => {
    refuseOutsideCalendar(nowMs);
  };
  for (const nowMs of [Date.UTC(2019, 11, 31, 23), Date.UTC(2040, 11, 31, 22, 59, 59, 999)])
    expect(refused(nowMs)).not.toThrow();
  for (const nowMs of [Date.UTC(2019, 11, 31, 22, 59), Date.UTC(2040, 11, 31, 23)])
    expect(refused(nowMs)).toThrow(/^De klok van deze computer staat op .* Zet de klok goed\./);
});

it.each([1999, 2041])(
  'CL220 a start in %i says a sentence and writes nothing',
  (year) => {
    const folder = mkdtempSync(join(tmpdir(), 'overlegtafel-year-'));
    try {
      const shift = `data:text/javascript,Date.now=()=>Date.UTC(${year},5,1)`;
      const env = { ...process.env, DATA_DIR: join(folder, 'data'), PORT: '0' };
      const ended = spawnSync(process.execPath, ['--import', shift, main], { env });
      expect(ended.status).toBe(1);
      expect(ended.stderr.toString().trim().split('\n')).toEqual([
        expect.stringContaining(`staat op ${year}-06-01`),
      ]);
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  120_000,
);
