import { apiPaths } from '@overlegtafel/protocol/api-paths';
import type { ItemTarget } from '../commands/do-to-item.ts';
import { itemCalls, type ItemCallName } from '../commands/item-calls.ts';
import { askItem, type ItemScene } from '../scene/item-scene.ts';

const callNames = Object.keys(itemCalls).filter((name): name is ItemCallName =>
  Object.hasOwn(itemCalls, name),
);

/** The calls about this item that somebody may give now, asked of the same rights as the commands ask. */
export function mayDo(scene: ItemScene): readonly string[] {
  const reads = askItem(scene, 'READ', 'reporterIdentity').kind === 'ALLOWED';
  return [
    ...callNames.filter((name) =>
      targetsOf(name, scene).some((target) => fits(name, scene, target)),
    ),
    ...(reads && scene.report ? ['reporterIdentity'] : []),
  ];
}

function fits(name: ItemCallName, scene: ItemScene, target: ItemTarget): boolean {
  const { ask, meeting, hindrance, isOffered } = itemCalls[name].command;
  return (
    isOffered?.(scene) !== false &&
    meeting.includes(scene.meeting.state.kind) &&
    ask(scene, target)?.kind === 'ALLOWED' &&
    hindrance?.(scene, target) === undefined
  );
}

/** What a call can be about: the item, or each of its actions or dissents. */
function targetsOf(name: ItemCallName, scene: ItemScene): readonly ItemTarget[] {
  const { path } = apiPaths[name];
  if (path.includes('{action}')) return scene.card.actions.map(({ id }) => ({ action: id }));
  if (path.includes('{person}'))
    return scene.deeds.flatMap(({ by, content }) => [
      { person: 'person' in content ? content.person : by },
    ]);
  if (!path.includes('{dissent}')) return [{}];
  const earlier = scene.caseThings.flatMap(({ thing }) =>
    thing.kind === 'DISSENT' ? [thing.dissent] : [],
  );
  return [...scene.standing.dissents.map(({ id }) => id), ...earlier].map((dissent) => ({
    dissent,
  }));
}
