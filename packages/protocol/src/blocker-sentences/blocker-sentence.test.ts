import {
  type ActionId,
  type Blocker,
  type BlockerKind,
  blockerKinds,
  type BlockerOf,
  type Ids,
  localDate,
  readId,
} from '@overlegtafel/domain';
import { describe, expect, it } from 'vitest';
import { blockerSentence, blockerWords, toldBlocker } from './blocker-sentence.ts';
import { languages, type Names } from './sentence.ts';

function idOf<K extends keyof Ids>(kind: K, text: string): Ids[K] {
  const read = readId(kind, text, kind);
  if (!read.ok) throw new RangeError(text);
  return read.value;
}

const item = idOf('ItemId', 'aaaaaaaaaaaaaaaaaaaaaaaaa2');
const action = idOf('ActionId', 'bbbbbbbbbbbbbbbbbbbbbbbbb3');
const child = idOf('InvolvedId', 'ccccccccccccccccccccccccc4');
const dissent = idOf('DissentId', 'ddddddddddddddddddddddddd5');
const sanne = idOf('PersonId', 'eeeeeeeeeeeeeeeeeeeeeeeee6');
const joost = idOf('PersonId', 'fffffffffffffffffffffffff7');
const team = idOf('OrganisationId', 'ggggggggggggggggggggggggg2');
const ids = [item, action, child, dissent, sanne, joost, team];

const names: Names = {
  item: (id) => (id === item ? 'Esdoorn' : undefined),
  person: (id) =>
    new Map([
      [sanne, 'Sanne (wijkteam)'],
      [joost, 'Joost (politie)'],
    ]).get(id),
  organisation: (id) => (id === team ? 'Wijkteam Mijnstad' : undefined),
  child: (of, id) => (of === item && id === child ? 'dochter (3)' : undefined),
  action: (of, id) => (of === item && id === action ? 'bel de school' : undefined),
};
const noNames: Names = {
  item: () => undefined,
  person: () => '  ',
  organisation: () => undefined,
  child: () => '',
  action: () => undefined,
};

const at = { item, jumpTo: `actions.${action}.owner` };
const ofAction = { ...at, action };
const owner = { kind: 'PERSON', person: sanne } as const;
const duty = { kind: 'ORGANISATION', organisation: team } as const;

/** One of each kind, with what must be readable in its sentence. */
const samples: { readonly [K in BlockerKind]: readonly [BlockerOf<K>, ...string[]] } = {
  ITEM_MISSING: [{ kind: 'ITEM_MISSING', ...at }, 'Esdoorn'],
  NOT_DISCUSSED: [{ kind: 'NOT_DISCUSSED', ...at }],
  DECISION_MISSING: [{ kind: 'DECISION_MISSING', ...at }],
  DECISION_NOT_CONFIRMED: [{ kind: 'DECISION_NOT_CONFIRMED', ...at }],
  DECISION_CHANGED: [{ kind: 'DECISION_CHANGED', ...at, confirmedBy: joost }, 'Joost'],
  DEFERRAL_WITHOUT_REASON: [{ kind: 'DEFERRAL_WITHOUT_REASON', ...at }],
  DEFERRAL_WITHOUT_CHECK: [{ kind: 'DEFERRAL_WITHOUT_CHECK', ...at }],
  OWNER_MISSING: [{ kind: 'OWNER_MISSING', ...at, bringingParty: team }, 'Wijkteam Mijnstad'],
  OWNER_NOT_ACCEPTED: [{ kind: 'OWNER_NOT_ACCEPTED', ...at, owner: duty }, 'Wijkteam Mijnstad'],
  OWNER_CHANGED: [{ kind: 'OWNER_CHANGED', ...at, owner, saidBy: joost }, 'Sanne', 'Joost'],
  OWNER_DECLINED: [
    { kind: 'OWNER_DECLINED', ...at, owner: duty, saidBy: joost },
    'Wijkteam Mijnstad',
    'Joost',
  ],
  OWNER_HOLDER_ABSENT: [
    { kind: 'OWNER_HOLDER_ABSENT', ...at, owner, holder: joost },
    'Sanne',
    'Joost',
  ],
  SAFE_NOW_MISSING: [{ kind: 'SAFE_NOW_MISSING', ...at }],
  SAFE_NOW_UNKNOWN: [{ kind: 'SAFE_NOW_UNKNOWN', ...at }],
  CONDITION_MISSING: [{ kind: 'CONDITION_MISSING', ...at, level: 'ACUTE' }, /acu/.source],
  ALARM_MISSING: [{ kind: 'ALARM_MISSING', ...at, level: 'STRUCTURAL' }, /struct/.source],
  ACTION_WORDS_MISSING: [{ kind: 'ACTION_WORDS_MISSING', ...ofAction }, 'bel de school'],
  ACTION_OWNER_MISSING: [{ kind: 'ACTION_OWNER_MISSING', ...ofAction }, 'bel de school'],
  ACTION_DUE_DATE_MISSING: [{ kind: 'ACTION_DUE_DATE_MISSING', ...ofAction }, 'bel de school'],
  ACTION_DUE_DATE_PAST: [
    { kind: 'ACTION_DUE_DATE_PAST', ...ofAction, dueDate: localDate('2020-01-01') },
    'bel de school',
    ' 2020',
  ],
  ACTION_NOT_ACCEPTED: [
    { kind: 'ACTION_NOT_ACCEPTED', ...ofAction, owner },
    'bel de school',
    'Sanne',
  ],
  ACTION_CHANGED: [
    { kind: 'ACTION_CHANGED', ...ofAction, owner, saidBy: joost },
    'bel de school',
    'Sanne',
    'Joost',
  ],
  ACTION_DECLINED: [
    { kind: 'ACTION_DECLINED', ...ofAction, owner, saidBy: joost },
    'bel de school',
    'Sanne',
    'Joost',
  ],
  ACTION_HOLDER_ABSENT: [
    { kind: 'ACTION_HOLDER_ABSENT', ...ofAction, owner, holder: joost },
    'bel de school',
    'Sanne',
    'Joost',
  ],
  ACCEPTED_ACTION_MISSING: [{ kind: 'ACCEPTED_ACTION_MISSING', ...ofAction }, 'bel de school'],
  HOUSEHOLD_EMPTY: [{ kind: 'HOUSEHOLD_EMPTY', ...at }],
  CHILD_WITHOUT_ACTION: [{ kind: 'CHILD_WITHOUT_ACTION', ...at, child }, 'ochter (3)'],
  FEEDBACK_MISSING: [{ kind: 'FEEDBACK_MISSING', ...at }],
  FEEDBACK_WITHOUT_OWNER: [{ kind: 'FEEDBACK_WITHOUT_OWNER', ...ofAction }, 'bel de school'],
  DISSENT_WITHOUT_DATE: [{ kind: 'DISSENT_WITHOUT_DATE', ...at, dissent, by: sanne }, 'Sanne'],
  FIELD_IN_CONFLICT: [
    { kind: 'FIELD_IN_CONFLICT', ...at, field: { of: 'ITEM', name: 'safeNow' }, choices: 3 },
    '3',
    '?',
  ],
  UNREADABLE: [{ kind: 'UNREADABLE', item, path: 'facts.2', jumpTo: 'facts.2' }, 'f'],
  NOT_UNDERSTOOD: [{ kind: 'NOT_UNDERSTOOD', item, path: 'household.x', jumpTo: 'x' }, 'hou'],
};

const everySample = blockerKinds.map((kind) => {
  const [blocker, ...parts]: readonly [Blocker, ...string[]] = samples[kind];
  return { kind, blocker, parts };
});

describe.each(languages)('sentences in %s', (language) => {
  it.each(everySample)('CG70 say what is open and what to do: $kind', ({ blocker }) => {
    const { open, todo } = blockerWords(blocker, language, names);
    for (const text of [open, todo]) expect(text).toMatch(/^[\p{Lu}‘“0-9].{5,}[.]$/su);
    expect(blockerSentence(blocker, language, names)).toBe(`${open} ${todo}`);
    expect(toldBlocker(blocker, language, names)).toEqual({
      ...blocker,
      ...{ open, todo, message: `${open} ${todo}` },
    });
    expect(open.length + todo.length).toBeLessThan(200);
  });

  it.each(everySample)('CG71 say the names: $kind', ({ blocker, parts }) => {
    const text = blockerSentence(blocker, language, names);
    for (const part of parts) expect(text.toLowerCase()).toContain(part.toLowerCase());
  });

  it.each(everySample)('CG71 show no id, also without names: $kind', ({ blocker }) => {
    for (const known of [names, noNames]) {
      const text = blockerSentence(blocker, language, known);
      for (const id of ids) expect(text).not.toContain(id);
      expect(text).not.toMatch(/undefined|null|NaN|[A-Z]{3,}_|[a-z2-7]{24}/);
    }
  });

  it('CG71 name every field and every part, and no id of a path', () => {
    const fields = [
      { of: 'ITEM', name: 'owner' },
      { of: 'ACTION', name: 'dueDate' },
      { of: 'CONDITION', name: 'alarm' },
    ] as const;
    const texts = fields.map((field) =>
      blockerSentence({ kind: 'FIELD_IN_CONFLICT', ...at, field, choices: 2 }, language, names),
    );
    expect(new Set(texts).size).toBe(fields.length);
    const paths = ['', action, `actions.${action}`, `actions.${action}.dueDate`, '__proto__'];
    const more = [`conditions.${action}.alarm`, 'owner', 'items.3', 'toString', 'a.b.c.d'];
    for (const path of [...paths, ...more]) {
      const blocker: Blocker = { kind: 'UNREADABLE', path, jumpTo: path };
      expect(blockerSentence(blocker, language, names)).not.toMatch(/[a-z2-7]{24}|undefined|proto/);
    }
  });
});

describe('the two languages', () => {
  it.each(everySample)('CG70 are two: $kind', ({ blocker }) => {
    expect(blockerSentence(blocker, 'nl', names)).not.toBe(blockerSentence(blocker, 'en', names));
  });

  it('CG70 speak of an action as the table does', () => {
    const unnamed: ActionId = action;
    const blocker: Blocker = { kind: 'ACTION_OWNER_MISSING', ...at, action: unnamed };
    expect(blockerSentence(blocker, 'nl', names)).toBe(
      'De actie ‘bel de school’ heeft nog geen eigenaar. Kies een eigenaar.',
    );
    expect(blockerSentence(blocker, 'nl', noNames)).toBe(
      'De actie heeft nog geen eigenaar. Kies een eigenaar.',
    );
  });

  it('CG70 address people as je', () => {
    for (const { blocker } of everySample)
      expect(blockerSentence(blocker, 'nl', names)).not.toMatch(/\b(u|uw)\b/i);
  });
});
