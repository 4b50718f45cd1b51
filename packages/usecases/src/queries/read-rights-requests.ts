import type { TableId } from '@overlegtafel/domain';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import { requestView } from '../answers/request-view.ts';
import { refusalFor } from '../commands/do-to-meeting.ts';
import { askForRequests } from '../commands/take-in-request.ts';
import { done, type Outcome, refuse } from '../outcome/outcome.ts';
import { actorOf } from '../scene/actor-of.ts';
import { sitsAt } from '../scene/ask-table.ts';
import type { Caller, World } from '../world.ts';
import { recordReading } from './record-reading.ts';

/** RN49: what people asked about their own data and nobody answered yet, oldest first, each with its term. */
export async function readRightsRequests(
  { table }: { readonly table: TableId },
  caller: Caller,
  world: World,
): Promise<Outcome<ApiAnswer<'rightsRequests'>>> {
  const actor = await actorOf(caller.person, world);
  const permission = askForRequests(actor, table);
  const open = permission.kind === 'ALLOWED' ? await world.stores.openRightsRequests(table) : [];
  const subject = {
    action: 'R',
    event: 'read-rights-requests',
    objectKind: 'table',
    object: table,
    about: { table },
  } as const;
  const cases = open.map(({ caseId }) => ({ table, caseId, permission }));
  await recordReading(subject, { permission, cases }, caller, world);
  if (permission.kind === 'REFUSED') return refuse(refusalFor(permission, sitsAt(actor, table)));
  return done({
    destructionWaits: world.destructionWaits?.() ?? false,
    requests: open.map((row) => ({
      ...requestView(row, world.now()),
      caseId: row.caseId,
      ...(row.takenInBy === undefined ? {} : { takenInBy: row.takenInBy }),
    })),
  });
}
