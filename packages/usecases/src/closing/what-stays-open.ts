import {
  type Attendance,
  type ItemCard,
  keyOf,
  leftOpen,
  type LocalDate,
  type OpenAction,
  type OpenDissent,
  type OpenThing,
  ownEnding,
  type Owner,
  type Seen,
  settledValue,
} from '@overlegtafel/domain';
import type { OpenThingRow } from '../ports/rows.ts';
import type { MeetingItem } from '../scene/meeting-items.ts';
import type { MeetingScene } from '../scene/meeting-scene.ts';

/**
 * MC60: what stands in the books after a meeting, as rows: everything that its items leave open, and everything of
 * earlier tables that was open for the same cases and has ended or goes on in this meeting's items.
 */
export function booksAfter(
  scene: MeetingScene,
  before: readonly OpenThingRow[],
): readonly OpenThingRow[] {
  const { attendance } = scene;
  return scene.items.flatMap((one) => {
    const left = rowsLeftOpen(one, attendance);
    return [...left, ...endedBy(one, left, before)];
  });
}

function rowsLeftOpen(one: MeetingItem, attendance: Attendance): readonly OpenThingRow[] {
  const { card, item, standing } = one;
  if (!card) return [];
  const { firstOnAgenda, timesPostponed } = item;
  const history = { firstOnAgenda, timesPostponed, outcomes: standing.outcomes };
  return leftOpen(card, history, attendance).map((thing) => ({
    key: keyOf(thing),
    table: item.table,
    caseId: item.caseId,
    item: item.id,
    thing,
    ...told(thing, card),
    isEnded: ownEnding(thing) !== undefined,
  }));
}

type Told = Pick<OpenThingRow, 'words'> & {
  owner?: Owner;
  dueOn?: LocalDate;
  seen?: Seen;
};

/** What people read of a thing, and what they name when they answer. */
function told(thing: OpenThing, card: ItemCard): Told {
  switch (thing.kind) {
    case 'ACTION':
      return toldOfAction(thing, card);
    case 'DISSENT':
      return toldOfDissent(thing, card);
    case 'ITEM':
    case 'MONITORING':
      return toldOfCase(thing, card);
  }
}

function toldOfAction({ action: id, dueDate }: OpenAction, { actions }: ItemCard): Told {
  const action = actions.find((one) => one.id === id);
  if (!action) return { words: '' };
  const owner = settledValue(action.owner);
  return {
    words: settledValue(action.words) ?? '',
    ...(owner ? { owner } : {}),
    ...(dueDate === undefined ? {} : { dueOn: dueDate }),
    seen: action.seen,
  };
}

function toldOfDissent({ dissent: id, revisitOn }: OpenDissent, { dissents }: ItemCard): Told {
  const dissent = dissents.find((one) => one.id === id);
  return {
    words: dissent?.words ?? '',
    ...(dissent ? { owner: { kind: 'PERSON', person: dissent.by } } : {}),
    ...(revisitOn === undefined ? {} : { dueOn: revisitOn }),
  };
}

function toldOfCase(thing: OpenThing, card: ItemCard): Told {
  const owner = settledValue(card.owner);
  const checkOn =
    thing.kind === 'ITEM' && thing.standing.kind === 'DEFERRED'
      ? thing.standing.checkOn
      : undefined;
  return {
    words: '',
    seen: card.ownerSeen,
    ...(owner ? { owner } : {}),
    ...(checkOn === undefined ? {} : { dueOn: checkOn }),
  };
}

/**
 * MC61: what ended for a case because the table decided about it now. An earlier item goes on in this one, or is
 * decided with it; a check that found violence ends with a decision that is final. Nothing else ends by itself: an
 * action ends when it is done, a dissent when whoever disagreed says so.
 */
function endedBy(
  { item, card }: MeetingItem,
  left: readonly OpenThingRow[],
  before: readonly OpenThingRow[],
): readonly OpenThingRow[] {
  const isHandedOver = card !== undefined && settledValue(card.decisionKind) === 'HANDOVER';
  const isFinal = !left.some(
    ({ thing, isEnded }) =>
      thing.kind === 'ITEM' &&
      !isEnded &&
      // Decided, and only its owner still has to answer.
      (isHandedOver || thing.standing.kind !== 'HANDOVER'),
  );
  return before
    .filter(({ caseId, isEnded }) => caseId === item.caseId && !isEnded)
    .filter(
      ({ thing }) =>
        (thing.kind === 'ITEM' && thing.item !== item.id) ||
        (thing.kind === 'MONITORING' && thing.moment.outcome !== undefined && isFinal),
    )
    .map((row) => ({ ...row, isEnded: true }));
}
