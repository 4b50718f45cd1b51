import { type ItemFacts, type Owner, settledValue } from '@overlegtafel/domain';
import type { ItemReading } from '@overlegtafel/documents';
import type { ItemDeed } from '../deeds/deed.ts';
import type { CaseRow, ItemRow } from '../ports/rows.ts';
import type { ItemStanding } from './item-standing.ts';

/**
 * What rights need to know about an item. Whoever is named as owner of the case or of an action has a task in it, also
 * before they answered; so has whoever was invited to it, until it closes.
 */
export function itemFacts(parts: {
  readonly item: ItemRow;
  readonly household: CaseRow;
  readonly reading: ItemReading | undefined;
  readonly standing: ItemStanding;
  readonly deeds: readonly ItemDeed[];
}): ItemFacts {
  const { item, household, reading, standing, deeds } = parts;
  const { municipality } = household;
  const live = (reading?.actions ?? []).filter(({ withdrawn }) => !settledValue(withdrawn));
  const actionOwners = live.flatMap(({ owner }) => valuesOf(owner));
  const open = live.filter(({ id }) => standing.outcomes.get(id)?.kind !== 'DONE');
  return {
    id: item.id,
    caseId: item.caseId,
    state: item.state,
    signal: item.signal,
    ...(municipality === undefined ? {} : { municipality }),
    tasks: [
      ...(reading ? valuesOf(reading.registers.owner) : []),
      ...actionOwners,
      ...holders(standing),
      ...(item.state === 'CLOSED' ? [] : deeds.flatMap(invited)),
    ],
    openActions: open.flatMap(({ owner }) => valuesOf(owner)),
  };
}

/** The owner, or each of the values of a disputed one: neither may be shut out by the dispute. */
export function valuesOf(register: ItemReading['registers']['owner']): readonly Owner[] {
  if (register.kind === 'VALUE') return [register.value];
  return register.kind === 'CONFLICT' ? register.values : [];
}

function holders({ owner, actions }: ItemStanding): readonly Owner[] {
  return [owner, ...actions.values()].flatMap(({ hold }) =>
    hold ? [{ kind: 'PERSON', person: hold.holder }] : [],
  );
}

function invited({ content }: ItemDeed): readonly Owner[] {
  return content.kind === 'INVITED' ? [{ kind: 'PERSON', person: content.person }] : [];
}
