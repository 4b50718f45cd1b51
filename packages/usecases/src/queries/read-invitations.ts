import type { TableId } from '@overlegtafel/domain';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import { iso } from '../answers/instants.ts';
import type { ItemDeed } from '../deeds/deed.ts';
import { done, type Outcome, refuse } from '../outcome/outcome.ts';
import type { MeetingRow, OrganisationRow, PersonRow } from '../ports/rows.ts';
import { actorOf } from '../scene/actor-of.ts';
import { asPrivacyOfficer } from '../scene/as-privacy-officer.ts';
import { askItem } from '../scene/item-scene.ts';
import { type MeetingItem, meetingItems } from '../scene/meeting-items.ts';
import type { Caller, World } from '../world.ts';
import { recordReading } from './record-reading.ts';

type Invitations = ApiAnswer<'invitations'>;

/**
 * AU67: on which ground, for what and why people were invited to single items of a table, meeting by meeting, the
 * newest first. For its privacy officer only, and nothing else of the case. What is given stands in the log of the case.
 */
export async function readInvitations(
  { table, next }: { readonly table: TableId; readonly next?: string },
  caller: Caller,
  world: World,
): Promise<Outcome<Invitations>> {
  const actor = await actorOf(caller.person, world);
  const permission = asPrivacyOfficer(actor, 'READ', [table]);
  const isOfficer = permission.kind === 'ALLOWED';
  const page = isOfficer ? await world.stores.meetingsOf(table, next) : { rows: [] };
  const rows = await Promise.all(page.rows.map(({ id }) => world.stores.itemsOf(id)));
  const seen = (await meetingItems(rows.flat(), world, true))
    .map((one) => ({ ...one, permission: askItem({ ...one, actor }, 'READ', 'invitations') }))
    .filter((one) => one.permission.kind === 'ALLOWED' && one.deeds.some(isInvitation));
  const subject = {
    action: 'R',
    event: 'read-invitations',
    objectKind: 'table',
    object: table,
    fields: ['invitations'],
    about: { table },
  } as const;
  const cases = seen.map(({ item: { id: item, caseId }, permission: own }) => ({
    table,
    caseId,
    item,
    permission: own,
  }));
  await recordReading(subject, { permission, cases }, caller, world);
  if (!isOfficer) return refuse({ kind: 'NOT_THERE' });
  const invitations = await invitationsIn(seen, page.rows, world);
  return done('next' in page ? { invitations, next: page.next } : { invitations });
}

function isInvitation({ content }: ItemDeed): boolean {
  return content.kind === 'INVITED';
}

async function invitationsIn(
  items: readonly MeetingItem[],
  meetings: readonly MeetingRow[],
  { stores }: World,
): Promise<Invitations['invitations']> {
  const deeds = items.flatMap(({ deeds: all }) => all.filter(isInvitation));
  const invited = deeds.flatMap(({ content, by }) =>
    content.kind === 'INVITED' ? [content.person, by] : [],
  );
  const [people, organisations] = await Promise.all([
    stores.people([...new Set(invited)]),
    stores.organisations(),
  ]);
  const dates = new Map(meetings.map(({ id, date }) => [id, date]));
  return deeds.flatMap(({ item, meeting, content, by, at }) => {
    const date = dates.get(meeting);
    if (content.kind !== 'INVITED' || date === undefined) return [];
    const { person, ground, purpose, necessity, until } = content;
    return [
      {
        item,
        meeting,
        date,
        person: named(person, people, organisations),
        invitedBy: named(by, people, organisations),
        ground,
        purpose,
        necessity,
        from: iso(at),
        ...(until === undefined ? {} : { until: iso(until) }),
      },
    ];
  });
}

function named(
  id: string,
  people: readonly PersonRow[],
  organisations: readonly OrganisationRow[],
): Invitations['invitations'][number]['person'] {
  const person = people.find((one) => one.id === id);
  const organisation = organisations.find((one) => one.id === person?.organisation);
  return {
    id,
    ...(person ? { name: person.name } : {}),
    ...(organisation ? { organisation: organisation.name } : {}),
  };
}
