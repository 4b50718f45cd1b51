import type { LocalDate } from '../../model/time.ts';
import type { ItemId, OrganisationId, PersonId } from '../../model/ids.ts';
import { isInstant, isLocalDate, localDate } from '../../terms/local-date.ts';
import { entries, field, ids, type Place, Reading } from './place.ts';
import { type GateItem, readFindings, readItem } from './read-item.ts';
import { isItemId, isOrganisationId, isPersonId, read } from './values.ts';

/** When the table sits, who is there and for whom they act: who may say yes for a duty contact, and who may hold. */
export interface Attendance {
  readonly heldOn: LocalDate;
  readonly present: readonly PersonId[];
  readonly memberships: readonly {
    readonly person: PersonId;
    readonly organisation: OrganisationId;
  }[];
}

/** A meeting as the gate understood it. */
export interface GateTable {
  readonly agenda: readonly ItemId[];
  readonly items: readonly GateItem[];
  readonly attendance: Attendance;
  readonly findings: readonly string[];
  readonly doubts: readonly string[];
}

/** Reads the whole state, each part once. What cannot be understood is in `doubts`, of the table or of the item. */
export function readTable(state: unknown, now: unknown): GateTable {
  const table: Place = { value: state, path: '' };
  // Without a moment nothing lies in the future; that there is none blocks by itself.
  const reading = new Reading(isInstant(now) ? now : Infinity);
  if (!isInstant(now)) reading.doubts.push('now');
  return {
    agenda: ids(reading, field(table, 'agenda'), isItemId),
    items: readItems(reading, field(table, 'items')),
    attendance: {
      heldOn: readDay(reading, table),
      present: ids(reading, field(table, 'present'), isPersonId),
      memberships: readMemberships(reading, field(table, 'memberships')),
    },
    findings: readFindings(reading, field(table, 'findings')),
    doubts: reading.doubts,
  };
}

/** Before a day that is not understood lies every other one: what is unclear is never less strict. */
function readDay(reading: Reading, table: Place): LocalDate {
  const place = field(table, 'heldOn');
  return reading.sure(place, read(table, 'heldOn', isLocalDate), localDate('2199-12-31'));
}

function readItems(reading: Reading, place: Place): readonly GateItem[] {
  const found = new Map<ItemId, GateItem>();
  for (const entry of entries(reading, place)) {
    const item = readItem(new Reading(reading.now), { value: entry.value, path: '' });
    if (item === undefined) reading.doubts.push(entry.path);
    else if (found.has(item.id)) reading.doubts.push(`${entry.path}.id`);
    else found.set(item.id, item);
  }
  return [...found.values()];
}

function readMemberships(reading: Reading, place: Place): Attendance['memberships'] {
  return entries(reading, place).flatMap((entry) => {
    const person = read(entry, 'person', isPersonId);
    const organisation = read(entry, 'organisation', isOrganisationId);
    if (person === undefined || organisation === undefined) return reading.doubted(entry, []);
    return [{ person, organisation }];
  });
}
