export {
  newDocument,
  rootNames,
  rootType,
  type DocumentKind,
  type RegisterField,
  type RichTextField,
  type RootType,
} from './shape/roots.ts';
export { openDocument } from './shape/open-document.ts';
export type { StructId } from './shape/struct-id.ts';

export {
  inspectUpdate,
  type ClockRange,
  type InspectedUpdate,
  type Inspection,
  type MalformedReason,
} from './admission/inspect-update.ts';
export {
  isDeleted,
  measureUpdate,
  newsOf,
  weightIn,
  type UpdateMeasure,
} from './admission/measure-update.ts';
export { checkUpdate, type Misfit, type UpdateVerdict } from './admission/check-update.ts';
export type { MisfitReason } from './admission/misfit.ts';
export { touchedRoots } from './admission/touched-roots.ts';

export { canonicalJson } from './canonical/canonical-json.ts';
export { sha256Hex } from './canonical/sha256-hex.ts';
export type { SurvivingEntry } from './register/register.ts';
export { isSeen } from './seen/is-seen.ts';
export { seenOf, stillSeen, unsettled, type SeenSubject } from './seen/seen.ts';

export { richTextSchema } from './rich-text/schema.ts';
export { fitsSchema } from './rich-text/check-rich-text.ts';
export { plainText, readParagraphs, type Paragraph, type Run } from './rich-text/paragraphs.ts';

export { readItemDocument } from './item-document/read-item.ts';
export { ItemReader, type ItemReading, type ItemRegisters } from './item-document/item-reader.ts';
export { OwnUndo } from './item-document/own-undo.ts';
export { createItemDocument, type ItemSeed } from './item-document/create-item-document.ts';
export {
  clearItemRegister,
  itemRegisterEntries,
  writeItemRegister,
  type ItemRegisterValues,
} from './item-document/item-registers.ts';
export {
  actionEntries,
  clearAction,
  createAction,
  withdrawAction,
  writeAction,
  type ActionField,
  type ActionReading,
  type ActionValues,
  type NewAction,
} from './item-document/actions.ts';
export {
  clearCondition,
  conditionEntries,
  createCondition,
  withdrawCondition,
  writeCondition,
  type ConditionField,
  type ConditionValues,
  type NewCondition,
} from './item-document/conditions.ts';
export { removeStrayCards } from './item-document/stray-cards.ts';

export {
  createMeetingDocument,
  type MeetingSeed,
} from './meeting-document/create-meeting-document.ts';
export { moveItem, type Destination } from './meeting-document/agenda-order.ts';
export { readMeetingDocument, type MeetingReading } from './meeting-document/read-meeting.ts';

export {
  conversions,
  convertDocument,
  migrationOrigin,
  type Conversion,
  type ConversionOutcome,
} from './schema-version/convert-document.ts';
export {
  schemaVersion,
  schemaVersionQuery,
  speaksSchema,
} from './schema-version/schema-version.ts';
