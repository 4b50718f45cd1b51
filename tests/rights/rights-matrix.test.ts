import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canary, canariesIn } from './canary-case.ts';
import { giveEverything } from './command-rights.ts';
import { compare } from './matrix.ts';
import { everybodyFollows, playMeeting } from './play.ts';
import { everybody, veiligThuisRoles } from './practice-roles.ts';
import { readEverything } from './readings.ts';
import { type RightsWeek, startWeek } from './rights-week.ts';

const patienceMs = 240_000;
let week: RightsWeek;

beforeAll(async () => {
  week = await startWeek();
  const sockets = await everybodyFollows(week);
  await playMeeting(week);
  await readEverything(week);
  for (const socket of sockets) socket.disconnect();
}, patienceMs);

afterAll(async () => {
  await week.stop();
});

describe('what reaches whom', () => {
  it('WR1, WR2 nobody receives what the rules refuse, and everybody what they allow, in every way that bytes travel', () => {
    const { asserted, leaked, missing } = compare(week);
    process.stdout.write(`${asserted} comparisons of what reached whom\n`);
    expect(leaked).toEqual([]);
    expect(missing).toEqual([]);
    expect(asserted).toBeGreaterThan(10_000);
  });

  it(
    'WR3 a command is answered by whether one sees the case, and then by whether one may',
    async () => {
      const { asserted, wrong } = await giveEverything(week);
      expect(wrong).toEqual([]);
      expect(asserted).toBeGreaterThan(600);
    },
    patienceMs,
  );
});

describe('who reported and where somebody hides', () => {
  const secrets = Array.from({ length: 16 }, (_none, n) => [
    canary(n, 'reporterIdentity'),
    canary(n, 'confidentialAddress'),
  ]).flat();

  it('WR4 reach the roles of Veilig Thuis only, through one call', () => {
    for (const { id, role } of everybody) {
      const ear = week.earOf(id);
      const isTold = veiligThuisRoles.includes(role);
      const heard = secrets.filter((word) => ear.heard('reporter', word));
      expect(heard.length > 0, id).toBe(isTold);
    }
  });

  it('WR4 stand in no record, log line or file that can be read', async () => {
    const { server, folder, seats, record } = week;
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    const texts = await Promise.all(
      files
        .filter((entry) => entry.isFile())
        .map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')),
    );
    expect(texts.length).toBeGreaterThan(3);
    const sealed = await seats('vt-worker').must('record', { params: { record } });
    for (const text of [...texts, server.output, JSON.stringify(sealed)])
      expect(secrets.filter((word) => canariesIn(text).has(word))).toEqual([]);
    // Nothing of a case is readable in a file, or said by the server.
    for (const text of [...texts, server.output]) expect([...canariesIn(text)]).toEqual([]);
  });
});
