import type { ActionId, ConditionId } from '@overlegtafel/domain';
import * as Y from 'yjs';
import {
  newDocument,
  richTextFields,
  type RegisterField,
  type RichTextField,
} from '../shape/roots.ts';
import { createAction, type NewAction } from './actions.ts';
import { createCondition, type NewCondition } from './conditions.ts';
import { writeItemRegister, type ItemRegisterValues } from './item-registers.ts';

/** What an item starts with: nothing, or what last week's table left for this one. */
export interface ItemSeed {
  readonly scratch?: string;
  /** A paragraph for each line. */
  readonly richText?: Partial<Readonly<Record<RichTextField, readonly string[]>>>;
  readonly registers?: Partial<ItemRegisterValues>;
  readonly actions?: readonly (NewAction & { readonly id: ActionId })[];
  readonly conditions?: readonly (NewCondition & { readonly id: ConditionId })[];
}

/**
 * The first update of an item's document. Made once, on the server, when the item is put on the agenda: made
 * twice, everything would stand in it twice.
 */
export function createItemDocument(seed: ItemSeed = {}): Uint8Array {
  const doc = newDocument('item', { gc: true });
  doc.transact(() => {
    if (seed.scratch) doc.getText('scratch').insert(0, seed.scratch);
    for (const field of richTextFields) writeParagraphs(doc, field, seed.richText?.[field] ?? ['']);
    writeRegisters(doc, seed.registers ?? {});
    for (const { id, ...action } of seed.actions ?? []) createAction(doc, id, action);
    for (const { id, ...condition } of seed.conditions ?? []) createCondition(doc, id, condition);
  });
  return Y.encodeStateAsUpdate(doc);
}

/**
 * Also an empty field gets a paragraph with a run of text in it. Two people who start to type at once then write
 * in the same run; if each made one, the editor would later copy one into the other.
 */
function writeParagraphs(doc: Y.Doc, field: RichTextField, lines: readonly string[]): void {
  const paragraphs = lines.map((line) => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(line)]);
    return paragraph;
  });
  doc.getXmlFragment(field).insert(0, paragraphs);
}

function writeRegisters(doc: Y.Doc, values: Partial<ItemRegisterValues>): void {
  const write = <F extends RegisterField>(field: F): void => {
    const value = values[field];
    if (value !== undefined) writeItemRegister(doc, field, value);
  };
  write('priority');
  write('owner');
  write('decisionKind');
  write('safeNow');
  write('visitThisWeek');
  write('riskFactors');
  write('violenceProfile');
}
