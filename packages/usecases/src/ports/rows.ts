import type {
  CapacityChoice,
  CaseId,
  ConfidentialAddress,
  Discipline,
  ErasureAnswer,
  HouseholdPerson,
  Instant,
  ItemId,
  ItemState,
  LegalHold,
  LocalDate,
  Meeting,
  MeetingId,
  Membership,
  MonitoringMoment,
  MunicipalityCode,
  OpenThing,
  OrganisationId,
  Owner,
  PersonId,
  Report,
  ReportId,
  ReporterIdentity,
  RightsRequestKind,
  SafetyAssessment,
  SignalKind,
  TableId,
  TableSettings,
  ThingKey,
} from '@overlegtafel/domain';

export const organisationKinds = [
  'VEILIG_THUIS',
  'MUNICIPALITY',
  'LOCAL_TEAM',
  'POLICE',
  'CARE',
  'OTHER',
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

export interface OrganisationRow {
  readonly id: OrganisationId;
  readonly name: string;
  readonly kind: OrganisationKind;
  /** The municipality that it is or works for: "the team" of a case there. Absent when it works for the whole region. */
  readonly municipality?: MunicipalityCode;
}

export interface MunicipalityRow {
  readonly code: MunicipalityCode;
  readonly name: string;
}

/** Somebody who uses the system. The name is a function and initials at a practice table. */
export interface PersonRow {
  readonly id: PersonId;
  readonly name: string;
  readonly initials: string;
  readonly organisation: OrganisationId;
}

export interface MembershipRow extends Membership {
  readonly id: string;
  readonly person: PersonId;
  /** From which discipline this person weighs; absent for who does not weigh. */
  readonly discipline?: Discipline;
}

export interface TableRow {
  readonly id: TableId;
  readonly name: string;
  readonly settings: TableSettings & { readonly correctionDays: number };
  readonly municipalities: readonly MunicipalityRow[];
  readonly veiligThuis: OrganisationId;
}

/** A meeting with when it is planned and what the chair is at. `items` follow from the item rows. */
export interface MeetingRow extends Omit<Meeting, 'items'> {
  readonly startsAt: Instant;
  readonly current?: ItemId;
  readonly capacityChoice?: CapacityChoice;
}

/** A long file of reports that is being taken in. */
export interface IntakeRow {
  readonly id: string;
  readonly table: TableId;
  readonly by: PersonId;
  readonly at: Instant;
}

/** A household over time. Its words are sealed with the key of the case. */
export interface CaseRow {
  readonly id: CaseId;
  readonly table: TableId;
  readonly alias: string;
  /** What people call out: `OT-4821`; says nothing. */
  readonly reference: string;
  readonly municipality?: MunicipalityCode;
  readonly household: readonly HouseholdPerson[];
  readonly bringingParty: OrganisationId;
  readonly openedAt: Instant;
}

export interface ItemRow {
  readonly id: ItemId;
  readonly meeting: MeetingId;
  readonly table: TableId;
  readonly caseId: CaseId;
  /** The report that brought it; absent for what only returns. */
  readonly report?: ReportId;
  readonly signal: SignalKind;
  readonly state: ItemState;
  readonly minutes: number;
  /** The place in which it was put on the agenda; display order is a document. */
  readonly place: number;
  readonly firstOnAgenda: LocalDate;
  readonly timesPostponed: number;
  /** The item of an earlier meeting that this one goes on with. */
  readonly follows?: ItemId;
}

/** Something that the table still owes, or has finished: the state after the last deed about it. */
export interface OpenThingRow {
  readonly key: ThingKey;
  readonly table: TableId;
  readonly caseId: CaseId;
  /** The item in which it was agreed; absent for a check that was planned apart. */
  readonly item?: ItemId;
  readonly thing: OpenThing;
  /** What people read: the action's words, the dissent's words, or nothing. */
  readonly words: string;
  readonly owner?: Owner;
  readonly dueOn?: LocalDate;
  /** What a person names who answers. */
  readonly seen?: string;
  readonly isEnded: boolean;
}

/** Somebody's place at the table during a meeting. */
export interface AttendanceRow {
  readonly meeting: MeetingId;
  readonly person: PersonId;
  readonly isPresent: boolean;
  readonly since: Instant;
}

export type RecordKind = 'MEETING' | 'ITEM' | 'CORRECTION';

/** A part of a record that belongs to one case; its body is sealed with the key of that case. */
export interface RecordPart {
  readonly item: ItemId;
  readonly caseId: CaseId;
  /** Canonical JSON (RFC 8785) of the part. */
  readonly body: string;
}

/** A record before it is numbered and chained; the store does both in the commit. */
export interface NewRecord {
  readonly id: string;
  readonly table: TableId;
  readonly meeting: MeetingId;
  readonly kind: RecordKind;
  /** The record that it corrects. */
  readonly corrects?: string;
  readonly sealedAt: Instant;
  readonly sealedBy: PersonId;
  /** What the record says apart from cases: date, who was present, capacity. Canonical JSON. */
  readonly head: string;
  readonly parts: readonly RecordPart[];
  /** Words of each part that can be searched, without the names of anybody who reported. */
  readonly searchable: readonly { readonly item: ItemId; readonly words: string }[];
}

/** What the manifest of a record says of a part: SHA-256 in lower-case hex of its words, and of its stored bytes. */
interface PartHashes {
  readonly sha256OfBody: string;
  readonly sha256OfSealed: string;
}

/** A record as it stands: chained per table, `fingerprint` is the SHA-256 of its manifest. */
export interface RecordRow extends Omit<NewRecord, 'parts' | 'searchable'> {
  readonly number: number;
  readonly fingerprint: string;
  readonly previous?: string;
  /** Parts whose key was destroyed have no body any more. */
  readonly parts: readonly (Omit<RecordPart, 'body'> & PartHashes & { readonly body?: string })[];
}

export interface SearchHit {
  readonly record: string;
  readonly meeting: MeetingId;
  readonly item: ItemId;
  readonly caseId: CaseId;
}

/** Somebody of a household asks to see what is kept about them, to put it right, or to destroy it. */
export interface RightsRequestRow {
  readonly id: string;
  readonly table: TableId;
  readonly caseId: CaseId;
  readonly kind: RightsRequestKind;
  readonly receivedAt: Instant;
  /** Absent for what was taken in before this was kept. */
  readonly takenInBy?: PersonId;
}

/** The answer to such a request. Why it was refused is sealed with the case. */
export interface ErasureAnswerRow {
  /** That of the request. */
  readonly id: string;
  readonly table: TableId;
  readonly caseId: CaseId;
  readonly answer: Exclude<ErasureAnswer, { readonly kind: 'NONE' }>;
}

/** Why a case may not be destroyed now, and who said so. Sealed with the case, but for its days. */
export interface LegalHoldRow extends LegalHold {
  readonly id: string;
  readonly table: TableId;
  readonly caseId: CaseId;
  readonly by: PersonId;
}

export interface ReportRow extends Report {
  readonly table: TableId;
}

export interface AdviceRow {
  readonly id: ReportId;
  readonly table: TableId;
  readonly receivedAt: Instant;
  readonly adviser: PersonId;
}

export type AssessmentRow = SafetyAssessment;
export type MonitoringRow = MonitoringMoment & { readonly table: TableId };
export type { ReporterIdentity };

/** Where somebody of a household lives in secret. Kept apart with a key of its own, and destroyed with the case. */
export interface AddressRow extends ConfidentialAddress {
  readonly caseId: CaseId;
}
