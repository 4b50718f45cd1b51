// edge: codes that tests make up
import type { Owner } from '../model/card.ts';
import { idOf } from '../closing-gate/complete-meeting.fixture.ts';
import type { MunicipalityCode } from '../model/ids.ts';
import { addHours } from '../terms/amsterdam.ts';
import { instant } from '../terms/local-date.ts';
import type { Actor, Membership } from './actor.ts';
import type { ItemFacts, ItemThing } from './things.ts';
import type { Role } from './vocabulary.ts';

/** A table day for the tests of rights: one person of a local team, one table, one item that is being talked about. */
export const at = instant(Date.UTC(2026, 10, 24, 9));
export const earlier = addHours(at, -24);
export const later = addHours(at, 24);
export const person = idOf('PersonId', 'sm');
export const colleague = idOf('PersonId', 'kd');
export const organisation = idOf('OrganisationId', 'wijkteam');
export const table = idOf('TableId', 'heuvelland');
export const municipality = 'mijnstad' as MunicipalityCode;
export const item = idOf('ItemId', 'item-1');
export const caseId = idOf('CaseId', 'case-1');
export const me: Owner = { kind: 'PERSON', person };

export const member = (role: Role, parts: Partial<Membership> = {}): Membership => ({
  role,
  organisation,
  table,
  municipality,
  from: earlier,
  ...parts,
});
export const actor = (memberships: readonly Membership[], parts: Partial<Actor> = {}): Actor => ({
  person,
  at,
  memberships,
  invitations: [],
  recusedFrom: [],
  breakGlass: [],
  ...parts,
});
export const thing = (
  field: ItemThing['field'],
  facts: Partial<ItemFacts> = {},
  parts: Partial<ItemThing> = {},
): ItemThing => ({
  kind: 'ITEM',
  field,
  table,
  item: {
    id: item,
    caseId,
    state: 'AT_TABLE',
    signal: 'REPORT',
    tasks: [],
    // A task lasts unless a test says otherwise.
    running: facts.tasks ?? [],
    invited: [],
    openActions: [],
    ...facts,
  },
  ...parts,
});
export const refused = (reason: string) => ({ kind: 'REFUSED', reason });
