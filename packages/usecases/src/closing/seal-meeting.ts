import {
  capacityRecord,
  capacityThisWeek,
  type Instant,
  type PersonId,
} from '@overlegtafel/domain';
import type { NewRecord, OpenThingRow, TableRow } from '../ports/rows.ts';
import { meetingRecord } from '../record/build-record.ts';
import type { ItemToSeal } from '../record/item-record.ts';
import type { PresentPerson } from '../record/record-shape.ts';
import { itemTerms, knownLevel } from '../scene/item-terms.ts';
import type { MeetingItem } from '../scene/meeting-items.ts';
import type { MeetingScene } from '../scene/meeting-scene.ts';
import type { World } from '../world.ts';

/** What is sealed besides what was read of the meeting. */
export interface ToSeal {
  readonly table: TableRow;
  readonly books: readonly OpenThingRow[];
  readonly by: PersonId;
  readonly at: Instant;
}

/** MC54: the record of a meeting: everything as it was read at the heads that are being closed. */
export async function sealMeeting(
  scene: MeetingScene,
  { table, books, by, at }: ToSeal,
  world: World,
): Promise<NewRecord> {
  const { meeting } = scene;
  const items = await Promise.all(inOrder(scene).map((one) => itemToSeal(one, books, world)));
  const cards = scene.items.flatMap(({ card }) => card ?? []);
  const { capacity } = capacityThisWeek(table.settings, cards);
  return meetingRecord(
    {
      table,
      meeting,
      chair: meeting.state.kind === 'OPEN' ? meeting.state.chair : undefined,
      present: whoWasThere(scene),
      capacity: capacityRecord(capacity, meeting.capacityChoice),
      items: items.flat(),
    },
    { by, at, newId: world.newId },
  );
}

/** As the table had them: the order that people gave them in the document of the meeting. */
export function inOrder({ items, reading }: MeetingScene): readonly MeetingItem[] {
  const order = reading?.items ?? [];
  return [...items].sort((a, b) => placeOf(a) - placeOf(b));
  function placeOf({ item }: MeetingItem): number {
    const place = order.indexOf(item.id);
    return place === -1 ? order.length + item.place : place;
  }
}

async function itemToSeal(
  one: MeetingItem,
  books: readonly OpenThingRow[],
  { rooms, now }: World,
): Promise<readonly ItemToSeal[]> {
  const { item, card, reading, standing, report, assessment } = one;
  if (!card || !reading) return [];
  const level = knownLevel(standing, assessment)?.level;
  return [
    {
      ...one,
      card,
      reading,
      item: { ...item, state: 'CLOSED' },
      terms: itemTerms({ report, assessment, level }, now()),
      carriedOver: books.flatMap(({ item: of, key, isEnded }) =>
        of === item.id && !isEnded ? [key] : [],
      ),
      authors: await rooms.authors(item.id),
    },
  ];
}

function whoWasThere({ places, memberships }: MeetingScene): readonly PresentPerson[] {
  return places.map(({ person }) => {
    const own = memberships.filter((one) => one.person === person);
    const organisation = own[0]?.organisation;
    return {
      person,
      ...(organisation === undefined ? {} : { organisation }),
      roles: [...new Set(own.map(({ role }) => role))],
    };
  });
}
