// edge: the inside of a document that a test writes in
import {
  addDays,
  type DecisionKind,
  type ItemId,
  type LocalDate,
  localDateOf,
  type MeetingId,
  type Owner,
  settledValue,
} from '@overlegtafel/domain';
import {
  createAction,
  createCondition,
  type openDocument,
  writeItemRegister,
} from '@overlegtafel/documents';
import { itemRoom } from '@overlegtafel/protocol';
import { idOf, organisation, ownedBy, person } from '../memory/small-people.fixture.ts';
import type { SmallTable } from '../memory/small-table.fixture.ts';
import { itemCalls } from './item-calls.ts';

type Document = ReturnType<typeof openDocument>;

/** Receives what is handed over, and is not at the table. */
const awayFromTable: Owner = { kind: 'ORGANISATION', organisation: organisation('ggz') };

/** What a test wants decided about an item. */
export interface Deciding {
  readonly decision?: DecisionKind;
  readonly due?: LocalDate;
  readonly checkOn?: LocalDate;
}

/** Writes words under the decision, as somebody types them. */
export function typeIn(doc: Document, field: 'facts' | 'decisionText', words: string): void {
  const paragraph = doc.getXmlFragment(field).get(0) as unknown as {
    get(n: number): { insert(at: number, text: string): void };
  };
  paragraph.get(0).insert(0, words);
}

/** Talks an item through until nothing keeps it open; everybody who has to answer says yes. */
export async function talkThrough(
  small: SmallTable,
  item: ItemId,
  { decision = 'CONDITIONS_FOLLOWUP', due, checkOn }: Deciding = {},
): Promise<void> {
  const { rooms, stores, world, caller } = small;
  await itemCalls.bringToTable({ item }, caller('chair'), world);
  const row = await stores.item(item);
  const [household] = row ? await stores.cases([row.caseId]) : [];
  const children = (household?.household ?? []).filter(({ isChild }) => isChild);
  const day = due ?? addDays(localDateOf(world.now()), 3);
  rooms.edit(itemRoom(item), person('vt-worker'), (doc) => {
    writeItemRegister(doc, 'safeNow', 'WITH_CONDITIONS');
    writeItemRegister(doc, 'owner', decision === 'HANDOVER' ? awayFromTable : ownedBy('vt-worker'));
    writeItemRegister(doc, 'decisionKind', decision);
    typeIn(doc, 'decisionText', 'Veilig Thuis houdt de casus. ');
    createCondition(doc, idOf('ConditionId', fresh(world)), {
      words: 'Geen contact',
      alarm: { signal: 'hij belt', caller: 'moeder', callee: '112' },
    });
    const add = (purpose: 'CARE' | 'FEEDBACK' | 'INTERIM_CHECK', dueDate: LocalDate) =>
      createAction(doc, idOf('ActionId', fresh(world)), {
        purpose,
        words: `Bel (${purpose})`,
        owner: ownedBy('vt-worker'),
        dueDate,
        phase: 'DIRECT_SAFETY',
        forWhom:
          children.length === 0
            ? { kind: 'CASE' }
            : { kind: 'PERSONS', persons: children.map(({ id }) => id) },
      });
    add('CARE', day);
    add('FEEDBACK', day);
    if (decision === 'DEFERRAL') add('INTERIM_CHECK', checkOn ?? day);
  });
  await sayYes(small, item);
}

function fresh({ newId }: SmallTable['world']): string {
  return `made-${newId()}`.slice(0, 25);
}

/** Everybody says yes to what stands there now, and the chair confirms. */
async function sayYes(small: SmallTable, item: ItemId): Promise<void> {
  const { world, caller, rooms } = small;
  const read = await rooms.item(item);
  if (!read) throw new Error(`no document of ${item}`);
  const { ownerSeen, decisionSeen, actions, registers } = read.reading;
  const who = caller('vt-worker');
  const takes =
    settledValue(registers.owner)?.kind === 'PERSON' ? itemCalls.acceptOwner : itemCalls.holdOwner;
  const said = [await takes({ item, body: { seen: ownerSeen } }, who, world)];
  for (const { id, seen, owner } of actions) {
    const by = owner.kind === 'VALUE' && owner.value.kind === 'PERSON' ? owner.value.person : '';
    const call = by === '' ? itemCalls.holdAction : itemCalls.acceptAction;
    const from = by === '' ? who : caller(by);
    said.push(await call({ item, action: id, body: { seen } }, from, world));
  }
  const body = { seen: decisionSeen };
  said.push(await itemCalls.confirmDecision({ item, body }, caller('chair'), world));
  const refused = said.find(({ kind }) => kind === 'REFUSED');
  if (refused) throw new Error(`${item}: ${JSON.stringify(refused)}`);
}

/** Talks through everything on the agenda of a meeting. */
export async function talkThroughAll(
  small: SmallTable,
  meeting: MeetingId,
  deciding: Deciding = {},
): Promise<void> {
  for (const { id } of await small.stores.itemsOf(meeting)) await talkThrough(small, id, deciding);
}
