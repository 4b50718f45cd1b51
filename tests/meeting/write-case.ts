import { createAction, createCondition, writeItemRegister } from '@overlegtafel/documents';
import {
  type ActionId,
  type Ids,
  idFromBytes,
  type Owner,
  readId,
  addDays,
  localDate,
} from '@overlegtafel/domain';
import { randomBytes } from 'node:crypto';
import * as Y from 'yjs';
import type { CasePlan, PlannedAction } from './case-plan.ts';

/** An action that stands in a document, with who has it. */
interface WrittenAction {
  readonly id: ActionId;
  readonly owner: string;
  readonly dueDate: string;
}

/** Actions by their words. */
export type WrittenActions = ReadonlyMap<string, WrittenAction>;

export function idOfAction(actions: WrittenActions | undefined, words: string): ActionId {
  const found = actions?.get(words);
  if (!found) throw new Error(`no action '${words}'`);
  return found.id;
}

/** Writes everything of a plan that belongs in the document; gives the actions by their words. */
export function writeCase(
  doc: Y.Doc,
  plan: CasePlan,
  about: { readonly today: string; readonly children: readonly string[] },
): WrittenActions {
  writeParagraph(doc, 'facts', 'Besproken aan tafel.');
  writeParagraph(doc, 'decisionText', plan.words);
  writeItemRegister(doc, 'safeNow', 'WITH_CONDITIONS');
  writeItemRegister(doc, 'priority', plan.visit ? 'ACT_NOW' : 'THIS_WEEK');
  writeItemRegister(doc, 'visitThisWeek', plan.visit ?? false);
  writeItemRegister(doc, 'riskFactors', plan.risks);
  writeItemRegister(doc, 'decisionKind', plan.decision);
  writeItemRegister(doc, 'owner', ownedBy(plan.owner));
  if (plan.alarm) {
    const [signal, caller, callee] = plan.alarm;
    const alarm = { signal, caller, callee };
    createCondition(doc, newId('ConditionId'), { words: 'Wie waar aan de bel trekt', alarm });
  }
  const feedback = { purpose: 'FEEDBACK', words: 'Melder bellen', owner: 'vt-worker' } as const;
  const actions = [...plan.actions, { ...feedback, dueInDays: 2 }];
  return new Map(actions.map((one) => [one.words, writeAction(doc, one, about)]));
}

function writeAction(
  doc: Y.Doc,
  { purpose = 'CARE', words, owner, dueInDays, forChildren = false }: PlannedAction,
  { today, children }: { readonly today: string; readonly children: readonly string[] },
): WrittenAction {
  const id = newId('ActionId');
  const dueDate = localDate(later(today, dueInDays));
  createAction(doc, id, {
    purpose,
    words,
    owner: ownedBy(owner),
    dueDate,
    phase: 'DIRECT_SAFETY',
    forWhom:
      forChildren && children.length > 0
        ? { kind: 'PERSONS', persons: children.map((one) => idOf('InvolvedId', one)) }
        : { kind: 'CASE' },
  });
  return { id, owner, dueDate };
}

/** The day so many days later. */
export function later(day: string, days: number): string {
  return addDays(localDate(day), days);
}

export function ownedBy(person: string): Owner {
  return { kind: 'PERSON', person: idOf('PersonId', person) };
}

/** Puts words in the first paragraph, which is there from the start. */
export function writeParagraph(doc: Y.Doc, field: string, words: string): void {
  const paragraph = doc.getXmlFragment(field).get(0);
  const run = paragraph instanceof Y.XmlElement ? paragraph.get(0) : undefined;
  if (!(run instanceof Y.XmlText)) throw new Error(`${field} has no first paragraph`);
  run.insert(run.length, words);
}

export function idOf<K extends keyof Ids>(kind: K, text: string): Ids[K] {
  const read = readId(kind, text, kind);
  if (!read.ok) throw new Error(`'${text}' is no ${kind}`);
  return read.value;
}

function newId<K extends keyof Ids>(kind: K): Ids[K] {
  return idFromBytes(kind, randomBytes(17));
}
