import { canonicalJson, writeItemRegister } from '@overlegtafel/documents';
import { describe, expect, it } from 'vitest';
import type { ItemDeedContent } from '../deeds/deed.ts';
import { ids, person } from '../memory/small-people.fixture.ts';
import { smallTable } from '../memory/small-table.fixture.ts';
import { itemScene } from '../scene/item-scene.ts';
import { itemTerms } from '../scene/item-terms.ts';
import { correctionRecord, itemCardRecord, meetingRecord } from './build-record.ts';
import type { ItemToSeal } from './item-record.ts';
import { fingerprintOf, sha256OfBody, type RecordManifest } from './manifest.ts';
import { readCorrectionRecord, readItemRecord, readRecordHead } from './read-record.ts';

const canary = 'KANARIE';

/** Esdoorn with something in every field, and canaries where no record may look. */
async function sealable(deeds: readonly ItemDeedContent[] = allDeeds) {
  const small = await smallTable();
  const { world, clock, ledger } = small;
  await ledger.commit({
    guards: [],
    lines: [],
    changes: deeds.map((content, i) => ({
      add: 'itemDeed',
      row: {
        id: `deed-${i}`,
        item: ids.esdoorn,
        meeting: ids.meeting,
        by: person('vt-worker'),
        at: clock.now,
        content,
      },
    })),
  });
  const scene = await itemScene(ids.esdoorn, small.caller('chair'), world);
  const [table] = await world.stores.tables([ids.table]);
  if (!scene || !table) throw new Error('the small table is not there');
  const { household, report } = scene;
  const item: ItemToSeal = {
    ...scene,
    household: {
      ...household,
      household: household.household.map((one) => ({ ...one, whereabouts: canary })),
    },
    report: report && {
      ...report,
      summary: canary,
      chainReference: canary,
      ...{ name: canary, contact: canary },
    },
    assessment: undefined,
    reading: { ...scene.reading, scratch: canary },
    terms: itemTerms({ report, assessment: undefined, level: undefined }, clock.now),
    carriedOver: ['ACTION:call-school'],
    authors: new Map([
      ['facts', [person('police'), person('vt-worker')]],
      ['scratch', [person('chair')]],
    ]),
  };
  const { meeting } = scene;
  const present = [{ person: person('chair'), roles: ['chair' as const] }];
  const chair = person('chair');
  const sealing = { by: chair, at: clock.now, newId: world.newId };
  const sealed = {
    table,
    meeting,
    chair,
    present,
    capacity: { kind: 'NOTHING_TO_CHOOSE' as const },
  };
  return { small, scene, item, sealed, sealing };
}

const yes = { of: { kind: 'ACTION', action: ids.callSchool }, seen: 'a'.repeat(64) } as const;
const allDeeds: readonly ItemDeedContent[] = [
  { kind: 'PROPOSED', decision: 'CONDITIONS_FOLLOWUP', words: 'Voorstel van Veilig Thuis' },
  { kind: 'RESPONDED', response: 'DIFFER', words: 'De gemeente ziet het anders' },
  { kind: 'RATED', discipline: 'VT_WORKER', level: 'ACUTE', words: 'Weging in eigen woorden' },
  { kind: 'REVEALED', raters: [person('vt-worker')] },
  { kind: 'ACCEPTED', ...yes },
  { kind: 'HELD', of: { kind: 'ACTION', action: ids.shelter }, seen: 'b'.repeat(64) },
  { kind: 'NOTHING_FOR_CHILD', child: ids.daughter, reason: 'Oma let op' },
  { kind: 'RECUSED', reason: canary },
  { kind: 'CONFIRMED', seen: 'c'.repeat(64) },
];

describe('the record of a meeting', () => {
  it('AU40 holds the card of each item as it stood, in canonical JSON', async () => {
    const { sealed, item, sealing } = await sealable();
    const record = meetingRecord({ ...sealed, items: [item] }, sealing);
    expect(record).toMatchObject({ kind: 'MEETING', meeting: ids.meeting, table: ids.table });
    const [part] = record.parts;
    const body = part?.body ?? '';
    expect(canonicalJson(JSON.parse(body))).toBe(body);
    expect(canonicalJson(JSON.parse(record.head))).toBe(record.head);
    expect(readItemRecord(body)).toMatchObject({
      item: ids.esdoorn,
      caseId: ids.caseEsdoorn,
      alias: 'Casus Esdoorn',
      safeNow: 'WITH_CONDITIONS',
      priority: 'ACT_NOW',
      visitThisWeek: null,
      texts: { facts: 'Politie zaterdag 23:40 ter plaatse.', worries: 'De dochter was erbij.' },
      proposal: { words: 'Voorstel van Veilig Thuis' },
      response: { kind: 'DIFFER', words: 'De gemeente ziet het anders' },
      ratings: [{ person: 'vt-worker', level: 'ACUTE', words: 'Weging in eigen woorden' }],
      decision: {
        kind: 'CONDITIONS_FOLLOWUP',
        words: 'Veilig Thuis houdt de casus.',
        confirmation: { kind: 'CONFIRMED', by: 'vt-worker' },
      },
      owner: { owner: { kind: 'PERSON', person: 'vt-worker' }, acceptance: { kind: 'NONE' } },
      conditions: [{ words: 'Geen contact', alarm: { signal: 'hij belt', callee: '112' } }],
      nothingForChildren: [{ child: 'dochter', reason: 'Oma let op' }],
      recused: ['vt-worker'],
      carriedOver: ['ACTION:call-school'],
      unsettled: [],
    });
    const { actions, terms } = readItemRecord(body);
    expect(actions.find(({ id }) => id === ids.callSchool)).toMatchObject({
      words: 'Bel de school',
      dueDate: '2026-11-27',
      owner: { kind: 'PERSON', person: 'local-team' },
      acceptance: { kind: 'ACCEPTED', by: 'vt-worker' },
      isWithdrawn: false,
    });
    expect(actions.find(({ id }) => id === ids.shelter)?.hold).toMatchObject({
      holder: 'vt-worker',
    });
    expect(terms.map(({ term }) => term)).toContain('SAFETY_ASSESSMENT');
  });

  it('AU41 says who was there, who had the chair, and what was chosen about capacity', async () => {
    const { sealed, item, sealing } = await sealable();
    const record = meetingRecord({ ...sealed, items: [item] }, sealing);
    expect(readRecordHead(record.head)).toMatchObject({
      reason: 'MEETING_CLOSED',
      date: '2026-11-24',
      chair: 'chair',
      present: [{ person: 'chair', roles: ['chair'] }],
      capacity: { kind: 'NOTHING_TO_CHOOSE' },
      order: [ids.esdoorn],
    });
  });

  it('AU42 holds nothing of the reporter, of where somebody is, or of the scratch text', async () => {
    const { sealed, item, sealing } = await sealable();
    const record = meetingRecord({ ...sealed, items: [item] }, sealing);
    const alone = itemCardRecord({ ...sealed, item }, 'ITEM_CLOSED', sealing);
    const text = JSON.stringify([record, alone]);
    expect(text).not.toContain(canary);
    expect(text).not.toContain('KNOWN');
    expect(readItemRecord(record.parts[0]?.body ?? '').authors).toEqual({
      facts: ['police', 'vt-worker'],
    });
  });

  it('AU43 keeps ratings back until they were shown to all', async () => {
    const blind = allDeeds.filter(({ kind }) => kind !== 'REVEALED');
    const { sealed, item, sealing } = await sealable(blind);
    const record = itemCardRecord({ ...sealed, item }, 'DECISION_CONFIRMED', sealing);
    expect(readItemRecord(record.parts[0]?.body ?? '').ratings).toEqual([]);
    expect(JSON.stringify(record)).not.toContain('Weging in eigen woorden');
  });

  it('AU44 names what is disputed, and takes no side', async () => {
    const { sealed, item, sealing } = await sealable();
    const values = ['ACT_NOW', 'WAITING'] as const;
    const disputed = { ...item, card: { ...item.card, priority: { kind: 'CONFLICT', values } } };
    const record = itemCardRecord(
      { ...sealed, item: disputed as ItemToSeal },
      'DECISION_CONFIRMED',
      sealing,
    );
    expect(readItemRecord(record.parts[0]?.body ?? '')).toMatchObject({
      priority: null,
      unsettled: ['priority'],
    });
  });

  it('AU45 what can be searched is what was decided, and not what was told', async () => {
    const { sealed, item, sealing } = await sealable();
    const [found] = meetingRecord({ ...sealed, items: [item] }, sealing).searchable;
    expect(found?.words).toContain('Veilig Thuis houdt de casus.');
    expect(found?.words).toContain('Bel de school');
    expect(found?.words).not.toContain('De dochter was erbij');
    expect(itemCardRecord({ ...sealed, item }, 'ITEM_CLOSED', sealing).searchable).toEqual([]);
  });

  it('AU46 the same card sealed twice has two hashes', async () => {
    const { sealed, item, sealing } = await sealable();
    const hashes = [1, 2].map(() => {
      const { parts } = itemCardRecord({ ...sealed, item }, 'ITEM_CLOSED', sealing);
      return sha256OfBody(parts[0]?.body ?? '');
    });
    expect(new Set(hashes).size).toBe(2);
  });

  it('AU40 an item that is written on after the reading does not change what is sealed', async () => {
    const { sealed, item, sealing, small } = await sealable();
    small.write(ids.esdoorn, 'police', (doc) => writeItemRegister(doc, 'priority', 'WAITING'));
    const record = itemCardRecord({ ...sealed, item }, 'ITEM_CLOSED', sealing);
    expect(readItemRecord(record.parts[0]?.body ?? '').priority).toBe('ACT_NOW');
  });
});

describe('a correction', () => {
  it('AU47 is a record of its own that points to what it corrects, with reason and words in the part', async () => {
    const { sealed, scene, sealing } = await sealable();
    const { table, meeting } = sealed;
    const { item, household } = scene;
    const record = correctionRecord(
      {
        table,
        meeting,
        corrects: { id: 'record-1' },
        item,
        household,
        reason: 'Verkeerde dag',
        words: 'Het was zondag.',
      },
      sealing,
    );
    expect(record).toMatchObject({ kind: 'CORRECTION', corrects: 'record-1' });
    expect(record.head).not.toContain('zondag');
    expect(readCorrectionRecord(record.parts[0]?.body ?? '')).toMatchObject({
      reason: 'Verkeerde dag',
      words: 'Het was zondag.',
      by: 'chair',
    });
    expect(record.searchable[0]?.words).toContain('Het was zondag.');
  });
});

describe('the fingerprint', () => {
  it('AU48 covers every field of the manifest and every part', async () => {
    const { sealed, item, sealing } = await sealable();
    const { id, table, meeting, kind, sealedAt, sealedBy, head, parts } = meetingRecord(
      { ...sealed, items: [item] },
      sealing,
    );
    const manifest: RecordManifest = {
      ...{ id, table, meeting, kind, sealedAt, sealedBy, head },
      number: 2,
      previous: 'f'.repeat(64),
      parts: parts.map(({ body, ...part }) => ({
        ...part,
        sha256OfBody: sha256OfBody(body),
        sha256OfSealed: '0'.repeat(64),
      })),
    };
    const other = (change: object) => fingerprintOf({ ...manifest, ...change });
    const [part] = manifest.parts;
    const all = [
      fingerprintOf(manifest),
      other({ id: 'x' }),
      other({ table: 'x' }),
      other({ number: 3 }),
      other({ previous: null }),
      other({ meeting: 'x' }),
      other({ kind: 'ITEM' }),
      other({ corrects: 'x' }),
      other({ sealedAt: 1 }),
      other({ sealedBy: 'x' }),
      other({ head: '{}' }),
      other({ parts: [] }),
      ...['item', 'caseId', 'sha256OfBody', 'sha256OfSealed'].map((field) =>
        other({ parts: [{ ...part, [field]: 'x' }] }),
      ),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(fingerprintOf({ ...manifest })).toBe(all[0]);
  });
});
