import { settledValue, type Owner, type Register } from '@overlegtafel/domain';
import type { ActionStanding } from '#lib/case-sheet/actions/standing.ts';
import type { ItemAnswer } from '../table-answers.ts';

type Answered = Pick<ItemAnswer['owner'], 'acceptance' | 'hold'>;
type Acceptance = Answered['acceptance'];

interface Names {
  readonly ownerName: (owner: Owner) => string;
  readonly personName: (id: string) => string;
}

/** How somebody who was named answered, for the line under what they were given. */
export function standingOf(
  register: Register<Owner>,
  answered: Answered | undefined,
  { ownerName, personName }: Names,
): ActionStanding {
  const owner = settledValue(register);
  if (owner === undefined) return { kind: 'NONE' };
  const name = ownerName(owner);
  const { acceptance = { kind: 'NONE' as const }, hold } = answered ?? {};
  if (acceptance.kind !== 'ACCEPTED' && hold?.stands === true)
    return { kind: 'HELD', holder: personName(hold.holder), name };
  return answerWords(acceptance, name, personName);
}

function answerWords(
  acceptance: Acceptance,
  name: string,
  personName: Names['personName'],
): ActionStanding {
  switch (acceptance.kind) {
    case 'ACCEPTED':
      return { kind: 'ACCEPTED', isOld: !acceptance.stands };
    case 'ACCEPTED_ON_BEHALF':
      return acceptance.stands
        ? { kind: 'ON_BEHALF', by: personName(acceptance.by), name }
        : { kind: 'WAITING', name };
    case 'DECLINED':
      return { kind: 'DECLINED', name: personName(acceptance.by), reason: acceptance.reason };
    case 'NONE':
      return { kind: 'WAITING', name };
  }
}
