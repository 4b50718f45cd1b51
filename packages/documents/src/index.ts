export {
  newDocument,
  rootNames,
  rootType,
  type DocumentKind,
  type RegisterField,
  type RichTextField,
  type RootType,
} from './shape/roots.ts';
export {
  inspectUpdate,
  type ClockRange,
  type InspectedUpdate,
  type Inspection,
  type MalformedReason,
} from './admission/inspect-update.ts';
export { checkUpdate, type Misfit, type UpdateVerdict } from './admission/check-update.ts';
export type { MisfitReason } from './admission/misfit.ts';
export type { StructId } from './admission/causal-order.ts';
export { richTextSchema } from './rich-text/schema.ts';
