// edge: an item of a sealed record as JSON; the record's own tests prove its form
import { seenOf } from '@overlegtafel/documents';
import type {
  ActionPhase,
  ActionPurpose,
  Beneficiary,
  DecisionKind,
  LocalDate,
  Owner,
  Register,
} from '@overlegtafel/domain';

interface Answered {
  readonly acceptance: { readonly kind: string; readonly seen?: string };
  readonly hold?: { readonly seen?: string };
}
interface SealedAction extends Answered {
  readonly id: string;
  readonly purpose: ActionPurpose;
  readonly words: string | null;
  readonly owner: Owner | null;
  readonly dueDate: LocalDate | null;
  readonly phase: ActionPhase | null;
  readonly forWhom: Beneficiary | null;
  readonly isWithdrawn: boolean;
}
interface SealedItem {
  readonly alias: string;
  readonly safeNow: string | null;
  readonly unsettled: readonly string[];
  readonly decision: {
    readonly kind: DecisionKind | null;
    readonly words: string;
    readonly confirmation: { readonly kind: string; readonly seen?: string };
  };
  readonly owner: Answered & { readonly owner: Owner | null };
  readonly actions: readonly SealedAction[];
}

/**
 * What a sealed item lacks, judged from the text of the record alone and without the closing gate: every yes has to
 * name the hash of what was sealed.
 */
export function lackingIn(part: object): readonly string[] {
  const item = part as SealedItem;
  const { alias, decision, owner, actions } = item;
  const decided = seenOf({
    of: 'DECISION',
    decisionKind: register(decision.kind),
    words: decision.words,
  });
  const owned = seenOf({ of: 'CASE_OWNER', owner: register(owner.owner) });
  const nobodys = actions.filter((one) => !one.isWithdrawn && !isAnswered(one, seenOfAction(one)));
  return [
    ...(decision.confirmation.seen === decided ? [] : ['no decision that stands']),
    ...(owner.owner !== null && isAnswered(owner, owned) ? [] : ['no owner who said yes']),
    ...(item.safeNow === null || item.safeNow === 'UNKNOWN' ? ['nobody said if it is safe'] : []),
    ...item.unsettled.map((field) => `${field} is disputed`),
    ...nobodys.map(({ id }) => `action ${id} that nobody has`),
  ].map((what) => `${alias} closed with ${what}`);
}

function isAnswered({ acceptance, hold }: Answered, seen: string): boolean {
  return acceptance.kind === 'DECLINED' || acceptance.kind === 'NONE'
    ? hold?.seen === seen && acceptance.kind === 'NONE'
    : acceptance.seen === seen;
}

function seenOfAction(action: SealedAction): string {
  const { purpose, words, owner, dueDate, phase, forWhom } = action;
  return seenOf({
    of: 'ACTION',
    purpose,
    words: register(words),
    owner: register(owner),
    dueDate: register(dueDate),
    phase: register(phase),
    forWhom: register(forWhom),
  });
}

function register<T>(value: T | null): Register<T> {
  return value === null ? { kind: 'EMPTY' } : { kind: 'VALUE', value };
}
