import type { ItemId } from '../model/ids.ts';
import type { Instant } from '../model/time.ts';
import { type Actor, type BreakGlass, holdsAt, isFilled, type Membership } from './actor.ts';
import type { RightsSettings } from './legal-grounds.ts';
import type { Asking } from './scope-reach.ts';
import { documentFields, type Field, type Role, type Verb } from './vocabulary.ts';

const minuteMs = 60_000;

/** Who works with cases at a table without having all of them. The others have them already. */
const breakGlassRoles: readonly Role[] = ['process-director', 'local-team', 'police'];

/** What emergency access shows: what was written about the case. Never the reporter, an address or sealed ratings. */
export const breakGlassFields: readonly Field[] = [
  ...documentFields,
  'alias',
  'household',
  'report',
  'assessment',
  'agreedLevel',
];

/** The emergency access by which somebody of this table may read this, or nothing. */
export function breakGlassFor(
  { actor, thing, settings }: Asking,
  verb: Verb,
  memberships: readonly Membership[],
): BreakGlass | undefined {
  if (thing.kind !== 'ITEM' || verb !== 'READ') return undefined;
  if (!breakGlassFields.includes(thing.field)) return undefined;
  const mayBreak = memberships.some(
    ({ role, table }) => breakGlassRoles.includes(role) && table === thing.table,
  );
  return mayBreak ? validBreakGlass(actor, thing.item.id, settings) : undefined;
}

/** The emergency access to this item that holds now: with a reason, and no longer than the table allows. */
function validBreakGlass(
  { breakGlass, at }: Actor,
  item: ItemId,
  settings: RightsSettings,
): BreakGlass | undefined {
  return breakGlass.find(
    (access) =>
      access.item === item &&
      isFilled(access.reason) &&
      lengthOf(access) <= settings.breakGlassMinutes * minuteMs &&
      holdsAt(access, at),
  );
}

/** Not a number, and so never short enough, when an end or a start is missing. */
function lengthOf({ from, until }: { readonly from: Instant; readonly until: Instant }): number {
  return until - from;
}
