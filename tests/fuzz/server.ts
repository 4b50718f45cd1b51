import {
  type ActionPurpose,
  type Blocker,
  type Instant,
  instant,
  type ItemId,
  meetingStep,
  type MeetingCommand,
  type PersonId,
  type TableState,
} from '@overlegtafel/domain';
import { tableOf } from './cards.ts';
import type { Entry, PendingClose, World, WorldItem } from './world.ts';

export type Gate = (state: TableState, now: Instant) => readonly Blocker[];

/** What a server does between a wish and its effect. Each guard can be taken away, to see that the histories notice. */
export interface Rules {
  readonly gate: Gate;
  readonly guardsRevision: boolean;
  readonly guardsHeads: boolean;
}

/** A change to a document of an item, as one update: whole or not at all. */
export type Update =
  | {
      readonly kind: 'WRITE';
      readonly path: string;
      readonly value: string;
      /** The writer saw what the server had taken up to here, and deletes that. */
      readonly sawUpTo: number;
    }
  | {
      readonly kind: 'CREATE_ACTION';
      readonly action: string;
      readonly purpose: ActionPurpose;
      readonly fields: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'CREATE_CONDITION';
      readonly condition: string;
      readonly fields: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'REMOVE_ACTION'; readonly action: string }
  | { readonly kind: 'TEXT'; readonly text: string }
  | { readonly kind: 'FINDING'; readonly path: string; readonly present: boolean };

/** An update with its number, by which a second delivery is recognised. */
export interface Numbered {
  readonly serial: number;
  readonly by: PersonId;
  readonly item: ItemId;
  readonly update: Update;
}

/** An update arrives: it waits while somebody is closing, is refused when the room is closed, and counts once. */
export function append(world: World, numbered: Numbered): void {
  release(world);
  if (isHeld(world)) {
    world.waiting.push(() => append(world, numbered));
    return;
  }
  const item = world.items.get(numbered.item);
  if (world.meeting.state.kind === 'CLOSED' || !item) return;
  if (world.appended.has(numbered.serial)) return;
  world.appended.add(numbered.serial);
  world.clock += 1;
  world.heads += 1;
  apply(item, numbered, world.clock);
}

function apply(item: WorldItem, { by, update }: Numbered, at: number): void {
  switch (update.kind) {
    case 'WRITE': {
      const survivors = (item.registers.get(update.path) ?? []).filter(
        (entry) => entry.at > update.sawUpTo && entry.by !== by,
      );
      item.registers.set(update.path, [...survivors, { at, by, value: update.value }]);
      return;
    }
    case 'CREATE_ACTION':
      item.actions.set(update.action, update.purpose);
      return fill(item, update.action, update.fields, { at, by });
    case 'CREATE_CONDITION':
      item.conditions.add(update.condition);
      return fill(item, update.condition, update.fields, { at, by });
    case 'REMOVE_ACTION':
      item.actions.delete(update.action);
      return;
    case 'TEXT':
      item.decisionWords = update.text;
      return;
    case 'FINDING':
      if (update.present) item.findings.add(update.path);
      else item.findings.delete(update.path);
  }
}

function fill(
  item: WorldItem,
  card: string,
  fields: Readonly<Record<string, string>>,
  entry: Omit<Entry, 'value'>,
): void {
  for (const [name, value] of Object.entries(fields))
    item.registers.set(`${card}.${name}`, [{ ...entry, value }]);
}

/** A command about an item, in somebody's own name: only while the meeting is open, and it raises the revision. */
export function command(world: World, itemId: ItemId, act: (item: WorldItem) => boolean): void {
  const item = world.items.get(itemId);
  if (world.meeting.state.kind !== 'OPEN' || !item) return;
  if (act(item)) raise(world);
}

/** Who is at the table is a row like any other: it counts for the revision. */
export function attend(world: World, person: PersonId, there: boolean): void {
  if (world.meeting.state.kind === 'CLOSED' || world.present.has(person) === there) return;
  if (there) world.present.add(person);
  else world.present.delete(person);
  raise(world);
}

function raise(world: World): void {
  world.meeting = { ...world.meeting, revision: world.meeting.revision + 1 };
}

/** A command about the meeting itself. */
export function steer(world: World, wish: MeetingCommand): boolean {
  const step = meetingStep(world.meeting, wish);
  if (step.ok) world.meeting = step.meeting;
  return step.ok;
}

/** The first half of closing: hold the rooms for ten seconds, read everything, ask the gate. */
export function beginClose(world: World, by: PersonId, rules: Rules): readonly Blocker[] {
  release(world);
  if (world.meeting.state.kind !== 'OPEN') return [];
  const blockers = rules.gate(tableOf(world), world.now);
  if (blockers.length === 0) {
    const { heads, now } = world;
    const { revision } = world.meeting;
    world.pending.push({ by, revision, heads, until: instant(now + 10_000) });
  }
  return blockers;
}

/** The second half: only when nothing moved since. Whatever happens, the rooms are free again afterwards. */
export function commitClose(world: World, by: PersonId, rules: Rules): boolean {
  const mine = world.pending.find((pending) => pending.by === by);
  if (!mine) return false;
  world.pending = world.pending.filter((pending) => pending !== mine);
  const closed =
    unmoved(world, mine, rules) && steer(world, { kind: 'CLOSE', by, at: world.now, blockers: [] });
  release(world);
  return closed;
}

function unmoved(world: World, mine: PendingClose, rules: Rules): boolean {
  const sameRevision = !rules.guardsRevision || mine.revision === world.meeting.revision;
  return sameRevision && (!rules.guardsHeads || mine.heads === world.heads);
}

function isHeld(world: World): boolean {
  return world.pending.some(({ until }) => until > world.now);
}

/** A hold that has run out lets go, though its closer may not know; when nobody holds any more, what waited goes on. */
export function release(world: World): void {
  if (world.waiting.length === 0 || isHeld(world)) return;
  const arrived = world.waiting;
  world.waiting = [];
  for (const deliver of arrived) deliver();
}
