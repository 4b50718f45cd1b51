import {
  readId,
  settledValue,
  type AlarmAgreement,
  type ConditionId,
  type Finding,
  type SafetyConditionCard,
} from '@overlegtafel/domain';
import type * as Y from 'yjs';
import { cardPath, createCard, type FoundCard } from '../register/card-map.ts';
import type { SurvivingEntry } from '../register/register.ts';
import { readAlarm, readBoolean, readWords } from '../register/value-readers.ts';
import {
  CardFields,
  cardEntries,
  clearCardField,
  readCards,
  writeCardField,
  type CardField,
  type CardReading,
  type CardShape,
} from './card-fields.ts';

/** What each field of a safety condition holds. */
export interface ConditionValues {
  readonly words: string;
  readonly alarm: AlarmAgreement;
  readonly withdrawn: boolean;
}
export type ConditionField = keyof ConditionValues;

/** A safety condition that is about to be made. */
export type NewCondition = Partial<Omit<ConditionValues, 'withdrawn'>>;

const shape: CardShape<ConditionValues> = {
  root: 'conditions',
  readers: { words: readWords, alarm: readAlarm, withdrawn: readBoolean },
};

/** Makes a safety condition whole, under a fresh id. */
export function createCondition(doc: Y.Doc, id: ConditionId, condition: NewCondition): void {
  const { words, alarm } = condition;
  createCard(doc.getMap(shape.root), id, {}, { words, alarm, withdrawn: undefined });
}

/** Writes one field of a condition; settles a conflict when there is one. */
export function writeCondition<F extends ConditionField>(
  doc: Y.Doc,
  at: CardField<F> & { readonly id: ConditionId },
  value: ConditionValues[F],
): void {
  writeCardField(doc, shape, at, value);
}

/** Empties one field of a condition. */
export function clearCondition(doc: Y.Doc, id: ConditionId, field: ConditionField): void {
  clearCardField(doc, shape, { id, field });
}

/** Takes a condition off the list, in the way of withdrawAction. */
export function withdrawCondition(doc: Y.Doc, id: ConditionId): void {
  doc.transact(() => {
    createCondition(doc, id, {});
    writeCondition(doc, { id, field: 'withdrawn' }, true);
  });
}

/** What stands in a field of a condition with the write that put it there: the sides of a conflict. */
export function conditionEntries<F extends ConditionField>(
  doc: Y.Doc,
  id: ConditionId,
  field: F,
): readonly SurvivingEntry<ConditionValues[F]>[] {
  return cardEntries(doc, shape, { id, field });
}

/** All safety conditions, the withdrawn ones included, in an order that all replicas share. */
export function readConditions(doc: Y.Doc): {
  readonly conditions: readonly SafetyConditionCard[];
  readonly findings: readonly Finding[];
} {
  const { cards, findings } = readCards(doc, shape, readCondition);
  return { conditions: cards, findings };
}

function readCondition(found: FoundCard): CardReading<SafetyConditionCard> {
  const path = cardPath(shape.root, found.key);
  const id = readId('ConditionId', found.key, path);
  if (!id.ok) return { findings: [{ path }] };
  const fields = new CardFields(shape, found, path);
  const words = fields.read('words');
  const alarm = fields.read('alarm');
  const withdrawn = fields.read('withdrawn');
  return {
    card: { id: id.value, words, alarm, withdrawn },
    findings: settledValue(withdrawn) === true ? [] : fields.findings,
  };
}
