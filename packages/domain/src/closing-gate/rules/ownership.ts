import type { Owner } from '../../model/card.ts';
import { settledValue } from '../../model/register.ts';
import { standingOf } from '../answer-standing.ts';
import type { Blocker } from '../blocker.ts';
import type { GateItem } from '../reading/read-item.ts';
import type { Attendance } from '../reading/read-table.ts';

/** CG20 to CG28: the case has an owner who said yes, or somebody at the table holds it until they do. */
export function ownerBlockers(item: GateItem, attendance: Attendance): readonly Blocker[] {
  const { bringingParty } = item;
  const at = { item: item.id, jumpTo: 'owner' };
  if (item.owner.kind === 'EMPTY')
    return [{ kind: 'OWNER_MISSING', ...at, ...(bringingParty ? { bringingParty } : {}) }];
  const owner = settledValue(item.owner);
  return owner === undefined ? [] : answerBlockers(item, owner, attendance);
}

function answerBlockers(item: GateItem, owner: Owner, attendance: Attendance): readonly Blocker[] {
  const { ownerAcceptance: acceptance, ownerSeen: seen, ownerHold: hold } = item;
  const standing = standingOf({ owner, acceptance, seen, ...(hold ? { hold } : {}) }, attendance);
  const at = { item: item.id, jumpTo: 'owner' };
  switch (standing.kind) {
    case 'YES':
    case 'HELD':
      return [];
    case 'NOT_ACCEPTED':
      return [{ kind: 'OWNER_NOT_ACCEPTED', owner, ...at }];
    case 'CHANGED':
      return [{ kind: 'OWNER_CHANGED', owner, saidBy: standing.saidBy, ...at }];
    case 'DECLINED':
      return [{ kind: 'OWNER_DECLINED', owner, saidBy: standing.saidBy, ...at }];
    case 'HOLDER_ABSENT':
      return [{ kind: 'OWNER_HOLDER_ABSENT', owner, holder: standing.holder, ...at }];
  }
}
