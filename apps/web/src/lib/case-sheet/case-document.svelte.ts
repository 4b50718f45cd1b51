import {
  actionEntries,
  clearAction,
  clearCondition,
  clearItemRegister,
  conditionEntries,
  createAction,
  createCondition,
  ItemReader,
  itemRegisterEntries,
  OwnUndo,
  withdrawAction,
  withdrawCondition,
  writeAction,
  writeCondition,
  writeItemRegister,
  type ActionField,
  type ActionValues,
  type ConditionField,
  type ConditionValues,
  type ItemReading,
  type ItemRegisterValues,
  type NewAction,
  type NewCondition,
  type RegisterField,
  type RichTextField,
} from '@overlegtafel/documents';
import {
  idFromBytes,
  settledValue,
  type ActionId,
  type ConditionId,
  type DecisionKind,
  type Owner,
  type RiskFactor,
  type SafeNow,
  type TriagePriority,
  type ViolenceProfile,
} from '@overlegtafel/domain';
import * as Y from 'yjs';
import { sidesOf, type AuthorOf, type Side } from './authors.ts';

const idBytes = 17;

export interface CaseDocumentParts {
  readonly doc: Y.Doc;
  /** Whether this person may write here now. Asked before every write. */
  readonly mayWrite: () => boolean;
  readonly authorOf: AuthorOf;
}

/**
 * What people write together about one case, as a screen shows and changes it. Every change of a choice is a step of
 * its own for undo; text that is typed on is one step until there is a pause.
 */
export class CaseDocument {
  /** What stands in the document. Parts that did not change are the same objects as before. */
  reading: ItemReading;
  canUndo = $state(false);
  canRedo = $state(false);
  readonly doc: Y.Doc;
  readonly #mayWrite: () => boolean;
  readonly #authorOf: AuthorOf;
  readonly #reader: ItemReader;
  readonly #undo: OwnUndo;

  constructor({ doc, mayWrite, authorOf }: CaseDocumentParts) {
    this.doc = doc;
    this.#mayWrite = mayWrite;
    this.#authorOf = authorOf;
    this.#reader = new ItemReader(doc);
    this.#undo = new OwnUndo(doc, this);
    this.reading = $state.raw(this.#reader.reading);
    doc.on('afterTransaction', this.#changed);
  }

  get mayWrite(): boolean {
    return this.#mayWrite();
  }

  destroy(): void {
    this.doc.off('afterTransaction', this.#changed);
    this.#undo.destroy();
  }

  chooseSafeNow(answer: SafeNow): void {
    this.choose('safeNow', answer);
  }

  choosePriority(priority: TriagePriority): void {
    this.choose('priority', priority);
  }

  chooseDecisionKind(kind: DecisionKind): void {
    this.choose('decisionKind', kind);
  }

  /** Puts words under the decision, where there are none yet. */
  writeDecision(words: string): void {
    this.#write(() => {
      const text = this.text('decisionText');
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(words)]);
      text.delete(0, text.length);
      text.insert(0, [paragraph]);
    });
  }

  /** Without an owner the case has none: the party that brought it keeps it. */
  chooseOwner(owner: Owner | undefined): void {
    if (owner === undefined) this.clear('owner');
    else this.choose('owner', owner);
  }

  setVisitThisWeek(isVisited: boolean): void {
    this.choose('visitThisWeek', isVisited);
  }

  toggleRiskFactor(factor: RiskFactor): void {
    const ticked = settledValue(this.reading.registers.riskFactors) ?? [];
    const isTicked = ticked.includes(factor);
    const factors = isTicked ? ticked.filter((each) => each !== factor) : [...ticked, factor];
    this.choose('riskFactors', factors);
  }

  /** The dominant profile and, where there is one, the second. */
  setViolenceProfile(profiles: readonly ViolenceProfile[]): void {
    this.choose('violenceProfile', profiles);
  }

  /** Writes one decisive field; where two values stand it settles which. */
  choose<F extends RegisterField>(field: F, value: ItemRegisterValues[F]): void {
    this.#write(() => {
      writeItemRegister(this.doc, field, value);
    });
  }

  /** Nothing is chosen any more. */
  clear(field: RegisterField): void {
    this.#write(() => {
      clearItemRegister(this.doc, field);
    });
  }

  /** Makes an action and gives its id; nothing where one may not write. */
  addAction(action: NewAction): ActionId | undefined {
    if (!this.mayWrite) return undefined;
    const id = idFromBytes('ActionId', crypto.getRandomValues(new Uint8Array(idBytes)));
    // Made as a withdrawn one, which nobody undoes; bringing it in is the step that undo takes back.
    this.doc.transact(() => {
      createAction(this.doc, id, action);
      withdrawAction(this.doc, id);
    });
    this.restoreAction(id);
    return id;
  }

  /** Writes one field of an action; where two values stand it settles which. */
  changeAction<F extends ActionField>(id: ActionId, field: F, value: ActionValues[F]): void {
    this.#write(() => {
      writeAction(this.doc, { id, field }, value);
    });
  }

  clearAction(id: ActionId, field: ActionField): void {
    this.#write(() => {
      clearAction(this.doc, id, field);
    });
  }

  withdrawAction(id: ActionId): void {
    this.#write(() => {
      withdrawAction(this.doc, id);
    });
  }

  restoreAction(id: ActionId): void {
    this.clearAction(id, 'withdrawn');
  }

  /** Makes a safety condition and gives its id; nothing where one may not write. */
  addCondition(condition: NewCondition): ConditionId | undefined {
    if (!this.mayWrite) return undefined;
    const id = idFromBytes('ConditionId', crypto.getRandomValues(new Uint8Array(idBytes)));
    this.doc.transact(() => {
      createCondition(this.doc, id, condition);
      withdrawCondition(this.doc, id);
    });
    this.restoreCondition(id);
    return id;
  }

  changeCondition<F extends ConditionField>(
    id: ConditionId,
    field: F,
    value: ConditionValues[F],
  ): void {
    this.#write(() => {
      writeCondition(this.doc, { id, field }, value);
    });
  }

  withdrawCondition(id: ConditionId): void {
    this.#write(() => {
      withdrawCondition(this.doc, id);
    });
  }

  restoreCondition(id: ConditionId): void {
    this.#write(() => {
      clearCondition(this.doc, id, 'withdrawn');
    });
  }

  /** The values that stand in a field, with who chose which. */
  sides<F extends RegisterField>(field: F): readonly Side<ItemRegisterValues[F]>[] {
    return sidesOf(itemRegisterEntries(this.doc, field), this.#authorOf);
  }

  actionSides<F extends ActionField>(id: ActionId, field: F): readonly Side<ActionValues[F]>[] {
    return sidesOf(actionEntries(this.doc, id, field), this.#authorOf);
  }

  conditionSides<F extends ConditionField>(
    id: ConditionId,
    field: F,
  ): readonly Side<ConditionValues[F]>[] {
    return sidesOf(conditionEntries(this.doc, id, field), this.#authorOf);
  }

  get authorOf(): AuthorOf {
    return this.#authorOf;
  }

  text(field: RichTextField): Y.XmlFragment {
    return this.doc.getXmlFragment(field);
  }

  /** Takes back my own last change, whatever field it was in. */
  undo(): void {
    if (!this.mayWrite) return;
    this.#undo.undo();
    this.#look();
  }

  redo(): void {
    if (!this.mayWrite) return;
    this.#undo.redo();
    this.#look();
  }

  /** Changes with this origin are mine too: those of an editor. */
  alsoMine(origin: unknown): void {
    this.#undo.alsoTrack(origin);
  }

  /** What I do next is a step of its own. */
  nextStep(): void {
    this.#undo.nextStep();
  }

  #write(change: () => void): void {
    if (!this.mayWrite) return;
    this.#undo.nextStep();
    this.doc.transact(change, this);
    this.#undo.nextStep();
  }

  readonly #changed = (transaction: Y.Transaction): void => {
    if (this.#reader.take(transaction)) this.#look();
  };

  #look(): void {
    this.reading = this.#reader.reading;
    this.canUndo = this.#undo.canUndo();
    this.canRedo = this.#undo.canRedo();
  }
}
