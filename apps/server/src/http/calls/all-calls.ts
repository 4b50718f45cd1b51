import type { AuditWorld } from '@overlegtafel/usecases';
import type { BoundCall } from '../contract/bound-call.ts';
import { accountCalls, type AccountParts } from './account-calls.ts';
import { auditCalls } from './audit-calls.ts';
import { destructionCalls } from './destruction-calls.ts';
import { doorCalls, type DoorParts } from './door-calls.ts';
import { itemCalls } from './item-calls.ts';
import { meetingCalls } from './meeting-calls.ts';
import { recordCalls } from './record-calls.ts';
import { tableCalls } from './table-calls.ts';
import { identityCalls, type IdentityParts } from './identity-calls.ts';

export type CallParts = DoorParts &
  IdentityParts &
  Pick<AccountParts, 'issuer'> & { readonly world: AuditWorld };

/** Every call of the contract with who answers it. */
export function allCalls(parts: CallParts): readonly BoundCall[] {
  const { world } = parts;
  return [
    ...doorCalls(parts),
    ...identityCalls(parts),
    ...accountCalls(parts),
    ...destructionCalls(world),
    ...tableCalls(world),
    ...meetingCalls(world),
    ...itemCalls(world),
    ...recordCalls(world),
    ...auditCalls(world),
  ];
}
