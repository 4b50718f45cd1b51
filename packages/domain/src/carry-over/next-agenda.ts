import { compareText } from '../model/order.ts';
import type { Instant, LocalDate } from '../model/time.ts';
import { localDateOf } from '../terms/amsterdam.ts';
import {
  type CarryOverSettings,
  type CarryReason,
  defaultCarryOverSettings,
  followUpReasons,
  itemReasons,
  turnOf,
} from './carry-reasons.ts';
import { type Ending, endingMistake, type EndingMistake, ownEnding } from './endings.ts';
import { keyOf, type OpenThing, type ThingKey } from './open-things.ts';

/** Something on the next agenda, with why it is there and since when that is so. */
export interface AgendaEntry {
  readonly thing: OpenThing;
  readonly reason: CarryReason;
  readonly since: LocalDate;
}

/** Something that is open and is not asked about at this meeting; it always has the day on which it returns. */
export interface LaterEntry {
  readonly thing: OpenThing;
  readonly returnsOn: LocalDate;
}

/** Where everything that was open went. Nothing is in two places, and nothing is in none. */
export interface NextAgenda {
  /** What comes first: what became of last week. */
  readonly followUp: readonly AgendaEntry[];
  /** The items that are talked about after that. */
  readonly items: readonly AgendaEntry[];
  readonly later: readonly LaterEntry[];
  readonly ended: readonly { readonly thing: OpenThing; readonly ending: Ending }[];
  /** Endings that do not count, with why. What they meant to end is still open. */
  readonly refused: readonly { readonly ending: Ending; readonly mistake: EndingMistake }[];
}

/** What the table still owes, what was ended since, and when it meets. */
export interface LastWeek {
  readonly open: readonly OpenThing[];
  readonly endings: readonly Ending[];
  /** When the next meeting begins: silence and lateness are judged at that moment. */
  readonly meetingAt: Instant;
}

/**
 * What the next agenda starts with, and why. Every open thing is on it, waits for a day that is known, or ended by an
 * ending that counts. Throws OutsideCalendar only for a meeting outside 2020 to 2040.
 */
export function nextAgenda(
  { open, endings, meetingAt }: LastWeek,
  settings: CarryOverSettings = defaultCarryOverSettings,
): NextAgenda {
  const coming = { at: meetingAt, day: localDateOf(meetingAt), settings };
  const judged = judge(open, endings);
  const entries: AgendaEntry[] = [];
  const later: LaterEntry[] = [];
  const ended: { thing: OpenThing; ending: Ending }[] = [];
  for (const thing of open) {
    const ending = judged.counting.get(keyOf(thing)) ?? ownEnding(thing);
    if (ending) {
      ended.push({ thing, ending });
      continue;
    }
    const turn = turnOf(thing, coming);
    if (turn.kind === 'LATER') later.push({ thing, returnsOn: turn.returnsOn });
    else entries.push({ thing, reason: turn.reason, since: turn.since });
  }
  return {
    followUp: inOrder(entries, followUpReasons),
    items: inOrder(entries, itemReasons),
    later: later.sort((a, b) => compareText(a.returnsOn, b.returnsOn) || byKey(a, b)),
    ended,
    refused: judged.refused,
  };
}

function judge(open: readonly OpenThing[], endings: readonly Ending[]) {
  const things = new Map(open.map((thing) => [keyOf(thing), thing]));
  const counting = new Map<ThingKey, Ending>();
  const refused: { ending: Ending; mistake: EndingMistake }[] = [];
  for (const ending of endings) {
    const thing = things.get(ending.thing);
    const mistake = thing ? endingMistake(thing, ending.ending) : 'UNKNOWN_THING';
    if (mistake) refused.push({ ending, mistake });
    else if (!counting.has(ending.thing)) counting.set(ending.thing, ending);
  }
  return { counting, refused };
}

function inOrder(entries: readonly AgendaEntry[], reasons: readonly CarryReason[]): AgendaEntry[] {
  const rank = new Map(reasons.map((reason, place) => [reason, place]));
  return entries
    .flatMap((entry) => {
      const place = rank.get(entry.reason);
      return place === undefined ? [] : [{ entry, place }];
    })
    .sort(
      (a, b) =>
        a.place - b.place ||
        compareText(a.entry.since, b.entry.since) ||
        timesPostponed(b.entry.thing) - timesPostponed(a.entry.thing) ||
        byKey(a.entry, b.entry),
    )
    .map(({ entry }) => entry);
}

function timesPostponed(thing: OpenThing): number {
  return thing.kind === 'ITEM' ? thing.timesPostponed : 0;
}

function byKey(a: { readonly thing: OpenThing }, b: { readonly thing: OpenThing }): number {
  return compareText(keyOf(a.thing), keyOf(b.thing));
}
