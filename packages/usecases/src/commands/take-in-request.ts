import {
  type Actor,
  type CaseId,
  futureMistakes,
  type Instant,
  type Mistake,
  type Permission,
  type RightsRequestKind,
  type TableId,
} from '@overlegtafel/domain';
import { lineOf } from '../audit/line-of.ts';
import { done, type Outcome, refuse } from '../outcome/outcome.ts';
import { actorOf } from '../scene/actor-of.ts';
import { askTable, sitsAt } from '../scene/ask-table.ts';
import type { Caller, World } from '../world.ts';
import { refusalFor } from './do-to-meeting.ts';
import { onceFor } from './once-for.ts';

export interface TakeInRequest {
  readonly table: TableId;
  readonly kind: RightsRequestKind;
  readonly caseId: CaseId;
  readonly receivedAt: Instant;
}

/**
 * RN49: takes in what somebody of a household asks about their own data. From the moment it was received its term
 * runs. Who asks, and in which words, stays in the file of Veilig Thuis.
 */
export async function takeInRequest(
  { table, kind, caseId, receivedAt }: TakeInRequest,
  caller: Caller,
  world: World,
): Promise<Outcome<{ readonly id: string }>> {
  const actor = await actorOf(caller.person, world);
  const permission = askForRequests(actor, table);
  const subject = {
    action: 'C',
    event: 'take-in-request',
    objectKind: 'table',
    object: table,
  } as const;
  const line = lineOf({ ...subject, about: { table } }, permission, caller, world);
  if (permission.kind === 'REFUSED') {
    await world.ledger.record([line]);
    return refuse(refusalFor(permission, sitsAt(actor, table)));
  }
  const [household] = await world.stores.cases([caseId]);
  const mistakes: Mistake[] = [
    ...(household?.table === table ? [] : [{ path: 'caseId', kind: 'UNKNOWN_VALUE' } as const]),
    ...futureMistakes(receivedAt, world.now(), 'receivedAt'),
  ];
  if (mistakes.length > 0) {
    await world.ledger.record([{ ...line, result: 'FAILED', reason: 'MISTAKES' }]);
    return refuse({ kind: 'MISTAKES', mistakes });
  }
  const id = world.newId();
  const row = { id, table, caseId, kind, receivedAt, takenInBy: caller.person };
  await world.ledger.commit({
    guards: [],
    changes: [{ put: 'rightsRequest', row }],
    lines: [{ ...line, objectKind: 'rights-request', object: id, caseId }],
    ...onceFor(caller, { id }),
  });
  return done({ id });
}

/** The privacy officer has these requests; Veilig Thuis takes them in with whatever else comes in there. */
export function askForRequests(actor: Actor, table: TableId): Permission {
  const own = askTable(actor, 'WRITE', 'rightsRequests', table);
  return own.kind === 'ALLOWED' ? own : askTable(actor, 'WRITE', 'adviceRequest', table);
}
