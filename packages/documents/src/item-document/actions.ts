import {
  actionPhases,
  actionPurposes,
  readId,
  settledValue,
  type ActionCard,
  type ActionId,
  type ActionPhase,
  type ActionPurpose,
  type Beneficiary,
  type Finding,
  type LocalDate,
  type Owner,
} from '@overlegtafel/domain';
import type * as Y from 'yjs';
import { cardPath, createCard, type FoundCard } from '../register/card-map.ts';
import type { SurvivingEntry } from '../register/register.ts';
import {
  oneOf,
  readBeneficiary,
  readBoolean,
  readDate,
  readOwner,
  readWords,
} from '../register/value-readers.ts';
import { seenOf } from '../seen/seen.ts';
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

/** What an action says in the document. Who accepted it and who holds it are rows. */
export type ActionReading = Omit<ActionCard, 'acceptance' | 'hold'>;

/** What each field of an action holds. */
export interface ActionValues {
  readonly words: string;
  readonly owner: Owner;
  readonly dueDate: LocalDate;
  readonly phase: ActionPhase;
  readonly forWhom: Beneficiary;
  readonly withdrawn: boolean;
}
export type ActionField = keyof ActionValues;

/** An action that is about to be made. Its purpose is given once and never changes. */
export interface NewAction extends Partial<Omit<ActionValues, 'withdrawn'>> {
  readonly purpose: ActionPurpose;
}

const shape: CardShape<ActionValues> = {
  root: 'actions',
  readers: {
    words: readWords,
    owner: readOwner,
    dueDate: readDate,
    phase: oneOf(actionPhases),
    forWhom: readBeneficiary,
    withdrawn: readBoolean,
  },
};

/** Makes an action whole, under a fresh id. Fields without a value are empty registers. */
export function createAction(doc: Y.Doc, id: ActionId, action: NewAction): void {
  const { purpose, words, owner, dueDate, phase, forWhom } = action;
  const registers = { words, owner, dueDate, phase, forWhom, withdrawn: undefined };
  createCard(doc.getMap(shape.root), id, { purpose }, registers);
}

/** Writes one field of an action; settles a conflict when there is one. */
export function writeAction<F extends ActionField>(
  doc: Y.Doc,
  at: CardField<F> & { readonly id: ActionId },
  value: ActionValues[F],
): void {
  writeCardField(doc, shape, at, value);
}

/** Empties one field of an action. */
export function clearAction(doc: Y.Doc, id: ActionId, field: ActionField): void {
  clearCardField(doc, shape, { id, field });
}

/**
 * Takes an action off the list; it stays in the document, struck through. One that somebody removed from
 * the document against the rules is put back as an empty, withdrawn action, which ends the finding about it.
 */
export function withdrawAction(doc: Y.Doc, id: ActionId): void {
  doc.transact(() => {
    createAction(doc, id, { purpose: 'CARE' });
    writeAction(doc, { id, field: 'withdrawn' }, true);
  });
}

/** What stands in a field of an action with the write that put it there: the sides of a conflict. */
export function actionEntries<F extends ActionField>(
  doc: Y.Doc,
  id: ActionId,
  field: F,
): readonly SurvivingEntry<ActionValues[F]>[] {
  return cardEntries(doc, shape, { id, field });
}

/** All actions, the withdrawn ones included, in an order that all replicas share. */
export function readActions(doc: Y.Doc): {
  readonly actions: readonly ActionReading[];
  readonly findings: readonly Finding[];
} {
  const { cards, findings } = readCards(doc, shape, readAction);
  return { actions: cards, findings };
}

function readAction(found: FoundCard): CardReading<ActionReading> {
  const path = cardPath(shape.root, found.key);
  const id = readId('ActionId', found.key, path);
  if (!id.ok) return { findings: [{ path }] };
  const fields = new CardFields(shape, found, path);
  const parts = {
    // An unreadable purpose is a finding, which blocks; whatever stands here then counts for nothing.
    purpose: fields.readFixed('purpose', oneOf(actionPurposes)) ?? 'CARE',
    words: fields.read('words'),
    owner: fields.read('owner'),
    dueDate: fields.read('dueDate'),
    phase: fields.read('phase'),
    forWhom: fields.read('forWhom'),
  };
  const withdrawn = fields.read('withdrawn');
  const seen = seenOf({ of: 'ACTION', ...parts });
  return {
    card: { id: id.value, ...parts, withdrawn, seen },
    findings: settledValue(withdrawn) === true ? [] : fields.findings,
  };
}
