import {
  type Acceptance,
  type ActionPurpose,
  type ItemId,
  type PersonId,
  safetyLevels,
  type SafetyLevel,
} from '@overlegtafel/domain';
import type { Random } from '../seeded-random.ts';
import { append, command, type Update } from './server.ts';
import {
  actionSeen,
  chair,
  decisionSeen,
  memberships,
  ownerSeen,
  people,
  rowOf,
  valueAt,
  type World,
  type WorldItem,
} from './world.ts';

/** What people do. Whoever is offline does it in their own copy; it arrives, late, when they are back. */

/** Delivers now, or queues for somebody who is offline. */
export function send(world: World, by: PersonId, deliver: () => void): void {
  const away = world.offline.get(by);
  if (away) {
    away.queue.push(deliver);
    return;
  }
  world.lastDelivered = deliver;
  deliver();
}

export function update(world: World, by: PersonId, item: ItemId, change: Update): void {
  world.serial += 1;
  const numbered = { serial: world.serial, by, item, update: change };
  send(world, by, () => append(world, numbered));
}

/** Writes a field, over what this person has seen of it; somebody who lags has seen less. */
export function write(
  world: World,
  by: PersonId,
  item: ItemId,
  { path, value, lag = 0 }: { path: string; value: string; lag?: number },
): void {
  const sawUpTo = (world.offline.get(by)?.sawUpTo ?? world.clock) - lag;
  update(world, by, item, { kind: 'WRITE', path, value, sawUpTo });
}

/** Says yes, no or "on behalf" to what somebody saw; the server refuses what no longer stands there. */
export function answer(
  world: World,
  by: PersonId,
  item: WorldItem,
  { action, kind }: { action?: string; kind: Acceptance['kind'] },
): void {
  const seen = action === undefined ? ownerSeen(item) : actionSeen(item, action);
  send(world, by, () => {
    command(world, item.id, (card) => {
      const now = action === undefined ? ownerSeen(card) : actionSeen(card, action);
      const exists = action === undefined || card.actions.has(action);
      if (seen !== now || seen === 'unsettled' || !exists) return false;
      const acceptance = acceptanceOf(kind, { by, at: world.now, seen });
      if (action === undefined) card.ownerAcceptance = acceptance;
      else rowOf(card, action).acceptance = acceptance;
      if (action !== undefined && kind === 'ACCEPTED') card.accepted.add(action);
      return true;
    });
  });
}

function acceptanceOf(
  kind: Acceptance['kind'],
  said: { by: PersonId; at: World['now']; seen: string },
): Acceptance {
  if (kind === 'NONE') return { kind };
  return kind === 'DECLINED'
    ? { kind, by: said.by, at: said.at, reason: 'geen plek' }
    : { kind, ...said };
}

export function hold(world: World, by: PersonId, item: WorldItem, action?: string): void {
  const seen = action === undefined ? ownerSeen(item) : actionSeen(item, action);
  send(world, by, () => {
    command(world, item.id, (card) => {
      const now = action === undefined ? ownerSeen(card) : actionSeen(card, action);
      if (seen !== now || seen === 'unsettled') return false;
      const held = { holder: by, askedAt: world.now, seen };
      if (action === undefined) card.ownerHold = held;
      else rowOf(card, action).hold = held;
      return true;
    });
  });
}

export function confirm(world: World, item: WorldItem): void {
  const seen = decisionSeen(item);
  send(world, chair, () => {
    command(world, item.id, (card) => {
      if (seen !== decisionSeen(card) || seen === 'unsettled') return false;
      card.confirmation = { kind: 'CONFIRMED', by: chair, at: world.now, seen };
      return true;
    });
  });
}

/** Any other row of an item. */
export function set(
  world: World,
  by: PersonId,
  item: ItemId,
  act: (item: WorldItem) => void,
): void {
  send(world, by, () => {
    command(world, item, (card) => {
      act(card);
      return true;
    });
  });
}

export function agreeLevel(world: World, item: WorldItem, level: SafetyLevel): void {
  set(world, chair, item.id, (card) => {
    card.level = { level, differed: [], at: world.now };
  });
}

export function newAction(
  world: World,
  by: PersonId,
  item: WorldItem,
  { purpose = 'CARE', ...fields }: Readonly<Record<string, string>> & { purpose?: ActionPurpose },
): void {
  world.serial += 1;
  const action = `action-${world.serial}`;
  update(world, by, item.id, { kind: 'CREATE_ACTION', action, purpose, fields });
}

export function newCondition(
  world: World,
  by: PersonId,
  item: WorldItem,
  fields: Readonly<Record<string, string>>,
): void {
  world.serial += 1;
  const condition = `condition-${world.serial}`;
  update(world, by, item.id, { kind: 'CREATE_CONDITION', condition, fields });
}

export function drop(world: World, person: PersonId): void {
  if (!world.offline.has(person)) world.offline.set(person, { sawUpTo: world.clock, queue: [] });
}

/** Everything that was queued arrives, in order; sometimes twice, because the acknowledgement was lost. */
export function comeBack(world: World, person: PersonId, random: Random): void {
  const away = world.offline.get(person);
  if (!away) return;
  world.offline.delete(person);
  const times = random.chance(0.3) ? 2 : 1;
  for (let n = 0; n < times; n += 1) for (const deliver of away.queue) deliver();
}

/** Whoever can answer for what stands at `path`: the owner, or somebody of their organisation. */
export function ownersAt(item: WorldItem, path: string): readonly PersonId[] {
  const [kind, name] = (valueAt(item, path) ?? '').split(':');
  if (kind === 'p') return people.filter((person) => person === name);
  return memberships.filter(({ organisation }) => organisation === name).map((m) => m.person);
}

export function anyOf<T>(random: Random, list: readonly T[]): T | undefined {
  return list[random.below(list.length)];
}

export function anyLevel(random: Random): SafetyLevel {
  return anyOf(random, safetyLevels) ?? 'ACUTE';
}
