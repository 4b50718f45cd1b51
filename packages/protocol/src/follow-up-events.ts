/**
 * What becomes of things that a closed meeting left, by the name of its live event: the table that meets now asks about
 * them, and looks again at each.
 */
export const followUpEvents: ReadonlySet<string> = new Set([
  'action-done',
  'action-not-done',
  'ask-more-time',
  'agree-more-time',
  'postpone-action',
  'stop-action',
  'answer-handover',
  'monitoring-outcome',
  'settle-dissent',
]);
