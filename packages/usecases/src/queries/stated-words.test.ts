import { addHours, instant } from '@overlegtafel/domain';
import { beforeEach, describe, expect, it } from 'vitest';
import { itemCalls } from '../commands/item-calls.ts';
import { ids, person, start } from '../memory/small-people.fixture.ts';
import { type SmallTable, smallTable } from '../memory/small-table.fixture.ts';
import { exportAccessLog, whatPersonOpened, whoSawCase } from './read-access-log.ts';
import { readCase } from './read-case.ts';
import { readItem } from './read-item.ts';

const purpose = 'meedenken over een plek voor moeder';
const necessity = 'niemand anders kent het aanbod';
const reason = 'moeder belt, ik heb dienst';
const period = { from: start, until: addHours(start, 1) };
let small: SmallTable;

beforeEach(async () => {
  small = await smallTable();
  const { world, caller } = small;
  const body = { person: 'mental-health', ground: 'WMO_4_1_1', purpose, necessity };
  await itemCalls.invite({ item: ids.esdoorn, body }, caller('secretary'), world);
  await itemCalls.breakGlass({ item: ids.linde, body: { reason } }, caller('police'), world);
  small.clock.now = instant(small.clock.now + 60_000);
  await readItem({ item: ids.esdoorn }, caller('mental-health'), world);
  await readCase({ case: ids.caseEsdoorn }, caller('mental-health'), world);
  await readItem({ item: ids.linde }, caller('police'), world);
  await readItem({ item: ids.linde }, caller('chair'), world);
});

async function linesOf(caseId: typeof ids.caseLinde) {
  const found = await whoSawCase({ caseId }, small.caller('privacy-officer'), small.world);
  return found.kind === 'DONE' ? found.value.lines : [];
}

async function exported(by: string): Promise<string> {
  const found = await exportAccessLog(period, small.caller(by), small.world);
  const all: string[] = [];
  if (found.kind === 'DONE') for await (const line of found.value) all.push(line);
  return all.join('\n');
}

describe('AU103 the words by which an access was justified', () => {
  it('stand beside the lines that rest on an invitation, also of the case as a whole', async () => {
    const mine = (await linesOf(ids.caseEsdoorn)).filter((one) => one.person === 'mental-health');
    expect(mine.map(({ event }) => event)).toEqual(['read-case', 'read-item']);
    for (const line of mine)
      expect(line).toMatchObject({
        ground: 'INVITATION WMO_4_1_1',
        role: 'invited',
        organisationName: 'GGZ Heuvelland',
        statedPurpose: purpose,
        statedNecessity: necessity,
      });
  });

  it('stand beside emergency access, and beside nobody else’s line', async () => {
    const lines = await linesOf(ids.caseLinde);
    const mine = lines.filter(({ isBreakGlass }) => isBreakGlass);
    expect(mine.map(({ event }) => event)).toEqual(['read-item', 'break-glass']);
    for (const line of mine)
      expect(line).toMatchObject({ purpose: 'EMERGENCY', role: 'police', statedNecessity: reason });
    const others = lines.filter(({ person: who }) => who === 'chair');
    expect(others).toHaveLength(1);
    expect(JSON.stringify(others)).not.toContain('stated');
  });

  it('are read of a person too', async () => {
    const asked = { person: person('police') };
    const found = await whatPersonOpened(asked, small.caller('privacy-officer'), small.world);
    expect(JSON.stringify(found)).toContain(reason);
  });

  it('stand in no line of the log', () => {
    const text = JSON.stringify(small.ledger.lines);
    for (const words of [purpose, necessity, reason]) expect(text).not.toContain(words);
  });

  it('are in the export of the privacy officer, and not in that of the auditor', async () => {
    const officer = await exported('privacy-officer');
    for (const words of [purpose, necessity, reason]) expect(officer).toContain(words);
    const row = { id: 'auditor-1', role: 'auditor', table: ids.table, from: start } as const;
    const [known] = await small.stores.membershipsOf(person('chair'));
    if (!known) throw new Error('no chair');
    const auditor = { ...row, person: person('rekenkamer'), organisation: known.organisation };
    const change = { put: 'membership', row: auditor } as const;
    await small.world.ledger.commit({ guards: [], changes: [change], lines: [] });
    const text = await exported('rekenkamer');
    expect(text.split('\n').length).toBeGreaterThan(5);
    for (const words of [purpose, necessity, reason]) expect(text).not.toContain(words);
  });
});
