import {
  type Acceptance,
  type ActionPurpose,
  type AgreedLevel,
  type Confirmation,
  type Ids,
  instant,
  type Instant,
  type ItemId,
  type ItemState,
  localDate,
  type Meeting,
  type PersonId,
  type ProvisionalHold,
  readId,
} from '@overlegtafel/domain';
import type { Random } from '../seeded-random.ts';

/** The model that the histories play against: one meeting with its documents and its rows, and nothing clever. */

export function id<K extends keyof Ids>(kind: K, text: string): Ids[K] {
  const known = ids.get(text);
  if (known !== undefined) return known as Ids[K];
  const read = readId(kind, text, kind);
  if (!read.ok) throw new RangeError(`no id: ${text}`);
  ids.set(text, read.value);
  return read.value;
}

/** Checked once: a run asks for the same few hundred ids millions of times. */
const ids = new Map<string, string>();

export const people = ['chair', 'vt-worker', 'local-team', 'police', 'debt-adviser'].map((name) =>
  id('PersonId', name),
);
export const [chair, vtWorker, localTeam, police, debtAdviser] = people as [
  PersonId,
  PersonId,
  PersonId,
  PersonId,
  PersonId,
];
export const organisations = ['veilig-thuis', 'youth-care'].map((name) =>
  id('OrganisationId', name),
);
export const [veiligThuis, youthCare] = organisations as [
  (typeof organisations)[number],
  (typeof organisations)[number],
];
export const memberships = [
  { person: chair, organisation: veiligThuis },
  { person: vtWorker, organisation: veiligThuis },
  { person: localTeam, organisation: youthCare },
];

/** What survives in a register: `at` is when the server took it, so that a writer deletes only what they saw. */
export interface Entry {
  readonly at: number;
  readonly by: PersonId;
  readonly value: string;
}

export type Corruption = 'FUTURE_YES' | 'STATE' | 'TWICE' | 'NO_MOMENT' | 'PURPOSE';

export interface ActionRow {
  acceptance: Acceptance;
  hold?: ProvisionalHold;
}

/** One item: its document (registers by path, cards, text, findings) and its rows. */
export interface WorldItem {
  readonly id: ItemId;
  readonly feedbackOwed: boolean;
  readonly household: { id: string; isChild: boolean }[];
  readonly registers: Map<string, Entry[]>;
  readonly actions: Map<string, ActionPurpose>;
  readonly conditions: Set<string>;
  readonly findings: Set<string>;
  decisionWords: string;
  state: ItemState;
  level?: AgreedLevel;
  ownerAcceptance: Acceptance;
  ownerHold?: ProvisionalHold;
  confirmation: Confirmation;
  readonly actionRows: Map<string, ActionRow>;
  readonly dissents: Map<string, { by: PersonId; revisitOn?: string }>;
  readonly reasons: Map<string, string>;
  readonly accepted: Set<string>;
  corruption?: Corruption;
  /** Its card is on the agenda but could not be loaded. */
  unloaded: boolean;
}

/** A close that has read the state and not yet committed. */
export interface PendingClose {
  readonly by: PersonId;
  readonly revision: number;
  readonly heads: number;
  readonly until: Instant;
}

export interface World {
  now: Instant;
  meeting: Meeting;
  readonly items: Map<ItemId, WorldItem>;
  readonly present: Set<PersonId>;
  /** Raised by every update of a document that was appended. */
  heads: number;
  /** Counts everything the server took; entries are numbered by it. */
  clock: number;
  readonly appended: Set<number>;
  pending: PendingClose[];
  waiting: (() => void)[];
  readonly offline: Map<PersonId, { readonly sawUpTo: number; readonly queue: (() => void)[] }>;
  /** Something that was delivered before, to be delivered again. */
  lastDelivered?: () => void;
  serial: number;
}

const firstMoment = instant(Date.UTC(2026, 10, 24, 8, 0));

export function newWorld(random: Random): World {
  const items = new Map<ItemId, WorldItem>();
  const count = 1 + random.below(2);
  for (let n = 0; n < count; n += 1) {
    const item = newItem(id('ItemId', `item-${n}`), random);
    items.set(item.id, item);
  }
  return {
    now: firstMoment,
    meeting: {
      id: id('MeetingId', 'meeting'),
      tableId: id('TableId', 'table'),
      date: localDate('2026-11-24'),
      state: { kind: 'OPEN', openedAt: firstMoment, chair },
      revision: 0,
      items: [...items.keys()],
    },
    items,
    present: new Set([chair, vtWorker, localTeam]),
    heads: 0,
    clock: 0,
    appended: new Set(),
    pending: [],
    waiting: [],
    offline: new Map(),
    serial: 0,
  };
}

function newItem(itemId: ItemId, random: Random): WorldItem {
  const household = random.chance(0.02) ? [] : [{ id: 'mother', isChild: false }];
  const children = household.length === 0 ? 0 : random.below(3);
  for (let n = 0; n < children; n += 1) household.push({ id: `child-${n}`, isChild: true });
  return {
    id: itemId,
    feedbackOwed: random.chance(0.7),
    household,
    registers: new Map(),
    actions: new Map(),
    conditions: new Set(),
    findings: new Set(),
    decisionWords: '',
    state: 'WAITING',
    ownerAcceptance: { kind: 'NONE' },
    confirmation: { kind: 'NONE' },
    actionRows: new Map(),
    dissents: new Map(),
    reasons: new Map(),
    accepted: new Set(),
    unloaded: false,
  };
}

export function valuesAt(item: WorldItem, path: string): readonly string[] {
  const entries = item.registers.get(path) ?? [];
  const [first] = entries;
  if (first === undefined) return [];
  return entries.length === 1 ? [first.value] : [...new Set(entries.map(({ value }) => value))];
}

/** The one value of a register, where there is one and it can be read. */
export function valueAt(item: WorldItem, path: string): string | undefined {
  const values = valuesAt(item, path);
  return values.length === 1 && values[0] !== unreadable ? values[0] : undefined;
}

/** Stands for a value that no reader understands. */
export const unreadable = '?';

export function rowOf(item: WorldItem, action: string): ActionRow {
  const row = item.actionRows.get(action) ?? { acceptance: { kind: 'NONE' } };
  item.actionRows.set(action, row);
  return row;
}

/** 64 hex characters that differ when the texts differ, as far as a run of histories will ever notice. */
export function hash(text: string): string {
  let [a, b] = [2166136261, 374761393];
  for (let n = 0; n < text.length; n += 1) {
    const code = text.charCodeAt(n);
    a = Math.imul(a ^ code, 16777619);
    b = Math.imul(b + code, 2246822519) ^ (b >>> 13);
  }
  const half = (a >>> 0).toString(16).padStart(8, '0') + (b >>> 0).toString(16).padStart(8, '0');
  return half + half + half + half;
}

/** What stands at some places, in a form that changes when it changes; nothing while a part is in dispute. */
export function seenAt(item: WorldItem, paths: readonly string[], extra = ''): string {
  let text = extra;
  for (const path of paths) {
    const values = valuesAt(item, path);
    if (values.length > 1 || values[0] === unreadable) return 'unsettled';
    text += `|${values[0] ?? ''}`;
  }
  return hash(text);
}

export const answered = ['words', 'owner', 'dueDate', 'phase', 'forWhom'] as const;

export function actionSeen(item: WorldItem, action: string): string {
  return seenAt(
    item,
    answered.map((name) => `${action}.${name}`),
    action,
  );
}

export function ownerSeen(item: WorldItem): string {
  return seenAt(item, ['owner'], 'owner');
}

export function decisionSeen(item: WorldItem): string {
  return seenAt(item, ['decisionKind'], item.decisionWords);
}
