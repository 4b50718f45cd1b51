import type {
  ActionId,
  ActionOutcome,
  AgreedLevel,
  CapacityChoice,
  CaseId,
  DecisionKind,
  Discipline,
  DissentId,
  InvolvedId,
  ItemId,
  Instant,
  LegalGround,
  LocalDate,
  MeetingId,
  PersonId,
  SafetyLevel,
  Seen,
} from '@overlegtafel/domain';

/** What a yes, a no or a hold is about: the case itself, or one action of it. */
export type Given =
  { readonly kind: 'CASE' } | { readonly kind: 'ACTION'; readonly action: ActionId };

/**
 * Something that a person did about an item in their own name. Deeds are only ever added; how an item stands is read
 * from them in order (docs/decisions/0050). What the table writes together is not among them: that is the document.
 */
export type ItemDeedContent =
  | {
      readonly kind: 'PROPOSED';
      readonly decision: Exclude<DecisionKind, 'DEFERRAL'>;
      readonly words: string;
    }
  | {
      readonly kind: 'RESPONDED';
      readonly response: 'AGREE' | 'DIFFER' | 'ASK';
      readonly words: string;
    }
  | {
      readonly kind: 'RATED';
      readonly discipline: Discipline;
      readonly level: SafetyLevel;
      readonly words: string;
    }
  /** With who was asked to weigh at that moment. */
  | { readonly kind: 'REVEALED'; readonly raters: readonly PersonId[] }
  | { readonly kind: 'WENT_ALONG'; readonly level: SafetyLevel }
  | { readonly kind: 'LEVEL_AGREED'; readonly level: AgreedLevel }
  | { readonly kind: 'CONFIRMED'; readonly seen: Seen }
  | {
      readonly kind: 'DISSENTED';
      readonly dissent: DissentId;
      readonly words: string;
      readonly revisitOn?: LocalDate;
    }
  | { readonly kind: 'DISSENT_SETTLED'; readonly dissent: DissentId }
  | { readonly kind: 'RECUSED'; readonly reason: string }
  /** Whoever stepped out of the case with this item takes part again, and says why that is right now. */
  | { readonly kind: 'CAME_BACK'; readonly reason: string }
  | {
      readonly kind: 'INVITED';
      readonly person: PersonId;
      readonly ground: LegalGround;
      readonly purpose: string;
      readonly necessity: string;
      readonly until?: Instant;
    }
  | {
      readonly kind: 'NOTHING_FOR_CHILD';
      readonly child: InvolvedId;
      readonly reason: string;
    }
  | { readonly kind: 'ACCEPTED'; readonly of: Given; readonly seen: Seen }
  | { readonly kind: 'ACCEPTED_ON_BEHALF'; readonly of: Given; readonly seen: Seen }
  | {
      readonly kind: 'DECLINED';
      readonly of: Given;
      readonly seen: Seen;
      readonly reason: string;
    }
  | { readonly kind: 'HELD'; readonly of: Given; readonly seen: Seen }
  | {
      readonly kind: 'REPORTED';
      readonly action: ActionId;
      readonly outcome: Exclude<ActionOutcome, { readonly kind: 'NONE' }>;
    }
  | { readonly kind: 'RECEIVED'; readonly seen: Seen }
  | { readonly kind: 'REFUSED'; readonly seen: Seen; readonly reason: string }
  /** Ends every invitation of this person to the item until now. */
  | {
      readonly kind: 'INVITATION_WITHDRAWN';
      readonly person: PersonId;
      readonly reason: string;
    }
  | { readonly kind: 'BROKE_GLASS'; readonly reason: string; readonly until: Instant }
  /** Ends the emergency access of this person to the item before its time. */
  | { readonly kind: 'GLASS_ENDED'; readonly person: PersonId; readonly reason: string }
  | { readonly kind: 'BROUGHT_TO_TABLE' }
  | { readonly kind: 'LEFT' }
  | { readonly kind: 'CLOSED' };

/** Something that a person did to a meeting as a whole. */
export type MeetingDeedContent =
  | { readonly kind: 'OPENED' }
  | { readonly kind: 'ADJOURNED'; readonly reason: string }
  | { readonly kind: 'RESUMED' }
  | { readonly kind: 'CHAIR_TAKEN' }
  | { readonly kind: 'CAPACITY_CHOSEN'; readonly choice: CapacityChoice }
  | { readonly kind: 'MEETING_CLOSED' };

interface Done {
  readonly id: string;
  readonly meeting: MeetingId;
  readonly by: PersonId;
  readonly at: Instant;
}

export interface ItemDeed extends Done {
  readonly item: ItemId;
  readonly content: ItemDeedContent;
}

/** Whose access to an item, or to its case, a deed changes. */
export function accessOf({ by, content }: Pick<ItemDeed, 'by' | 'content'>): PersonId | undefined {
  if ('person' in content) return content.person;
  return isRecusal(content) || content.kind === 'BROKE_GLASS' ? by : undefined;
}

/** True for stepping out of a case, and for coming back. */
export function isRecusal({ kind }: ItemDeedContent): boolean {
  return kind === 'RECUSED' || kind === 'CAME_BACK';
}

/** A deed with the case that its item is about. */
export interface CaseDeed extends ItemDeed {
  readonly caseId: CaseId;
}

export interface MeetingDeed extends Done {
  readonly content: MeetingDeedContent;
}
