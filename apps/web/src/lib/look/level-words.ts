import type { SafetyLevel, TriagePriority } from '@overlegtafel/domain';
import { m } from '#lib/paraglide/messages.js';

const levels: Readonly<Record<SafetyLevel, () => string>> = {
  ACUTE: m.look_level_acute,
  STRUCTURAL: m.look_level_structural,
  MULTI_PROBLEM: m.look_level_multi_problem,
  SAFE_ENOUGH: m.look_level_safe_enough,
  NOT_ASSESSABLE: m.look_level_not_assessable,
};

const priorities: Readonly<Record<TriagePriority, () => string>> = {
  ACT_NOW: m.look_priority_act_now,
  THIS_WEEK: m.look_priority_this_week,
  WITHIN_TERM: m.look_priority_within_term,
  WAITING: m.look_priority_waiting,
};

/** A safety level as people say it. */
export function levelWords(level: SafetyLevel): string {
  return levels[level]();
}

/** A triage priority as people say it. */
export function priorityWords(priority: TriagePriority): string {
  return priorities[priority]();
}
