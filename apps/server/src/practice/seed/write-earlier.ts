import { createAction, createCondition, writeItemRegister } from '@overlegtafel/documents';
import {
  type ActionId,
  type ItemId,
  type Owner,
  readId,
  type Beneficiary,
  type HouseholdPerson,
  type Ids,
} from '@overlegtafel/domain';
import { itemRoom } from '@overlegtafel/protocol';
import * as Y from 'yjs';
import type { EarlierAction, EarlierCase } from '../week/earlier-case.ts';
import type { PracticeDays } from './practice-days.ts';
import { type PracticeStage, practicePersonId } from './practice-stage.ts';

const told = ['facts', 'worries', 'strengths', 'childVoice'] as const;

/** An action as it was written, with who has it. */
export interface WrittenAction {
  readonly id: ActionId;
  readonly of: EarlierAction;
}

/** What is written about a case is written in the room of this item, about these people. */
export interface WritingPlace {
  readonly item: ItemId;
  readonly household: readonly HouseholdPerson[];
  readonly days: PracticeDays;
}

/** Writes down what a table said and agreed about a case: everything that the closing gate asks of its document. */
export function writeEarlier(
  one: EarlierCase,
  place: WritingPlace,
  stage: PracticeStage,
): readonly WrittenAction[] {
  const room = itemRoom(place.item);
  const by = (id: string) => ({ person: practicePersonId(id), atMs: stage.now });
  stage.rooms.write(room, by('secretary'), [...told, 'decisionText'], (doc) => {
    for (const field of told) writeLines(doc, field, one[field]);
    writeLines(doc, 'decisionText', [one.decision.words]);
  });
  const fields = [...Object.keys(one.registers), 'decisionKind', 'owner'];
  stage.rooms.write(room, by('chair'), fields, (doc) => writeRegisters(doc, one));
  const actions = one.actions.map((of) => ({ id: newId('ActionId', stage), of }));
  stage.rooms.write(room, by('vt-worker'), ['actions', 'conditions'], (doc) => {
    for (const { id, of } of actions) createAction(doc, id, newAction(of, one, place));
    createCondition(doc, newId('ConditionId', stage), one.condition);
  });
  return actions;
}

function writeRegisters(doc: Y.Doc, { registers, decision, owner }: EarlierCase): void {
  writeItemRegister(doc, 'safeNow', registers.safeNow);
  writeItemRegister(doc, 'priority', registers.priority);
  writeItemRegister(doc, 'visitThisWeek', registers.visitThisWeek);
  writeItemRegister(doc, 'riskFactors', registers.riskFactors);
  writeItemRegister(doc, 'violenceProfile', registers.violenceProfile);
  writeItemRegister(doc, 'decisionKind', decision.kind);
  writeItemRegister(doc, 'owner', ownedBy(owner));
}

function newAction(of: EarlierAction, { household }: EarlierCase, place: WritingPlace) {
  const { purpose = 'CARE', words, owner, dueDaysBefore, phase, forWhom } = of;
  const keys = household.map(({ key }) => key);
  const persons = (forWhom ?? []).map((key) => personAt(place.household, keys.indexOf(key)));
  const whom: Beneficiary = forWhom ? { kind: 'PERSONS', persons } : { kind: 'CASE' };
  const dueDate = place.days.before(dueDaysBefore);
  return { purpose, words, owner: ownedBy(owner), dueDate, phase, forWhom: whom };
}

/** Households are taken in as they are listed. */
function personAt(household: readonly HouseholdPerson[], place: number) {
  const found = household[place];
  if (!found) throw new Error('an action of the practice week is for nobody of its household');
  return found.id;
}

function ownedBy(id: string): Owner {
  return { kind: 'PERSON', person: practicePersonId(id) };
}

/** The first paragraph is there already, with an empty run of text in it. */
function writeLines(doc: Y.Doc, field: string, [first = '', ...rest]: readonly string[]): void {
  const fragment = doc.getXmlFragment(field);
  const paragraph = fragment.get(0);
  const run = paragraph instanceof Y.XmlElement ? paragraph.get(0) : undefined;
  if (run instanceof Y.XmlText) run.insert(0, first);
  const more = rest.map((line) => {
    const added = new Y.XmlElement('paragraph');
    added.insert(0, [new Y.XmlText(line)]);
    return added;
  });
  if (more.length > 0) fragment.insert(fragment.length, more);
}

function newId<K extends keyof Ids>(kind: K, { world }: PracticeStage): Ids[K] {
  const read = readId(kind, world.newId(), kind);
  if (!read.ok) throw new Error(`no ${kind} could be made`);
  return read.value;
}
