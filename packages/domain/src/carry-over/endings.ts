import { hasWords } from '../parsing/outside-text.ts';
import type { ActionId, PersonId } from '../model/ids.ts';
import type { Instant } from '../model/time.ts';
import { type DecisionKind, decisionKinds } from '../model/vocabulary.ts';
import { keyOf, type OpenAction, type OpenThing, type ThingKey } from './open-things.ts';

/** How something ends. Each kind is a decision that somebody took, with a name under it. */
export type EndingKind =
  /** The table decided. A deferral is no ending, and a handover ends only with its receipt. */
  | { readonly kind: 'DECIDED'; readonly decision: DecisionKind }
  | {
      readonly kind: 'HANDED_OVER';
      readonly receipt: { readonly by: PersonId; readonly at: Instant };
    }
  | { readonly kind: 'DONE' }
  /** Another action takes its place. */
  | { readonly kind: 'REPLACED'; readonly action: ActionId }
  /** Who disagreed says that the disagreement is over. */
  | { readonly kind: 'SETTLED' }
  /** The check was done and the violence has stopped. */
  | { readonly kind: 'SAFE' }
  /** The table stops with it, and says why. */
  | { readonly kind: 'STOPPED'; readonly reason: string };

export interface Ending {
  readonly thing: ThingKey;
  readonly ending: EndingKind;
  readonly by: PersonId;
  readonly at: Instant;
}

/** Why an ending does not count. The thing then stays open. */
export type EndingMistake =
  'UNKNOWN_THING' | 'NOT_AN_ENDING' | 'REASON_MISSING' | 'RECEIPT_MISSING' | 'NOT_STOPPED';

/** What each kind of thing can end with. STOPPED is always possible, with a reason. */
const possible: Readonly<Record<OpenThing['kind'], readonly EndingKind['kind'][]>> = {
  ITEM: ['DECIDED', 'HANDED_OVER', 'STOPPED'],
  ACTION: ['DONE', 'REPLACED', 'STOPPED'],
  DISSENT: ['SETTLED', 'STOPPED'],
  MONITORING: ['SAFE', 'DECIDED', 'STOPPED'],
};

/** Why this ending does not end this thing, or nothing when it does. */
export function endingMistake(thing: OpenThing, ending: EndingKind): EndingMistake | undefined {
  if (!possible[thing.kind].includes(ending.kind)) return 'NOT_AN_ENDING';
  if (ending.kind === 'STOPPED') return hasWords(ending.reason) ? undefined : 'REASON_MISSING';
  if (ending.kind === 'DECIDED') return decisionMistake(ending.decision);
  if (ending.kind === 'SAFE') return hasStopped(thing) ? undefined : 'NOT_STOPPED';
  const replacesItself = ending.kind === 'REPLACED' && keyOf(thing) === `ACTION:${ending.action}`;
  return replacesItself ? 'NOT_AN_ENDING' : undefined;
}

function hasStopped(thing: OpenThing): boolean {
  return thing.kind === 'MONITORING' && thing.moment.outcome?.violenceStopped === 'YES';
}

function decisionMistake(decision: DecisionKind): EndingMistake | undefined {
  if (decision === 'HANDOVER') return 'RECEIPT_MISSING';
  return decision === 'DEFERRAL' || !decisionKinds.includes(decision) ? 'NOT_AN_ENDING' : undefined;
}

/** The ending that a thing carries in itself: done, stopped, received, or checked and safe. */
export function ownEnding(thing: OpenThing): Ending | undefined {
  switch (thing.kind) {
    case 'ACTION':
      return actionEnding(thing);
    case 'MONITORING': {
      const { outcome } = thing.moment;
      if (outcome?.violenceStopped !== 'YES') return undefined;
      return endedBy(thing, { kind: 'SAFE' }, outcome);
    }
    case 'ITEM': {
      if (thing.standing.kind !== 'HANDOVER') return undefined;
      const { answer } = thing.standing.handover;
      if (answer.kind !== 'RECEIVED') return undefined;
      const receipt = { by: answer.by, at: answer.at };
      return endedBy(thing, { kind: 'HANDED_OVER', receipt }, answer);
    }
    case 'DISSENT':
      return undefined;
  }
}

function actionEnding(action: OpenAction): Ending | undefined {
  const { outcome } = action;
  if (outcome.kind === 'DONE') return endedBy(action, { kind: 'DONE' }, outcome);
  if (outcome.kind !== 'STOPPED') return undefined;
  return endedBy(action, { kind: 'STOPPED', reason: outcome.reason }, outcome);
}

function endedBy(
  thing: OpenThing,
  ending: EndingKind,
  { by, at }: { readonly by: PersonId; readonly at: Instant },
): Ending {
  return { thing: keyOf(thing), ending, by, at };
}
