import type { TableField, TableId, Verb } from '@overlegtafel/domain';
import type { LoggedEvent } from '../audit/purposes.ts';
import type { AccessAction, AccessLine } from '../audit/access-line.ts';
import { lineOf } from '../audit/line-of.ts';
import { done, type Outcome, refuse } from '../outcome/outcome.ts';
import { actorOf } from '../scene/actor-of.ts';
import { askTable, sitsAt } from '../scene/ask-table.ts';
import type { Caller, World } from '../world.ts';
import { refusalFor } from './do-to-meeting.ts';

/** What somebody wants of a table. */
export interface TableWish {
  /** The name in the access log. */
  readonly event: LoggedEvent;
  readonly action: AccessAction;
  readonly verb: Verb;
  readonly field: TableField;
}

/** The line for the access log when it is allowed; else the refusal, which is logged here. */
export async function askForTable(
  table: TableId,
  { event, action, verb, field }: TableWish,
  caller: Caller,
  world: World,
): Promise<Outcome<AccessLine>> {
  const actor = await actorOf(caller.person, world);
  const permission = askTable(actor, verb, field, table);
  const subject = { action, event, objectKind: 'table', object: table, about: { table } };
  const line = lineOf(subject, permission, caller, world);
  if (permission.kind === 'ALLOWED') return done(line);
  await world.ledger.record([line]);
  return refuse(refusalFor(permission, sitsAt(actor, table)));
}
