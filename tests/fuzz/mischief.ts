import { instant, itemStates, type PersonId } from '@overlegtafel/domain';
import type { Random } from '../seeded-random.ts';
import {
  agreeLevel,
  answer,
  anyLevel,
  anyOf,
  comeBack,
  confirm,
  drop,
  hold,
  newAction,
  newCondition,
  set,
  update,
  write,
} from './deeds.ts';
import { attend, beginClose, commitClose, type Rules, steer } from './server.ts';
import { chair, people, unreadable, type World, type WorldItem } from './world.ts';

const purposes = ['CARE', 'CARE', 'FEEDBACK', 'INTERIM_CHECK'] as const;
const answers = ['ACCEPTED', 'ACCEPTED', 'DECLINED', 'ACCEPTED_ON_BEHALF', 'NONE'] as const;
const corruptions = ['FUTURE_YES', 'STATE', 'TWICE', 'NO_MOMENT', 'PURPOSE'] as const;
const steering = ['ADJOURN', 'RESUME', 'TAKE_CHAIR', 'OPEN'] as const;

/** The values that people choose from, by field; a mischievous hand also writes what nobody can read. */
const choices = {
  safeNow: ['YES', 'WITH_CONDITIONS', 'NO', 'NO', 'UNKNOWN'],
  priority: ['ACT_NOW', 'WAITING'],
  visitThisWeek: ['true', 'false'],
  riskFactors: ['POVERTY', 'POVERTY,DEBTS'],
  violenceProfile: ['INTIMATE_TERROR', 'CONFLICT_DIVORCE'],
  owner: ['p:vt-worker', 'p:local-team', 'p:debt-adviser', 'o:youth-care'],
  decisionKind: ['HANDOVER', 'INVESTIGATION', 'DEFERRAL', 'CONDITIONS_FOLLOWUP'],
  words: ['Bel de school', 'Bezoek', 'Vraag oma', 'Schrijf op', 'Ga langs', ' '],
  dueDate: ['2026-11-23', '2026-11-24', '2026-11-27', '2026-12-01'],
  phase: ['DIRECT_SAFETY', 'RECOVERY'],
  forWhom: ['CASE', 'mother', 'child-0', 'child-0,child-1', 'child-1'],
  withdrawn: ['true', 'false'],
  alarm: ['hij belt/moeder/112', 'verzuim/school/VT', 'onrust/buur/112', 'verzuim/ /VT'],
} as const;

const itemPaths = [
  'safeNow',
  'priority',
  'visitThisWeek',
  'riskFactors',
  'violenceProfile',
  'owner',
  'decisionKind',
] as const;
const actionPaths = ['words', 'owner', 'dueDate', 'phase', 'forWhom', 'withdrawn'] as const;
const conditionPaths = ['words', 'alarm', 'withdrawn'] as const;

export function choose(random: Random, field: keyof typeof choices): string {
  if (random.chance(0.02)) return unreadable;
  return anyOf<string>(random, choices[field]) ?? unreadable;
}

type Deed = (world: World, random: Random, who: { by: PersonId; item: WorldItem }) => void;

const edit: Deed = (world, random, { by, item }) => {
  const path = anyPath(random, item);
  const field = path.slice(path.indexOf('.') + 1) as keyof typeof choices;
  const lag = random.chance(0.3) ? random.below(12) : 0;
  write(world, by, item.id, { path, value: choose(random, field), lag });
};

function anyPath(random: Random, item: WorldItem): string {
  const action = anyOf(random, [...item.actions.keys()]);
  if (action !== undefined && random.chance(0.5))
    return `${action}.${anyOf(random, actionPaths) ?? 'words'}`;
  const condition = anyOf(random, [...item.conditions]);
  if (condition !== undefined && random.chance(0.3))
    return `${condition}.${anyOf(random, conditionPaths) ?? 'words'}`;
  return anyOf(random, itemPaths) ?? 'safeNow';
}

const create: Deed = (world, random, { by, item }) => {
  if (random.chance(0.25)) {
    const fields = { words: choose(random, 'words'), alarm: choose(random, 'alarm') };
    newCondition(world, by, item, fields);
    return;
  }
  const fields: Record<string, string> = {};
  for (const name of actionPaths)
    if (random.chance(name === 'withdrawn' ? 0.05 : 0.7)) fields[name] = choose(random, name);
  const purpose = random.pick(purposes);
  newAction(world, by, item, { ...fields, purpose });
};

const reply: Deed = (world, random, { by, item }) => {
  const kind = random.pick(answers);
  const action = anyOf(random, [...item.actions.keys()]);
  answer(world, by, item, { kind, ...(action && random.chance(0.6) ? { action } : {}) });
};

const keep: Deed = (world, random, { by, item }) => {
  const action = anyOf(random, [...item.actions.keys()]);
  hold(world, by, item, random.chance(0.6) ? action : undefined);
};

const say: Deed = (world, random, { by, item }) => {
  const text = random.pick(['', ' ', 'Geen plek', 'Veilig Thuis houdt hem']);
  update(world, by, item.id, { kind: 'TEXT', text });
};

const disagree: Deed = (world, random, { by, item }) => {
  const name = `dissent-${random.below(3)}`;
  const date = random.chance(0.4) ? { revisitOn: '2026-12-01' } : {};
  set(world, by, item.id, (card) => card.dissents.set(name, { by, ...date }));
};

const explain: Deed = (world, random, { by, item }) => {
  const reason = random.pick(['Woont bij oma', ' ']);
  const child = `child-${random.below(3)}`;
  set(world, by, item.id, (card) => card.reasons.set(child, reason));
};

const spoil: Deed = (world, random, { by, item }) => {
  const action = anyOf(random, [...item.actions.keys()]);
  const corruption = random.pick(corruptions);
  const way = random.below(4);
  if (way === 0 && action) update(world, by, item.id, { kind: 'REMOVE_ACTION', action });
  else if (way === 1) update(world, by, item.id, { kind: 'FINDING', path: 'facts', present: true });
  else
    set(world, by, item.id, (card) => {
      if (way === 2) card.corruption = corruption;
      else card.unloaded = true;
    });
};

const move: Deed = (world, random, { by, item }) => {
  const state = random.pick(itemStates);
  set(world, by, item.id, (card) => (card.state = state));
};

const weigh: Deed = (world, random, { item }) => {
  agreeLevel(world, item, anyLevel(random));
};

const comeOrGo: Deed = (world, random, { by }) => {
  const turn = random.below(4);
  if (turn < 2) attend(world, by, random.chance(0.6));
  else if (turn === 2) drop(world, by);
  else comeBack(world, by, random);
};

const timePasses: Deed = (world, random) => {
  const seconds = random.pick([1, 4, 11, 600, 3600, 90_000]);
  world.now = instant(world.now + seconds * 1000);
};

const again: Deed = (world) => {
  world.lastDelivered?.();
};

const chairing: Deed = (world, random, { by }) => {
  const kind = random.pick(steering);
  const at = world.now;
  if (kind === 'ADJOURN') steer(world, { kind, by, at, reason: random.pick(['pauze', '']) });
  else if (kind === 'TAKE_CHAIR') steer(world, { kind, by, at, present: [...world.present] });
  else steer(world, { kind, by, at });
};

const settle: Deed = (world, _random, { item }) => {
  confirm(world, item);
};

const deeds: readonly Deed[] = [
  edit,
  edit,
  edit,
  edit,
  create,
  create,
  reply,
  reply,
  keep,
  say,
  disagree,
  explain,
  spoil,
  move,
  weigh,
  comeOrGo,
  comeOrGo,
  timePasses,
  again,
  settle,
  chairing,
];

/** Somebody does something, sensible or not. */
export function doSomething(world: World, random: Random, rules: Rules): void {
  const by = anyOf(random, people) ?? chair;
  const item = anyOf(random, [...world.items.values()]);
  if (!item) return;
  const turn = random.next();
  if (turn < 0.04) beginClose(world, by, rules);
  else if (turn < 0.08) commitClose(world, by, rules);
  else anyOf(random, deeds)?.(world, random, { by, item });
}
