import type { CaseDesk } from './case-desk.svelte.ts';

/** What Veilig Thuis proposed becomes the decision that the table tests: kind, and words where there are none yet. */
export function adoptProposal({ sheet, item }: CaseDesk): void {
  const { proposal } = item;
  if (sheet === undefined || proposal === undefined) return;
  sheet.chooseDecisionKind(proposal.kind);
  if (sheet.reading.decisionWords.trim() === '') sheet.writeDecision(proposal.words);
}
