import { settledValue, type Owner, type Register } from '@overlegtafel/domain';
import type { ActionStanding } from '#lib/case-sheet/actions/standing.ts';
import type { ItemAnswer } from '../table-answers.ts';

type Answered = Pick<ItemAnswer['owner'], 'acceptance' | 'hold'>;

/** How somebody who was named answered, for the line under what they were given. */
export function standingOf(
  register: Register<Owner>,
  answered: Answered | undefined,
  {
    ownerName,
    personName,
  }: {
    readonly ownerName: (owner: Owner) => string;
    readonly personName: (id: string) => string;
  },
): ActionStanding {
  const owner = settledValue(register);
  if (owner === undefined) return { kind: 'NONE' };
  const name = ownerName(owner);
  const acceptance = answered?.acceptance ?? { kind: 'NONE' };
  const hold = answered?.hold;
  if (acceptance.kind === 'ACCEPTED') return { kind: 'ACCEPTED', isOld: !acceptance.stands };
  if (hold?.stands) return { kind: 'HELD', holder: personName(hold.holder), name };
  if (acceptance.kind === 'DECLINED')
    return { kind: 'DECLINED', name: personName(acceptance.by), reason: acceptance.reason };
  return { kind: 'WAITING', name };
}
