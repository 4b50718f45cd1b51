import {
  type Actor,
  emptyRegister,
  type ItemFacts,
  type ItemField,
  may,
  type Owner,
  ownersWithAccess,
  type Permission,
  settled,
  type Verb,
} from '@overlegtafel/domain';
import type { ItemDeed } from '../deeds/deed.ts';
import type { RecordPart, RecordRow } from '../ports/rows.ts';
import { readItemRecord } from '../record/read-record.ts';
import type { ItemRecord } from '../record/record-shape.ts';
import type { Caller, World } from '../world.ts';
import { actorOf } from './actor-of.ts';
import { withCase } from './case-tasks.ts';
import { openActions } from './item-facts.ts';
import { itemStanding } from './item-standing.ts';
import { actionTasks } from './item-tasks.ts';

/** A part of a sealed record, with what may be done with it. */
export interface RecordedItem {
  readonly record: RecordRow;
  readonly part: Omit<RecordPart, 'body'>;
  /** The card as it was sealed; absent once the key of the case was destroyed. */
  readonly card: ItemRecord | undefined;
  readonly alias: string;
  readonly isVisible: boolean;
  readonly ask: (verb: Verb, field: ItemField) => Permission;
}

/**
 * The parts of records of meetings and items, with the rights that whoever asks has to them now. Rights follow from
 * what was sealed, so they outlive the documents: who had a task in it sees it.
 */
export async function recordedItems(
  records: readonly RecordRow[],
  caller: Caller,
  world: World,
): Promise<readonly RecordedItem[]> {
  const parts = records.flatMap((record) => record.parts.map((part) => ({ record, part })));
  const [actor, deeds] = await Promise.all([
    actorOf(caller.person, world),
    world.stores.deedsOf([...new Set(parts.map(({ part }) => part.item))]),
  ]);
  return Promise.all(
    parts.map(async ({ record, part }) => {
      const card = part.body === undefined ? undefined : readItemRecord(part.body);
      const own = deeds.filter(({ item }) => item === part.item);
      const facts = card && (await withCase(recordedFacts(card, own, world), [actor], world));
      const ask = (verb: Verb, field: ItemField) =>
        askRecorded(actor, { verb, field }, record, facts);
      const isVisible = ask('READ', 'alias').kind === 'ALLOWED';
      return { record, part, card, alias: card?.alias ?? '', isVisible, ask };
    }),
  );
}

function askRecorded(
  actor: Actor,
  { verb, field }: { readonly verb: Verb; readonly field: ItemField },
  { table }: RecordRow,
  item: ItemFacts | undefined,
): Permission {
  // What was destroyed is nobody's to see.
  if (!item) return { kind: 'REFUSED', reason: 'UNREADABLE' };
  return may(actor, verb, { kind: 'ITEM', field, table, item, revealed: true });
}

/** What rights need to know of an item, from its card as it was sealed and from what was told of its actions since. */
function recordedFacts(card: ItemRecord, deeds: readonly ItemDeed[], world: World): ItemFacts {
  const standing = itemStanding(deeds);
  const live = card.actions.filter(({ isWithdrawn }) => !isWithdrawn);
  const actions = live.map(({ id, owner }) => ({
    id,
    owner: owner ? settled(owner) : emptyRegister,
  }));
  return {
    id: card.item,
    caseId: card.caseId,
    state: 'CLOSED',
    signal: card.report?.signal ?? 'REPORT',
    ...(card.municipality === undefined ? {} : { municipality: card.municipality }),
    tasks: [...named(card.owner), ...live.flatMap(named)],
    running: ownersWithAccess(actionTasks(actions, standing, true), world.now(), world.taskAccess),
    invited: [],
    openActions: openActions(actions, standing, true),
  };
}

function named(given: Pick<ItemRecord['owner'], 'owner' | 'hold'>): readonly Owner[] {
  const { owner, hold } = given;
  return [
    ...(owner ? [owner] : []),
    ...(hold ? [{ kind: 'PERSON' as const, person: hold.holder }] : []),
  ];
}
