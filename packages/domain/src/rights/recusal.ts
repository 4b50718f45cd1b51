import type { CaseId, TableId } from '../model/ids.ts';
import { type Actor, activeMemberships } from './actor.ts';
import type { Permission } from './may.ts';

/**
 * Whether somebody may come back to a case from which they stepped out: only they themselves, while they have a place
 * at its table. It gives nothing of its own: from then on the other rights say what they see.
 */
export function mayComeBack(
  actor: Actor,
  { caseId, table }: { readonly caseId: CaseId; readonly table: TableId },
): Permission {
  if (!actor.recusedFrom.includes(caseId)) return { kind: 'REFUSED', reason: 'OUT_OF_SCOPE' };
  const place = activeMemberships(actor).find(
    (membership) => membership.table === undefined || membership.table === table,
  );
  if (!place) return { kind: 'REFUSED', reason: 'NO_MEMBERSHIP' };
  return { kind: 'ALLOWED', ground: { kind: 'ROLE', role: place.role, scope: 'OWN_TABLE' } };
}
