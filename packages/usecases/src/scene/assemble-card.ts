import type { ItemReading } from '@overlegtafel/documents';
import type { ActionCard, ItemCard } from '@overlegtafel/domain';
import type { CaseRow, ItemRow, ReportRow } from '../ports/rows.ts';
import type { ItemStanding } from './item-standing.ts';

/** What a card is made of: rows, the document as it was read, and the standing by deeds. */
export interface CardParts {
  readonly item: ItemRow;
  readonly household: CaseRow;
  readonly report: ReportRow | undefined;
  readonly reading: ItemReading;
  readonly standing: ItemStanding;
}

/** Joins what people wrote together with what they did in their own name, for the gate and the record. */
export function assembleCard({ item, household, report, reading, standing }: CardParts): ItemCard {
  const { registers } = reading;
  const { proposal, response, agreedLevel } = standing;
  return {
    id: item.id,
    caseId: item.caseId,
    alias: household.alias,
    state: item.state,
    household: household.household,
    // Nobody can be told anything when not even Veilig Thuis knows who reported.
    feedbackOwed: report !== undefined && report.reporterKind !== 'UNIDENTIFIED',
    bringingParty: household.bringingParty,
    ...registers,
    decisionWords: reading.decisionWords,
    actions: reading.actions.map((action): ActionCard => {
      const answer = standing.actions.get(action.id);
      return {
        ...action,
        acceptance: answer?.acceptance ?? { kind: 'NONE' },
        ...(answer?.hold ? { hold: answer.hold } : {}),
      };
    }),
    conditions: reading.conditions,
    findings: reading.findings,
    ownerSeen: reading.ownerSeen,
    decisionSeen: reading.decisionSeen,
    ...(proposal ? { vtProposal: proposal } : {}),
    ...(response ? { municipalResponse: response } : {}),
    ...(agreedLevel ? { agreedLevel } : {}),
    ownerAcceptance: standing.owner.acceptance,
    ...(standing.owner.hold ? { ownerHold: standing.owner.hold } : {}),
    confirmation: standing.confirmation,
    dissents: standing.dissents.filter(({ id }) => !standing.settledDissents.has(id)),
    nothingForChildren: standing.nothingForChildren,
    acceptedActions: standing.acceptedActions,
  };
}
