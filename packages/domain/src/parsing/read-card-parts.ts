import {
  type ActionPurpose,
  actionPurposes,
  type AlarmAgreement,
  type Beneficiary,
  type Owner,
} from '../model/card.ts';
import type { InvolvedId } from '../model/ids.ts';
import type { LocalDate } from '../model/time.ts';
import { type ActionPhase, actionPhases } from '../model/vocabulary.ts';
import { day, form, idOf, listOf, type Reader, text, thing, word, words } from './readers.ts';

/** A person, or an organisation whose duty contact is meant. */
export const readOwner: Reader<Owner> = form<Owner>({
  PERSON: thing<Extract<Owner, { kind: 'PERSON' }>>({
    kind: (value, path) => word(['PERSON'])(value, path),
    person: idOf('PersonId'),
  }),
  ORGANISATION: thing<Extract<Owner, { kind: 'ORGANISATION' }>>({
    kind: (value, path) => word(['ORGANISATION'])(value, path),
    organisation: idOf('OrganisationId'),
  }),
});

/** The case as a whole, or at least one person of the household. */
export const readBeneficiary: Reader<Beneficiary> = form<Beneficiary>({
  CASE: thing<{ kind: 'CASE' }>({ kind: (value, path) => word(['CASE'])(value, path) }),
  PERSONS: thing<Extract<Beneficiary, { kind: 'PERSONS' }>>({
    kind: (value, path) => word(['PERSONS'])(value, path),
    persons: listOf(idOf('InvolvedId'), { least: 1 }),
  }),
});

/** Who calls whom at which signal; all three, or it is no agreement. */
export const readAlarmAgreement: Reader<AlarmAgreement> = thing<AlarmAgreement>({
  signal: words(),
  caller: text(200),
  callee: text(200),
});

/** An action as somebody types it; what is missing is asked for at the table. */
export interface ActionInput {
  readonly purpose: ActionPurpose;
  readonly words: string;
  readonly owner?: Owner;
  readonly dueDate?: LocalDate;
  readonly phase?: ActionPhase;
  readonly forWhom?: Beneficiary;
}

type ActionDetails = Required<Omit<ActionInput, 'purpose' | 'words'>>;

export const readActionInput: Reader<ActionInput> = thing<
  Pick<ActionInput, 'purpose' | 'words'>,
  ActionDetails
>(
  { purpose: word(actionPurposes), words: words() },
  { owner: readOwner, dueDate: day, phase: word(actionPhases), forWhom: readBeneficiary },
);

/** A deferral whole: why, who has the case until then, and who checks when that it is still safe. */
export interface DeferralInput {
  readonly reason: string;
  readonly owner: Owner;
  readonly check: { readonly words: string; readonly owner: Owner; readonly dueDate: LocalDate };
}

export const readDeferral: Reader<DeferralInput> = thing<DeferralInput>({
  reason: words(2000),
  owner: readOwner,
  check: thing<DeferralInput['check']>({ words: words(), owner: readOwner, dueDate: day }),
});

/** A disagreement with the date on which the table looks again. */
export interface DissentInput {
  readonly words: string;
  readonly revisitOn?: LocalDate;
}

/** Reads a dissent. The date may come later; until then the dissent blocks closing. */
export const readDissent: Reader<DissentInput> = thing<{ words: string }, { revisitOn: LocalDate }>(
  { words: words(2000) },
  { revisitOn: day },
);

/** Why nobody does anything for this child now. */
export const readNothingForChild: Reader<{
  readonly child: InvolvedId;
  readonly reason: string;
}> = thing<{ child: InvolvedId; reason: string }>({ child: idOf('InvolvedId'), reason: words() });
