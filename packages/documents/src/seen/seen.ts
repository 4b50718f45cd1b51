import type {
  ActionPhase,
  ActionPurpose,
  Beneficiary,
  DecisionKind,
  LocalDate,
  Owner,
  Register,
  Seen,
} from '@overlegtafel/domain';
import { canonicalJson } from '../canonical/canonical-json.ts';
import { sha256Hex } from '../canonical/sha256-hex.ts';
import { isSeen } from './is-seen.ts';

/** What somebody says yes to: an action, the ownership of a case, or a decision. */
export type SeenSubject =
  | {
      readonly of: 'ACTION';
      readonly purpose: ActionPurpose;
      readonly words: Register<string>;
      readonly owner: Register<Owner>;
      readonly dueDate: Register<LocalDate>;
      readonly phase: Register<ActionPhase>;
      readonly forWhom: Register<Beneficiary>;
    }
  | { readonly of: 'CASE_OWNER'; readonly owner: Register<Owner> }
  | {
      readonly of: 'DECISION';
      readonly decisionKind: Register<DecisionKind>;
      readonly words: string;
    };

/**
 * Stands for something that nobody can say yes to: a part of it is disputed or cannot be read. It is no hash,
 * so it equals none, and `isSeen` is false for it.
 */
export const unsettled: Seen = 'unsettled';

/**
 * SHA-256 over the canonical JSON of what a person sees, in lower-case hex. An empty field counts as empty;
 * when it is filled in later, the hash changes and the yes no longer counts.
 */
export function seenOf(subject: SeenSubject): Seen {
  const fields: Record<string, unknown> = {};
  for (const [name, part] of Object.entries<string | Register<unknown>>(subject)) {
    const shown = shownOf(part);
    if (shown === undefined) return unsettled;
    fields[name] = shown;
  }
  const text = canonicalJson(fields);
  return text === undefined ? unsettled : sha256Hex(text);
}

function shownOf(part: string | Register<unknown>): unknown {
  if (typeof part === 'string') return part;
  if (part.kind === 'VALUE') return part.value;
  return part.kind === 'EMPTY' ? null : undefined;
}

/** True when what was named is what stands there now. Never true while it is unsettled. */
export function stillSeen(named: Seen, current: Seen): boolean {
  return isSeen(named) && named === current;
}
