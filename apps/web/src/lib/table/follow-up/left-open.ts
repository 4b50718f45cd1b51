import type { ApiAnswer } from '@overlegtafel/protocol/api';

/** What nobody told of yet of what last week left, by kind. */
export interface LeftOpen {
  readonly actions: number;
  readonly handovers: number;
  readonly checks: number;
}

/**
 * TW20: what is still open in the follow-up.
 *
 * @param today a check that is planned for later is not open yet
 */
export function leftOpen(
  {
    actions,
    handovers,
    monitoring,
  }: Pick<ApiAnswer<'followUp'>, 'actions' | 'handovers' | 'monitoring'>,
  today: string,
): LeftOpen {
  return {
    actions: actions.filter(({ outcome }) => outcome.kind === 'NONE').length,
    handovers: handovers.filter(({ answer, to }) => to !== undefined && answer.kind === 'NONE')
      .length,
    checks: monitoring.filter(({ outcome, dueOn }) => outcome === undefined && dueOn <= today)
      .length,
  };
}

export function leftCount({ actions, handovers, checks }: LeftOpen): number {
  return actions + handovers + checks;
}
