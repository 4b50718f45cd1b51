import {
  type ActionOutcome,
  addDays,
  type AgendaEntry,
  type Ending,
  type EndingKind,
  instant,
  type Instant,
  keyOf,
  type OpenAction,
  type OpenThing,
} from '@overlegtafel/domain';
import type { Random } from '../seeded-random.ts';
import type { Manner, Moment } from './week-cards.ts';
import { chair, debtAdviser, hash, id, localTeam } from './world.ts';

/** What becomes of a thing between two meetings: owners answer, or keep silent; people do what they promised, or not. */
export function duringTheWeek(thing: OpenThing, at: Instant, random: Random): OpenThing {
  if (thing.kind === 'ACTION')
    return { ...thing, ...answered(thing, at, random), outcome: told(thing, at, random) };
  if (thing.kind !== 'ITEM' || thing.standing.kind !== 'HANDOVER') return thing;
  const { handover } = thing.standing;
  if (handover.answer.kind !== 'NONE' || random.chance(0.3)) return thing;
  const answer = random.chance(0.8)
    ? ({ kind: 'RECEIVED', by: debtAdviser, at } as const)
    : ({ kind: 'REFUSED', by: debtAdviser, at, reason: 'wachtlijst' } as const);
  return { ...thing, standing: { kind: 'HANDOVER', handover: { ...handover, answer } } };
}

function answered({ acceptance }: OpenAction, at: Instant, random: Random) {
  if (acceptance.kind !== 'NONE') return {};
  const turn = random.next();
  if (turn < 0.6)
    return { acceptance: { kind: 'ACCEPTED', by: debtAdviser, at, seen: hash('x') } } as const;
  if (turn > 0.8) return {};
  return { acceptance: { kind: 'DECLINED', by: debtAdviser, at, reason: 'geen tijd' } } as const;
}

function told({ outcome }: OpenAction, at: Instant, random: Random): ActionOutcome {
  if (outcome.kind !== 'NONE') return outcome;
  const turn = random.next();
  const by = localTeam;
  if (turn < 0.5) return { kind: 'DONE', by, at };
  if (turn < 0.6) return { kind: 'NOT_DONE', reason: 'NO_CAPACITY', words: 'geen plek', by, at };
  return outcome;
}

/** What the table does with something of last week: it ends by name, or goes on with a new day. */
export interface Handled {
  readonly goesOn: readonly OpenThing[];
  readonly endings: readonly Ending[];
}

export function followUp(
  { thing, reason }: AgendaEntry,
  moment: Moment,
  random: Random,
  { isFinal }: Manner,
): Handled {
  const end = (ending: EndingKind, ...more: OpenThing[]): Handled => ({
    goesOn: [thing, ...more],
    endings: [{ thing: keyOf(thing), ending, by: chair, at: moment.at }],
  });
  if (thing.kind === 'DISSENT') {
    if (isFinal || random.chance(0.6)) return end({ kind: 'SETTLED' });
    return { goesOn: [{ ...thing, revisitOn: addDays(moment.day, 7) }], endings: [] };
  }
  if (thing.kind !== 'ACTION') return { goesOn: [thing], endings: [] };
  if (isFinal || random.chance(0.1)) return end({ kind: 'STOPPED', reason: 'het gezin verhuisde' });
  if (reason === 'ACTION_LATE' || reason === 'ACTION_OPEN' || reason === 'ACTION_MORE_TIME')
    return { goesOn: [moreTime(thing, moment)], endings: [] };
  const replacement = replacementOf(thing, moment);
  return end({ kind: 'REPLACED', action: replacement.action }, replacement);
}

function moreTime(thing: OpenAction, { at, day }: Moment): OpenAction {
  const until = addDays(day, 7);
  const outcome = { kind: 'MORE_TIME', until, words: 'x', agreed: true, by: chair, at } as const;
  return { ...thing, outcome: { ...outcome, at: instant(at) } };
}

/** Somebody who is there takes it over, in an action of its own. */
function replacementOf(thing: OpenAction, { at, day }: Moment): OpenAction {
  const { hold: _, ...rest } = thing;
  return {
    ...rest,
    action: id(
      'ActionId',
      `r${hash(`${thing.action}${day}`).slice(0, 15)}`.replaceAll(/[^a-z0-9]/g, ''),
    ),
    dueDate: addDays(day, 7),
    acceptance: { kind: 'ACCEPTED', by: localTeam, at, seen: hash('x') },
    outcome: { kind: 'NONE' },
  };
}
