import {
  activeMemberships,
  type Actor,
  addHours,
  type CaseId,
  type Instant,
  type PersonId,
} from '@overlegtafel/domain';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import { iso } from '../answers/instants.ts';
import type { OpenThingRow } from '../ports/rows.ts';
import type { World } from '../world.ts';
import { bySitting, type ReadOf } from './record-reading.ts';

/** How far back somebody finds what they did, when they see the case no more. */
const pastHours = 8 * 7 * 24;
const mostShown = 50;

type Past = ApiAnswer<'myWeek'>['past'][number];

interface Ended {
  readonly row: OpenThingRow;
  readonly at: Instant;
  readonly tableName: string;
}

export interface OwnPast {
  readonly views: Past[];
  /** What is read leaves a line for its case. */
  readonly reads: readonly ReadOf[];
}

/**
 * RT127: what somebody did themself and how it ended, last first. The case is not named: whoever has no task in it any
 * more does not see it; and nothing of a case that they stepped out of.
 */
export async function ownPast(actor: Actor, { stores, now }: World): Promise<OwnPast> {
  const memberships = activeMemberships(actor);
  const tables = await stores.tables([...new Set(memberships.flatMap(({ table }) => table ?? []))]);
  const since = addHours(now(), -pastHours);
  const organisations = [...new Set(memberships.map(({ organisation }) => organisation))];
  const rows = await stores.endedThingsFor(actor.person, organisations);
  const ended = rows.flatMap((row): Ended[] => {
    const table = tables.find(({ id }) => id === row.table);
    const at = endOf(row);
    if (table === undefined || at === undefined || at < since) return [];
    const isOwn = isOwnDoing(row, actor.person) && !isOutside(actor, row.caseId);
    return isOwn ? [{ row, at, tableName: table.name }] : [];
  });
  const shown = ended.sort((a, b) => b.at - a.at).slice(0, mostShown);
  return {
    reads: shown.map(({ row: { table, caseId, item } }) => ({
      ...{ table, caseId, permission: bySitting(actor) },
      ...(item === undefined ? {} : { item }),
    })),
    views: shown.flatMap((one) => pastView(actor.person, one)),
  };
}

function isOutside(actor: Actor, caseId: CaseId): boolean {
  return actor.recusedFrom.includes(caseId);
}

/** Their own action, or one of their organisation that they answered or told about. */
function isOwnDoing({ owner, thing }: OpenThingRow, me: PersonId): boolean {
  if (owner?.kind === 'PERSON' && owner.person === me) return true;
  if (thing.kind !== 'ACTION') return false;
  return [thing.acceptance, thing.outcome].some((said) => said.kind !== 'NONE' && said.by === me);
}

/** When it was told how it went, or answered; undefined for what is no action, or was never answered. */
function endOf({ thing }: OpenThingRow): Instant | undefined {
  if (thing.kind !== 'ACTION') return undefined;
  if (thing.outcome.kind !== 'NONE') return thing.outcome.at;
  return thing.acceptance.kind === 'NONE' ? undefined : thing.acceptance.at;
}

/** Words of others, as a reason to stop it, are of the case and not of this person. */
function pastView(me: PersonId, { row: { words, thing }, at, tableName }: Ended): Past[] {
  if (thing.kind !== 'ACTION') return [];
  const { outcome, acceptance } = thing;
  const isOwn = outcome.kind !== 'NONE' && outcome.by === me;
  const isAnswered = acceptance.kind !== 'NONE' && acceptance.by === me;
  return [
    {
      ...{ id: thing.action, words, at: iso(at), tableName, ended: outcome.kind },
      ...(isOwn && 'words' in outcome ? { said: outcome.words } : {}),
      ...(isAnswered ? { answered: acceptance.kind === 'DECLINED' ? 'NO' : 'YES' } : {}),
    },
  ];
}
