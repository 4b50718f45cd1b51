import type {
  Acceptance,
  ActionId,
  ActionPhase,
  ActionPurpose,
  AgreedLevel,
  AlarmAgreement,
  Beneficiary,
  CapacityRecord,
  CaseId,
  ConditionId,
  Confirmation,
  Deadline,
  DecisionKind,
  Dissent,
  HouseholdPerson,
  Instant,
  ItemId,
  ItemState,
  LocalDate,
  MeetingId,
  MunicipalityCode,
  MunicipalResponse,
  NothingForChild,
  OrganisationId,
  Owner,
  PersonId,
  ProvisionalHold,
  Rating,
  ReportKind,
  RiskFactor,
  Role,
  SafeNow,
  SafetyAssessment,
  SignalKind,
  TableId,
  TermKind,
  TriagePriority,
  ViolenceProfile,
  VtProposal,
} from '@overlegtafel/domain';
import type { RichTextField } from '@overlegtafel/documents';

/** The form of what is sealed. A reader of later years goes by it. */
export const recordForm = 1;

/** Somebody who was at the table, and for whom. */
export interface PresentPerson {
  readonly person: PersonId;
  readonly organisation?: OrganisationId;
  readonly roles: readonly Role[];
}

/** What a record says apart from cases. */
export interface RecordHead {
  readonly form: number;
  readonly table: TableId;
  readonly tableName: string;
  readonly meeting: MeetingId;
  readonly date: LocalDate;
  /** Why there is a record: the meeting closed, the chair confirmed or the item closed, or something was wrong. */
  readonly reason: 'MEETING_CLOSED' | 'DECISION_CONFIRMED' | 'ITEM_CLOSED' | 'CORRECTION';
  readonly chair?: PersonId;
  readonly openedAt?: Instant;
  readonly present: readonly PresentPerson[];
  readonly capacity?: CapacityRecord;
  /** The items in the order in which the table had them. */
  readonly order: readonly ItemId[];
}

export interface ActionRecord {
  readonly id: ActionId;
  readonly purpose: ActionPurpose;
  readonly words: string | null;
  readonly owner: Owner | null;
  readonly dueDate: LocalDate | null;
  readonly phase: ActionPhase | null;
  readonly forWhom: Beneficiary | null;
  readonly acceptance: Acceptance;
  readonly hold?: ProvisionalHold;
  readonly isWithdrawn: boolean;
}

export interface ConditionRecord {
  readonly id: ConditionId;
  readonly words: string | null;
  readonly alarm: AlarmAgreement | null;
  readonly isWithdrawn: boolean;
}

/**
 * One item as its card stood. What nobody filled in is null; what two people filled in differently is null too, and
 * named in `unsettled`.
 */
export interface ItemRecord {
  readonly form: number;
  /** Random: the hash of this text must say nothing once the text itself is destroyed. */
  readonly salt: string;
  readonly item: ItemId;
  readonly caseId: CaseId;
  readonly alias: string;
  readonly reference: string;
  readonly municipality?: MunicipalityCode;
  readonly bringingParty: OrganisationId;
  readonly state: ItemState;
  readonly firstOnAgenda: LocalDate;
  readonly timesPostponed: number;
  readonly follows?: ItemId;
  /** Without where anybody lives. */
  readonly household: readonly Pick<HouseholdPerson, 'id' | 'role' | 'ageYears' | 'isChild'>[];
  /** That there was a report and when; nothing of who made it. */
  readonly report?: {
    readonly kind: ReportKind;
    readonly signal: SignalKind;
    readonly receivedAt: Instant;
  };
  readonly assessment?: Pick<SafetyAssessment, 'level' | 'assessedOn' | 'assessedBy' | 'words'>;
  readonly agreedLevel?: AgreedLevel;
  readonly levelAgreedBy?: PersonId;
  /** Empty until they were shown to all. */
  readonly ratings: readonly Pick<Rating, 'person' | 'discipline' | 'level' | 'words' | 'at'>[];
  readonly safeNow: SafeNow | null;
  readonly priority: TriagePriority | null;
  readonly visitThisWeek: boolean | null;
  readonly riskFactors: readonly RiskFactor[] | null;
  readonly violenceProfile: readonly ViolenceProfile[] | null;
  readonly texts: Readonly<Record<Exclude<RichTextField, 'decisionText'>, string>>;
  readonly proposal?: VtProposal;
  readonly response?: MunicipalResponse;
  readonly decision: {
    readonly kind: DecisionKind | null;
    readonly words: string;
    readonly confirmation: Confirmation;
  };
  readonly owner: {
    readonly owner: Owner | null;
    readonly acceptance: Acceptance;
    readonly hold?: ProvisionalHold;
  };
  readonly actions: readonly ActionRecord[];
  readonly conditions: readonly ConditionRecord[];
  readonly dissents: readonly Dissent[];
  readonly nothingForChildren: readonly NothingForChild[];
  readonly recused: readonly PersonId[];
  readonly terms: readonly { readonly term: TermKind; readonly deadline: Deadline }[];
  /** What goes on after this meeting: keys of open things. */
  readonly carriedOver: readonly string[];
  /** Who wrote in which part. */
  readonly authors: Readonly<Record<string, readonly PersonId[]>>;
  readonly unsettled: readonly string[];
}

/** A correction to what was sealed about one case. */
export interface CorrectionRecord {
  readonly form: number;
  readonly salt: string;
  readonly item: ItemId;
  readonly caseId: CaseId;
  readonly alias: string;
  readonly reason: string;
  readonly words: string;
  readonly by: PersonId;
  readonly at: Instant;
}
