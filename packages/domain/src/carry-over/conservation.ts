import { endingMistake, ownEnding, type Ending } from './endings.ts';
import type { NextAgenda } from './next-agenda.ts';
import { keyOf, type OpenThing, type ThingKey } from './open-things.ts';

/** Something of last week that is not where it should be. */
export interface Orphan {
  readonly thing: ThingKey;
  /** LOST: nowhere. TWICE: in more than one place. ENDED_BY_NOTHING: the ending does not count. */
  readonly kind: 'LOST' | 'TWICE' | 'ENDED_BY_NOTHING';
}

/**
 * The proof that nothing fell off: every open thing of last week is on the agenda, waits for a day, or ended by an
 * ending that counts; exactly one of these. Written apart from nextAgenda, and returns what breaks it.
 */
export function orphansOf(before: readonly OpenThing[], agenda: NextAgenda): readonly Orphan[] {
  const places = new Map<ThingKey, number>();
  const kept = [...agenda.followUp, ...agenda.items, ...agenda.later];
  for (const { thing } of [...kept, ...agenda.ended])
    places.set(keyOf(thing), (places.get(keyOf(thing)) ?? 0) + 1);
  const ended = new Map(agenda.ended.map(({ thing, ending }) => [keyOf(thing), ending]));
  return before.flatMap((thing) => {
    const kind = breach(thing, places.get(keyOf(thing)) ?? 0, ended.get(keyOf(thing)));
    return kind ? [{ thing: keyOf(thing), kind }] : [];
  });
}

function breach(thing: OpenThing, places: number, ending?: Ending): Orphan['kind'] | undefined {
  if (places === 0) return 'LOST';
  if (places > 1) return 'TWICE';
  if (!ending || ownEnding(thing)) return undefined;
  return ending.thing !== keyOf(thing) || endingMistake(thing, ending.ending)
    ? 'ENDED_BY_NOTHING'
    : undefined;
}
