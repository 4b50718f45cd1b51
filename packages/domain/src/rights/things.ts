import type { Owner } from '../model/card.ts';
import type { CaseId, ItemId, MunicipalityCode, TableId } from '../model/ids.ts';
import type { ItemState } from '../model/meeting.ts';
import type { SignalKind } from '../model/vocabulary.ts';
import type { ItemField, TableField } from './vocabulary.ts';

/** What rights need to know about an item. */
export interface ItemFacts {
  readonly id: ItemId;
  /** The household that it is about: who stepped out of it has none of its items. */
  readonly caseId: CaseId;
  readonly state: ItemState;
  /** An advice request is no case: nobody has any right to it as an item. */
  readonly signal: SignalKind;
  /** Absent when nobody is registered anywhere; then it is nobody's own municipality. */
  readonly municipality?: MunicipalityCode;
  /** Who holds or held the case or an action of this item, or is or was asked to. */
  readonly tasks: readonly Owner[];
  /**
   * Whose tasks in the case give access now: it ends with the last of them. As far as they are known: those of this
   * item, and those of the rest of the case where they were looked for.
   */
  readonly running: readonly Owner[];
  /** Who was invited to it, as long as it is not closed. */
  readonly invited: readonly Owner[];
  /** Who has an action in it that is not finished. */
  readonly openActions: readonly Owner[];
}

/** A field of an item. */
export interface ItemThing {
  readonly kind: 'ITEM';
  readonly field: ItemField;
  readonly table: TableId;
  readonly item: ItemFacts;
  /** Whose it is: who was given the action, who rates, who disagrees. Needed for what one does in one's own name. */
  readonly of?: Owner;
  /** For ratings: whether they were shown to all. */
  readonly revealed?: boolean;
}

/** Something that belongs to a table and to no single item. */
export interface TableThing {
  readonly kind: 'TABLE';
  readonly field: TableField;
  readonly table: TableId;
  /** For counts: whose they are. */
  readonly municipality?: MunicipalityCode;
}

export type Thing = ItemThing | TableThing;
