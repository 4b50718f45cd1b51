import {
  type Actor,
  type Field,
  fieldsOfItem,
  type ItemCard,
  type ItemFacts,
  type ItemField,
  type ItemId,
  type ItemThing,
  may,
  type Owner,
  type Permission,
  type Verb,
} from '@overlegtafel/domain';
import type { ItemReading } from '@overlegtafel/documents';
import type { ItemDeed } from '../deeds/deed.ts';
import type { CaseRow, ItemRow, MeetingRow, ReportRow } from '../ports/rows.ts';
import type { Caller, World } from '../world.ts';
import { actorOf } from './actor-of.ts';
import { assembleCard } from './assemble-card.ts';
import { itemFacts } from './item-facts.ts';
import { itemStanding, type ItemStanding } from './item-standing.ts';

/** Everything about one item that a command looks at, read together, with who asks. */
export interface ItemScene {
  readonly actor: Actor;
  readonly item: ItemRow;
  readonly meeting: MeetingRow;
  readonly household: CaseRow;
  readonly report: ReportRow | undefined;
  readonly deeds: readonly ItemDeed[];
  readonly standing: ItemStanding;
  readonly reading: ItemReading;
  readonly card: ItemCard;
  readonly facts: ItemFacts;
}

/** Reads an item with its surroundings; undefined when there is none. It says nothing about rights: ask next. */
export async function itemScene(
  id: ItemId,
  caller: Caller,
  world: World,
): Promise<ItemScene | undefined> {
  const { stores, rooms } = world;
  const item = await stores.item(id);
  if (!item) return undefined;
  const [actor, meeting, [household], deeds, read, reports] = await Promise.all([
    actorOf(caller.person, world),
    stores.meeting(item.meeting),
    stores.cases([item.caseId]),
    stores.deedsOf([id]),
    rooms.item(id),
    stores.reportsOf([item.caseId]),
  ]);
  if (!meeting || !household || !read) return undefined;
  const report = reports.find((one) => one.id === item.report);
  const standing = itemStanding(deeds);
  const { reading } = read;
  const card = assembleCard({ item, household, report, reading, standing });
  const facts = itemFacts({ item, household, reading, standing, deeds });
  return { actor, item, meeting, household, report, deeds, standing, reading, card, facts };
}

/** Whether whoever asks may do this to this field of the item, now. */
export function askItem(
  { actor, item, facts, standing }: Pick<ItemScene, 'actor' | 'item' | 'facts' | 'standing'>,
  verb: Verb,
  field: ItemField,
  of?: Owner,
): Permission {
  const thing: ItemThing = {
    kind: 'ITEM',
    field,
    table: item.table,
    item: facts,
    revealed: standing.revealed !== undefined,
    ...(of === undefined ? {} : { of }),
  };
  return may(actor, verb, thing);
}

/** True when this person sees anything of the item at all: others are told that it does not exist. */
export function seesItem(scene: Pick<ItemScene, 'actor' | 'item' | 'facts' | 'standing'>): boolean {
  return askItem(scene, 'READ', 'alias').kind === 'ALLOWED';
}

/** The fields that may be read, each with its permission. */
export function readableFields(
  scene: Pick<ItemScene, 'actor' | 'item' | 'facts' | 'standing'>,
): ReadonlySet<Field> {
  const self: Owner = { kind: 'PERSON', person: scene.actor.person };
  return new Set(
    fieldsOfItem.filter((field) => askItem(scene, 'READ', field, self).kind === 'ALLOWED'),
  );
}
