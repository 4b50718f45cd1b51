import { newDocument } from '@overlegtafel/documents';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import type { Announcement } from '#lib/announce/announcer.ts';
import { CaseDocument } from '#lib/case-sheet/case-document.svelte.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { WritingSummary } from './writing-summary.ts';

type Person = { readonly id: string; readonly name: string };

const joost = { id: 'joost', name: 'Joost' };
const reader = { id: 'reader', name: 'Ik' };

let now: number;
let timers: { readonly at: number; readonly then: () => void }[];
let said: (Announcement & { readonly at: number })[];
let people: Map<number, Person>;
let isComplete: boolean;
let mine: CaseDocument;
let theirs: CaseDocument;
let stop: () => void;

function open(person: Person): CaseDocument {
  const doc = newDocument('item', { gc: true });
  people.set(doc.clientID, person);
  return new CaseDocument({ doc, mayWrite: () => true, authorOf: () => undefined });
}

function pass(ms: number): void {
  const until = now + ms;
  for (;;) {
    const [next] = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
    if (next === undefined) break;
    timers = timers.filter((other) => other !== next);
    now = next.at;
    next.then();
  }
  now = until;
}

function meet(from: CaseDocument, to = mine): void {
  Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc), 'server');
}

/** Somebody types, letter by letter, at the end of the facts. */
function type(text: string, sheet = theirs): void {
  const facts = sheet.text('facts');
  if (facts.length === 0) {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText()]);
    facts.insert(0, [paragraph]);
  }
  const [line] = facts.createTreeWalker((node) => node instanceof Y.XmlText);
  for (const letter of text) {
    if (line instanceof Y.XmlText) line.insert(line.length, letter);
    meet(sheet);
    pass(100);
  }
}

function hear(): void {
  stop = new WritingSummary({
    sheet: mine,
    announcer: { announce: (announcement) => said.push({ ...announcement, at: now }) },
    clock: {
      now: () => now,
      after: (ms, then) => {
        const timer = { at: now + ms, then };
        timers.push(timer);
        return () => {
          timers = timers.filter((other) => other !== timer);
        };
      },
    },
    isComplete: () => isComplete,
    personOf: (client) => people.get(client),
    me: reader.id,
  }).start();
}

const texts = () => said.map(({ text }) => text);

beforeEach(() => {
  vi.stubGlobal(
    '$state',
    Object.assign((value: unknown) => value, { raw: (value: unknown) => value }),
  );
  [now, timers, said, isComplete] = [1_000, [], [], true];
  people = new Map();
  mine = open(reader);
  theirs = open(joost);
  hear();
});

afterEach(() => {
  stop();
  overwriteGetLocale(() => 'nl');
  vi.unstubAllGlobals();
});

describe('what others write, with everything', () => {
  it('SH7 is told as a number of sentences after 10 seconds of quiet, and no letter before', () => {
    type('Moeder belde zelf. De buren hoorden niets.');
    pass(9_800);
    expect(said).toEqual([]);
    pass(200);
    expect(said).toMatchObject([
      { text: 'Joost heeft 2 zinnen toegevoegd.', weight: 'DETAIL', person: 'joost' },
    ]);
    pass(60_000);
    expect(said).toHaveLength(1);
  });

  it('SH7 is told in the language of the page', () => {
    overwriteGetLocale(() => 'en');
    type('She called. Nobody heard.');
    theirs.addAction({ purpose: 'CARE', words: 'Bel oma' });
    meet(theirs);
    pass(10_000);
    expect(texts()).toEqual(['Joost added 2 sentences. Joost added or changed an action.']);
  });

  it('SH7 is at most once in 10 seconds for each person, however they pause', () => {
    for (let burst = 0; burst < 12; burst += 1) {
      type(`Zin ${burst}. `);
      pass(burst % 3 === 0 ? 10_500 : 4_000);
    }
    pass(60_000);
    expect(said.length).toBeGreaterThan(2);
    const gaps = said.slice(1).map(({ at }, index) => at - (said[index]?.at ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(10_000);
    const counted = said.map(({ text }) => Number(/\d+/.exec(text)?.[0] ?? 0));
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(12);
  });

  it('SH7 is one sentence for somebody with two screens, once both are quiet', () => {
    const second = open(joost);
    type('Eerste zin. ');
    meet(theirs, second);
    pass(6_000);
    type('Tweede zin.', second);
    pass(5_000);
    expect(said).toEqual([]);
    pass(5_000);
    expect(texts()).toEqual(['Joost heeft 2 zinnen toegevoegd.']);
  });

  it('SH7 tells of words in a sentence that was there already', () => {
    type('De school merkt weinig');
    pass(10_000);
    type(' op');
    pass(10_000);
    expect(texts()).toEqual(['Joost heeft 1 zin toegevoegd.', 'Joost heeft tekst aangevuld.']);
  });

  it('SH7 counts the actions that were edited, not the edits', () => {
    const ids = ['Bel oma', 'Bel school'].map((words) =>
      theirs.addAction({ purpose: 'CARE', words }),
    );
    meet(theirs);
    for (const id of ids) if (id) theirs.changeAction(id, 'words', 'Bel vandaag');
    meet(theirs);
    pass(10_000);
    expect(texts()).toEqual(['Joost heeft 2 acties toegevoegd of gewijzigd.']);
    if (ids[0]) theirs.withdrawAction(ids[0]);
    meet(theirs);
    pass(10_000);
    expect(texts()[1]).toBe('Joost heeft een actie toegevoegd of gewijzigd.');
  });

  it('SH7 is not what was there before, nor what the reader wrote, here or on another screen', () => {
    stop();
    isComplete = false;
    hear();
    type('Dit stond er al. ');
    isComplete = true;
    theirs.choosePriority('ACT_NOW');
    meet(theirs);
    mine.addAction({ purpose: 'CARE', words: 'Van mij' });
    const mineElsewhere = open(reader);
    meet(theirs, mineElsewhere);
    type('Ook van mij. ', mineElsewhere);
    pass(60_000);
    expect(said).toEqual([]);
    type('Nieuw. ');
    pass(10_000);
    expect(texts()).toEqual(['Joost heeft 1 zin toegevoegd.']);
  });
});
