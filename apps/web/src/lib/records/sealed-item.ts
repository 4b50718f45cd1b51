// edge: sealed cards of our own API; who may not read a part does not get it
import type {
  DecisionKind,
  LocalDate,
  Owner,
  SafeNow,
  SafetyLevel,
  TriagePriority,
} from '@overlegtafel/domain';
import type { ApiAnswer } from '@overlegtafel/protocol/api';

export type RecordAnswer = ApiAnswer<'record'>;

/** How somebody answered to what they were given. */
type SealedAcceptance =
  | { readonly kind: 'NONE' }
  | { readonly kind: 'ACCEPTED' | 'ACCEPTED_ON_BEHALF'; readonly by: string; readonly at: string }
  | {
      readonly kind: 'DECLINED';
      readonly by: string;
      readonly at: string;
      readonly reason: string;
    };

interface Answered {
  readonly owner: Owner | null;
  readonly acceptance: SealedAcceptance;
  readonly hold?: { readonly holder: string };
}

export interface SealedAction extends Answered {
  readonly id: string;
  readonly words: string | null;
  readonly dueDate: LocalDate | null;
  readonly isWithdrawn: boolean;
}

interface SealedAlarm {
  readonly signal: string;
  readonly caller: string;
  readonly callee: string;
}

/** One case as it stood when the table was closed, as far as this reader may see it. */
export interface SealedItem {
  readonly item: string;
  readonly caseId?: string;
  readonly alias: string;
  readonly reference?: string;
  readonly agreedLevel?: { readonly level: SafetyLevel };
  readonly assessment?: { readonly level: SafetyLevel };
  readonly safeNow?: SafeNow | null;
  readonly priority?: TriagePriority | null;
  readonly visitThisWeek?: boolean | null;
  readonly texts?: Readonly<Record<'facts' | 'worries' | 'strengths' | 'childVoice', string>>;
  readonly decision?: {
    readonly kind: DecisionKind | null;
    readonly words: string;
    readonly confirmation: { readonly kind: string; readonly by?: string; readonly at?: string };
  };
  readonly owner?: Answered;
  readonly actions?: readonly SealedAction[];
  readonly conditions?: readonly {
    readonly id: string;
    readonly words: string | null;
    readonly alarm: SealedAlarm | null;
    readonly isWithdrawn: boolean;
  }[];
  readonly dissents?: readonly {
    readonly id: string;
    readonly by: string;
    readonly words: string;
    readonly revisitOn?: LocalDate;
  }[];
  readonly nothingForChildren?: readonly { readonly child: string; readonly reason: string }[];
  readonly authors?: Readonly<Record<string, readonly string[]>>;
  readonly unsettled?: readonly string[];
}

/** The cases of a sealed list. */
export function sealedItems({ items }: Pick<RecordAnswer, 'items'>): readonly SealedItem[] {
  return items;
}

/** What the table chose about home visits above its capacity. */
export type SealedCapacity =
  | { readonly kind: 'NOTHING_TO_CHOOSE' }
  | { readonly kind: 'LET_WAIT'; readonly items: readonly string[] }
  | { readonly kind: 'DO_ALL'; readonly reason: string }
  | { readonly kind: 'NOT_CHOSEN'; readonly over: number };

export function sealedCapacity({ capacity }: Pick<RecordAnswer, 'capacity'>): SealedCapacity {
  return capacity as unknown as SealedCapacity;
}
