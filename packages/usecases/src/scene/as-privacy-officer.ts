import type { Actor, Permission, TableId, Verb } from '@overlegtafel/domain';
import { askTable } from './ask-table.ts';

export const refusedToAll: Permission = { kind: 'REFUSED', reason: 'OUT_OF_SCOPE' };

/** The auditor may export the log, and does not browse through what colleagues opened. */
export function asPrivacyOfficer(actor: Actor, verb: Verb, tables: readonly TableId[]): Permission {
  const [table] = tables;
  if (table === undefined) return refusedToAll;
  const permission = askTable(actor, verb, 'auditLog', table);
  if (permission.kind === 'REFUSED') return permission;
  const { ground } = permission;
  const isOfficer = ground.kind === 'ROLE' && ground.role === 'privacy-officer';
  return isOfficer ? permission : { kind: 'REFUSED', reason: 'NOT_FOR_ROLE' };
}
