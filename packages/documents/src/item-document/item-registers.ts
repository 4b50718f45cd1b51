import {
  decisionKinds,
  riskFactors,
  safeNowAnswers,
  triagePriorities,
  violenceProfiles,
  type DecisionKind,
  type Finding,
  type Owner,
  type Register,
  type RiskFactor,
  type SafeNow,
  type TriagePriority,
  type ViolenceProfile,
} from '@overlegtafel/domain';
import type * as Y from 'yjs';
import {
  clearRegister,
  readRegister,
  survivingEntries,
  writeRegister,
  type SurvivingEntry,
} from '../register/register.ts';
import {
  oneOf,
  rankedOf,
  readBoolean,
  readOwner,
  setOf,
  type ValueReader,
} from '../register/value-readers.ts';
import { rootAs, type RegisterField } from '../shape/roots.ts';

/** What each decisive field of an item holds. */
export interface ItemRegisterValues {
  readonly priority: TriagePriority;
  readonly owner: Owner;
  readonly decisionKind: DecisionKind;
  readonly safeNow: SafeNow;
  readonly visitThisWeek: boolean;
  readonly riskFactors: readonly RiskFactor[];
  /** The dominant one first. */
  readonly violenceProfile: readonly ViolenceProfile[];
}

const itemRegisterReaders: {
  readonly [F in RegisterField]: ValueReader<ItemRegisterValues[F]>;
} = {
  priority: oneOf(triagePriorities),
  owner: readOwner,
  decisionKind: oneOf(decisionKinds),
  safeNow: oneOf(safeNowAnswers),
  visitThisWeek: readBoolean,
  riskFactors: setOf(riskFactors),
  violenceProfile: rankedOf(violenceProfiles),
};

/** Reads one decisive field of an item. */
export function readItemRegister<F extends RegisterField>(
  doc: Y.Doc,
  field: F,
): { readonly register: Register<ItemRegisterValues[F]>; readonly findings: readonly Finding[] } {
  return readRegister(rootAs.list(doc, field), itemRegisterReaders[field], field);
}

/** What stands in a decisive field with the write that put it there: the sides of a conflict. */
export function itemRegisterEntries<F extends RegisterField>(
  doc: Y.Doc,
  field: F,
): readonly SurvivingEntry<ItemRegisterValues[F]>[] {
  const register = rootAs.list(doc, field);
  return register ? survivingEntries(register, itemRegisterReaders[field]) : [];
}

/** Chooses a value; settles a conflict when there is one. Throws on a value that could not be read back. */
export function writeItemRegister<F extends RegisterField>(
  doc: Y.Doc,
  field: F,
  value: ItemRegisterValues[F],
): void {
  const read = itemRegisterReaders[field](value);
  if (read === undefined) throw new RangeError(`no value for ${field}`);
  writeRegister(doc.getArray(field), read);
}

/** Takes the choice back: the field is not filled in. */
export function clearItemRegister(doc: Y.Doc, field: RegisterField): void {
  clearRegister(doc.getArray(field));
}
