import { isId, type PersonId } from '../model/ids.ts';
import type { Instant } from '../model/time.ts';
import { signalKinds } from '../model/vocabulary.ts';
import { isInstant } from '../terms/local-date.ts';
import { type Actor, activeMemberships, type Membership } from './actor.ts';
import { breakGlassFor } from './break-glass.ts';
import { defaultRightsSettings, type LegalGround, type RightsSettings } from './legal-grounds.ts';
import { hindranceOf } from './own-name.ts';
import { type RightsRow, rowsAbout } from './rights-table.ts';
import { type Asking, reachOf } from './scope-reach.ts';
import type { Thing } from './things.ts';
import {
  type Field,
  fieldsOfItem,
  type Role,
  type Scope,
  fieldsOfTable,
  type ThingState,
  type Verb,
} from './vocabulary.ts';

/** Why something is allowed. It is written into the log with every use. */
export type PermissionGround =
  | {
      readonly kind: 'ROLE';
      readonly role: Role;
      readonly scope: Scope;
      readonly substituteFor?: PersonId;
    }
  | {
      readonly kind: 'INVITATION';
      readonly legalGround: LegalGround;
      readonly purpose: string;
      readonly necessity: string;
    }
  /** Always shown as such, and told to the privacy officer. */
  | { readonly kind: 'BREAK_GLASS'; readonly reason: string; readonly until: Instant };

/** Why something is refused. For the log; the person asking only hears that it is not there for them. */
export const refusalReasons = [
  'UNREADABLE',
  'ADVICE_IS_NO_CASE',
  'RECUSED',
  'NO_MEMBERSHIP',
  'NOT_FOR_ROLE',
  'WRONG_STATE',
  'OUT_OF_SCOPE',
  'NOT_IN_OWN_NAME',
  'SEALED',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

export type Permission =
  | { readonly kind: 'ALLOWED'; readonly ground: PermissionGround }
  | { readonly kind: 'REFUSED'; readonly reason: RefusalReason };

/**
 * Whether somebody may do something now. The answer holds for this moment and is asked again each time.
 * Fails closed: what is not in the table is refused, and so is anything that cannot be understood. Never throws.
 */
export function may(
  actor: Actor,
  verb: Verb,
  thing: Thing,
  settings: RightsSettings = defaultRightsSettings,
): Permission {
  try {
    return decide({ actor, thing, settings }, verb);
  } catch {
    return refused('UNREADABLE');
  }
}

function decide(asking: Asking, verb: Verb): Permission {
  const { actor, thing } = asking;
  const state = stateOf(thing);
  if (state === undefined || !isReadable(asking)) return refused('UNREADABLE');
  if (thing.kind === 'ITEM') {
    if (thing.item.signal === 'ADVICE_REQUEST') return refused('ADVICE_IS_NO_CASE');
    if (actor.recusedFrom.includes(thing.item.caseId)) return refused('RECUSED');
  }
  const memberships = activeMemberships(actor);
  if (memberships.length === 0) return refused('NO_MEMBERSHIP');
  const byRole = decideByRole(asking, { verb, state }, memberships);
  if (byRole.kind === 'ALLOWED') return byRole;
  const access = breakGlassFor(asking, verb, memberships);
  if (!access) return byRole;
  return allowed({ kind: 'BREAK_GLASS', reason: access.reason, until: access.until });
}

/** Ids that are no ids could make two absent values look the same. */
function isReadable({ actor, thing }: Asking): boolean {
  const ids = [actor.person, thing.table, ...idsOf(thing)];
  return isInstant(actor.at) && ids.every(isId);
}

function idsOf(thing: Thing): readonly string[] {
  return thing.kind === 'ITEM' ? [thing.item.id, thing.item.caseId] : [];
}

/** The state in which the table is asked; nothing for what does not fit together. */
function stateOf(thing: Thing): ThingState | undefined {
  if (thing.kind === 'TABLE') return isOneOf(fieldsOfTable, thing.field) ? 'NONE' : undefined;
  const isItem = thing.kind === 'ITEM' && isOneOf(fieldsOfItem, thing.field);
  return isItem && signalKinds.includes(thing.item.signal) ? thing.item.state : undefined;
}

function isOneOf(fields: readonly Field[], field: Field): boolean {
  return fields.includes(field);
}

interface Wish {
  readonly verb: Verb;
  readonly state: ThingState;
}

function decideByRole(asking: Asking, wish: Wish, memberships: readonly Membership[]): Permission {
  const { field } = asking.thing;
  const inRoles = rowsAbout(wish.verb, field).filter((row) =>
    memberships.some(({ role }) => role === row.role),
  );
  if (inRoles.length === 0) return refused('NOT_FOR_ROLE');
  const inState = inRoles.filter(({ states }) => states.includes(wish.state));
  if (inState.length === 0) return refused('WRONG_STATE');
  const answers = inState.flatMap((row) =>
    memberships
      .filter(({ role }) => role === row.role)
      .map((membership) => decideRow(row, membership, asking, wish.verb)),
  );
  return mostTelling(answers);
}

/** An allowance if there is one; else the refusal that came closest. */
function mostTelling(answers: readonly Permission[]): Permission {
  const near = answers.find(
    (answer) => answer.kind === 'REFUSED' && answer.reason !== 'OUT_OF_SCOPE',
  );
  return answers.find(({ kind }) => kind === 'ALLOWED') ?? near ?? refused('OUT_OF_SCOPE');
}

function decideRow(row: RightsRow, membership: Membership, asking: Asking, verb: Verb): Permission {
  const reach = reachOf(row.scope, membership, asking);
  if (!reach) return refused('OUT_OF_SCOPE');
  const { actor, thing } = asking;
  const hindrance = thing.kind === 'ITEM' ? hindranceOf(thing, verb, actor, membership) : undefined;
  if (hindrance) return refused(hindrance);
  if (reach.invitation) {
    const { ground: legalGround, purpose, necessity } = reach.invitation;
    return allowed({ kind: 'INVITATION', legalGround, purpose, necessity });
  }
  const { role, scope } = row;
  const { substituteFor } = membership;
  return allowed({
    kind: 'ROLE',
    role,
    scope,
    ...(substituteFor === undefined ? {} : { substituteFor }),
  });
}

function allowed(ground: PermissionGround): Permission {
  return { kind: 'ALLOWED', ground };
}

function refused(reason: RefusalReason): Permission {
  return { kind: 'REFUSED', reason };
}
