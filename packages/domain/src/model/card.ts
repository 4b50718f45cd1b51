import type {
  ActionId,
  CaseId,
  ConditionId,
  DissentId,
  InvolvedId,
  ItemId,
  OrganisationId,
  PersonId,
} from './ids.ts';
import type { HouseholdPerson } from './household.ts';
import type { ItemState } from './meeting.ts';
import type { Register } from './register.ts';
import type { Instant, LocalDate } from './time.ts';
import type {
  ActionPhase,
  DecisionKind,
  Discipline,
  RiskFactor,
  SafeNow,
  SafetyLevel,
  TriagePriority,
  ViolenceProfile,
} from './vocabulary.ts';

/** SHA-256 of the canonical JSON of what a person saw when they said yes. Lower-case hex, 64 characters. */
export type Seen = string;

/** Somebody who can hold an action or a case: a person, or an organisation's duty contact who is not in the room. */
export type Owner =
  | { readonly kind: 'PERSON'; readonly person: PersonId }
  | { readonly kind: 'ORGANISATION'; readonly organisation: OrganisationId };

/** For whom an action is done. The whole case does not count as care for a child. */
export type Beneficiary =
  { readonly kind: 'CASE' } | { readonly kind: 'PERSONS'; readonly persons: readonly InvolvedId[] };

/** How an action or a case was answered by whom it was given to; made by a command in one's own name. */
export type Acceptance =
  | { readonly kind: 'NONE' }
  | { readonly kind: 'ACCEPTED'; readonly by: PersonId; readonly at: Instant; readonly seen: Seen }
  /** Somebody said yes for the owner; the owner still confirms. */
  | {
      readonly kind: 'ACCEPTED_ON_BEHALF';
      readonly by: PersonId;
      readonly at: Instant;
      readonly seen: Seen;
    }
  | {
      readonly kind: 'DECLINED';
      readonly by: PersonId;
      readonly at: Instant;
      readonly reason: string;
    };

/**
 * Somebody at the table who keeps an action until its owner, who is not there, answers.
 * Declined, or silent for 24 hours after `askedAt`: it stays with the holder and returns to next week's agenda.
 */
export interface ProvisionalHold {
  readonly holder: PersonId;
  readonly askedAt: Instant;
  /** What the holder saw when they took it. The closing gate counts a hold only for what stands there now. */
  readonly seen?: Seen;
}

/**
 * What an action is there for; given once, when it is made. INTERIM_CHECK is the dated check that bridges a
 * deferral; FEEDBACK is the reply to the reporter. Neither counts as care for a child.
 */
export const actionPurposes = ['CARE', 'INTERIM_CHECK', 'FEEDBACK'] as const;
export type ActionPurpose = (typeof actionPurposes)[number];

/** What an action says, as read from the document; every field may be empty or disputed. */
export interface ActionCard {
  readonly id: ActionId;
  readonly purpose: ActionPurpose;
  readonly words: Register<string>;
  readonly owner: Register<Owner>;
  readonly dueDate: Register<LocalDate>;
  readonly phase: Register<ActionPhase>;
  readonly forWhom: Register<Beneficiary>;
  readonly withdrawn: Register<boolean>;
  /** The hash of the words, owner, due date, phase and for whom as they stand now. */
  readonly seen: Seen;
  readonly acceptance: Acceptance;
  readonly hold?: ProvisionalHold;
}

/** Who calls whom at which signal. */
export interface AlarmAgreement {
  readonly signal: string;
  readonly caller: string;
  readonly callee: string;
}

/** What must at least be true for it to be directly safe, with the alarm agreement that guards it. */
export interface SafetyConditionCard {
  readonly id: ConditionId;
  readonly words: Register<string>;
  readonly alarm: Register<AlarmAgreement>;
  readonly withdrawn: Register<boolean>;
}

/** A disagreement that is kept, with the date on which the table looks again. */
export interface Dissent {
  readonly id: DissentId;
  readonly by: PersonId;
  readonly words: string;
  readonly revisitOn?: LocalDate;
  readonly at: Instant;
}

/** The chair's word that this is the decision; the hash names the decision that was confirmed. */
export type Confirmation =
  | { readonly kind: 'NONE' }
  | {
      readonly kind: 'CONFIRMED';
      readonly by: PersonId;
      readonly at: Instant;
      readonly seen: Seen;
    };

/** The safety level that the table agreed, with who stayed with their own weighing. */
export interface AgreedLevel {
  readonly level: SafetyLevel;
  readonly differed: readonly {
    readonly person: PersonId;
    readonly discipline: Discipline;
    readonly level: SafetyLevel;
  }[];
  readonly at: Instant;
}

/** Why nobody does anything for this child now, in somebody's own words. */
export interface NothingForChild {
  readonly child: InvolvedId;
  readonly reason: string;
  readonly by: PersonId;
}

/** Something in a document that could not be read. The gate treats it as a blocker, never as fine. */
export interface Finding {
  /** Where it stands, `actions.<id>.owner`. */
  readonly path: string;
}

/** What Veilig Thuis proposed before the table. */
export interface VtProposal {
  readonly kind: Exclude<DecisionKind, 'DEFERRAL'>;
  readonly words: string;
  readonly by: PersonId;
  readonly at: Instant;
}

/** What the municipality answered. */
export interface MunicipalResponse {
  readonly kind: 'AGREE' | 'DIFFER' | 'ASK';
  readonly words: string;
  readonly by: PersonId;
  readonly at: Instant;
}

/**
 * Everything about one item that the closing gate looks at: what people wrote together (from the item document)
 * beside what persons did in their own name (from rows). The caller joins the two; the gate decides.
 */
export interface ItemCard {
  readonly id: ItemId;
  readonly caseId: CaseId;
  readonly alias: string;
  readonly state: ItemState;
  readonly household: readonly HouseholdPerson[];
  /** Feedback to the reporter is owed for every report but one whose reporter nobody can reach. */
  readonly feedbackOwed: boolean;
  /** The party that brought the case; it owns the case until somebody at the table takes it. */
  readonly bringingParty: OrganisationId;

  readonly safeNow: Register<SafeNow>;
  readonly priority: Register<TriagePriority>;
  readonly visitThisWeek: Register<boolean>;
  readonly riskFactors: Register<readonly RiskFactor[]>;
  readonly violenceProfile: Register<readonly ViolenceProfile[]>;
  readonly owner: Register<Owner>;
  readonly decisionKind: Register<DecisionKind>;
  /** Plain text of what stands under the decision. A deferral needs it: it is the reason. */
  readonly decisionWords: string;
  readonly actions: readonly ActionCard[];
  readonly conditions: readonly SafetyConditionCard[];
  readonly findings: readonly Finding[];
  /** The hash of the case owner as it stands now, which an owner names when they say yes. */
  readonly ownerSeen: Seen;
  /** The hash of the decision's kind and words as they stand now. */
  readonly decisionSeen: Seen;

  readonly vtProposal?: VtProposal;
  readonly municipalResponse?: MunicipalResponse;
  readonly agreedLevel?: AgreedLevel;
  readonly ownerAcceptance: Acceptance;
  readonly ownerHold?: ProvisionalHold;
  readonly confirmation: Confirmation;
  readonly dissents: readonly Dissent[];
  readonly nothingForChildren: readonly NothingForChild[];
  /** Actions that were accepted by a command; one that the document no longer holds blocks. */
  readonly acceptedActions: readonly ActionId[];
}

/** The whole of a meeting as the gate sees it. */
export interface TableState {
  /** The items that are on the agenda by the rows of the meeting; one whose card is not among `items` blocks. */
  readonly agenda: readonly ItemId[];
  readonly items: readonly ItemCard[];
  /** The day on which the meeting was opened; before that, for which it is planned. Nothing is agreed for an earlier one. */
  readonly heldOn: LocalDate;
  /** The persons who are at the table now; an owner who is not among them is held provisionally. */
  readonly present: readonly PersonId[];
  /** Which organisation each person acts for, so that a duty contact can be answered by a colleague. */
  readonly memberships: readonly {
    readonly person: PersonId;
    readonly organisation: OrganisationId;
  }[];
  /** Agenda order and remarks can be disputed or unreadable too. */
  readonly findings: readonly Finding[];
}
