import { type DissentId, type Owner, readId } from '@overlegtafel/domain';
import { askItem, type ItemScene } from '../scene/item-scene.ts';
import { beforeClosing, doing, itemCall, type ItemTarget, not } from './do-to-item.ts';
import { nothingElse } from './words-or-none.ts';

/** Who disagreed says that it is over. Nobody says that for somebody else. */
export const settleDissent = itemCall<undefined>({
  event: 'settle-dissent',
  field: 'dissent',
  ask: (scene, target) => {
    const found = find(scene, target);
    return found && askItem(scene, 'WRITE', 'dissent', found.of);
  },
  meeting: beforeClosing,
  hindrance: (scene, target) => (find(scene, target)?.isSettled ? 'ALREADY_SETTLED' : undefined),
  read: nothingElse,
  decide: ({ scene, target }) => {
    const found = find(scene, target);
    if (!found) return not({ kind: 'NOT_THERE' });
    const row = scene.caseThings.find(({ key }) => key === `DISSENT:${found.id}`);
    const changes = row ? [{ put: 'openThing', row: { ...row, isEnded: true } } as const] : [];
    return doing([{ kind: 'DISSENT_SETTLED', dissent: found.id }], { changes });
  },
});

interface Found {
  readonly id: DissentId;
  readonly of: Owner;
  readonly isSettled: boolean;
}

/** A dissent of this item, or one of an earlier table about the same case. */
function find(scene: ItemScene, { dissent }: ItemTarget): Found | undefined {
  const id = readId('DissentId', dissent, 'dissent');
  return id.ok ? (ofThisItem(scene, id.value) ?? ofEarlierTable(scene, id.value)) : undefined;
}

function ofThisItem({ standing }: ItemScene, id: DissentId): Found | undefined {
  const known = standing.dissents.find((one) => one.id === id);
  if (!known) return undefined;
  const isSettled = standing.settledDissents.has(id);
  return { id, of: { kind: 'PERSON', person: known.by }, isSettled };
}

function ofEarlierTable({ caseThings }: ItemScene, id: DissentId): Found | undefined {
  const row = caseThings.find(({ key }) => key === `DISSENT:${id}`);
  return row?.owner && { id, of: row.owner, isSettled: row.isEnded };
}
