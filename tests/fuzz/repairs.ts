import type { Blocker, BlockerKind, BlockerOf, PersonId } from '@overlegtafel/domain';
import type { Random } from '../seeded-random.ts';
import {
  agreeLevel,
  answer,
  anyLevel,
  anyOf,
  confirm,
  hold,
  newAction,
  newCondition,
  ownersAt,
  set,
  update,
  write,
} from './deeds.ts';
import { choose } from './mischief.ts';
import { chair, people, type World, type WorldItem } from './world.ts';

/** What a table does about each kind of blocker; not always the first time, and not always well. */
interface At {
  readonly world: World;
  readonly random: Random;
  readonly item: WorldItem;
  readonly by: PersonId;
}

type Repairs = { readonly [K in BlockerKind]: (at: At, blocker: BlockerOf<K>) => void };

function fill({ world, random, item, by }: At, path: string): void {
  const name = path.slice(path.lastIndexOf('.') + 1) as Parameters<typeof choose>[1];
  write(world, by, item.id, { path, value: choose(random, name) });
}

/** The owner says yes, or somebody holds it, or somebody else is asked. */
function seekOwner(at: At, action?: string): void {
  const { world, random, item } = at;
  const path = action === undefined ? 'owner' : `${action}.owner`;
  const which = action === undefined ? {} : { action };
  const turn = random.next();
  if (turn < 0.6) {
    const who = anyOf(random, ownersAt(item, path));
    if (who) answer(world, who, item, { kind: 'ACCEPTED', ...which });
  } else if (turn < 0.85) {
    const holder = anyOf(random, [...world.present]);
    if (holder) hold(world, holder, item, action);
  } else fill(at, path);
}

function careFor({ world, random, item, by }: At, child: string): void {
  if (random.chance(0.3)) {
    set(world, by, item.id, (card) => card.reasons.set(child, 'Woont bij oma, daar loopt hulp'));
    return;
  }
  newAction(world, by, item, { ...wholeAction(random), forWhom: child });
}

function wholeAction(random: Random) {
  return {
    words: choose(random, 'words'),
    owner: choose(random, 'owner'),
    dueDate: choose(random, 'dueDate'),
    phase: choose(random, 'phase'),
  };
}

/** A path of a blocker as the registers of the model are called: without the word for the kind of card. */
function registerOf(jumpTo: string): string {
  return jumpTo.replace(/^(actions|conditions)\./, '');
}

const repairs: Repairs = {
  ITEM_MISSING: ({ world, item }) => set(world, chair, item.id, (card) => (card.unloaded = false)),
  NOT_DISCUSSED: (at) => fill(at, 'decisionKind'),
  DECISION_MISSING: (at) => fill(at, 'decisionKind'),
  DECISION_NOT_CONFIRMED: ({ world, item }) => confirm(world, item),
  DECISION_CHANGED: ({ world, item }) => confirm(world, item),
  DEFERRAL_WITHOUT_REASON: ({ world, by, item }) =>
    update(world, by, item.id, { kind: 'TEXT', text: 'Deze week geen plek' }),
  DEFERRAL_WITHOUT_CHECK: ({ world, random, by, item }) =>
    newAction(world, by, item, { ...wholeAction(random), purpose: 'INTERIM_CHECK' }),
  OWNER_MISSING: (at) => fill(at, 'owner'),
  OWNER_NOT_ACCEPTED: (at) => seekOwner(at),
  OWNER_CHANGED: (at) => seekOwner(at),
  OWNER_DECLINED: (at) => seekOwner(at),
  OWNER_HOLDER_ABSENT: (at) => seekOwner(at),
  SAFE_NOW_MISSING: (at) => fill(at, 'safeNow'),
  SAFE_NOW_UNKNOWN: (at) => fill(at, 'safeNow'),
  CONDITION_MISSING: (at) => {
    const { world, random, item, by } = at;
    if (random.chance(0.3)) agreeLevel(world, item, anyLevel(random));
    else newCondition(world, by, item, { words: 'Geen contact', alarm: choose(random, 'alarm') });
  },
  ALARM_MISSING: (at, { jumpTo }) => fill(at, registerOf(jumpTo)),
  ACTION_WORDS_MISSING: (at, { jumpTo }) => fill(at, registerOf(jumpTo)),
  ACTION_OWNER_MISSING: (at, { jumpTo }) => fill(at, registerOf(jumpTo)),
  ACTION_DUE_DATE_MISSING: (at, { jumpTo }) => fill(at, registerOf(jumpTo)),
  ACTION_DUE_DATE_PAST: (at, { jumpTo }) => fill(at, registerOf(jumpTo)),
  ACTION_NOT_ACCEPTED: (at, { action }) => seekOwner(at, action),
  ACTION_CHANGED: (at, { action }) => seekOwner(at, action),
  ACTION_DECLINED: (at, { action }) => seekOwner(at, action),
  ACTION_HOLDER_ABSENT: (at, { action }) => seekOwner(at, action),
  ACCEPTED_ACTION_MISSING: ({ world, by, item }, { action }) =>
    update(world, by, item.id, {
      kind: 'CREATE_ACTION',
      action,
      purpose: 'CARE',
      fields: { withdrawn: 'true' },
    }),
  HOUSEHOLD_EMPTY: ({ world, item }) =>
    set(world, chair, item.id, (card) => card.household.push({ id: 'father', isChild: false })),
  CHILD_WITHOUT_ACTION: (at, { child }) => careFor(at, child),
  FEEDBACK_MISSING: ({ world, random, by, item }) =>
    newAction(world, by, item, { ...wholeAction(random), purpose: 'FEEDBACK' }),
  FEEDBACK_WITHOUT_OWNER: (at, { jumpTo }) => fill(at, registerOf(jumpTo)),
  DISSENT_WITHOUT_DATE: ({ world, item }, { dissent, by }) =>
    set(world, by, item.id, (card) => card.dissents.set(dissent, { by, revisitOn: '2026-12-01' })),
  FIELD_IN_CONFLICT: (at, { jumpTo }) => fill(at, registerOf(jumpTo)),
  UNREADABLE: (at, { path }) => {
    const { world, item, by } = at;
    if (item.findings.has(path))
      update(world, by, item.id, { kind: 'FINDING', path, present: false });
    else fill(at, registerOf(path));
  },
  NOT_UNDERSTOOD: ({ world, item }) =>
    set(world, chair, item.id, (card) => {
      delete card.corruption;
    }),
};

/** Somebody who is at the table does something about a blocker. */
export function repair<K extends BlockerKind>(
  world: World,
  random: Random,
  blocker: { [P in K]: BlockerOf<P> & { readonly kind: P } }[K],
): void {
  const found: Blocker = blocker;
  const item = found.item === undefined ? undefined : world.items.get(found.item);
  const by = anyOf(random, people) ?? chair;
  if (item) repairs[blocker.kind]({ world, random, item, by }, blocker);
}
