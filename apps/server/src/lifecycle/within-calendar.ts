import { instant, localDateOf, OutsideCalendar } from '@overlegtafel/domain';
import { StartupProblem } from '../startup-problem.ts';

/**
 * Days and terms are known for a number of years; a clock outside them is set wrongly, or this version is too old.
 *
 * @throws {StartupProblem} that says so
 */
export function refuseOutsideCalendar(nowMs: number): void {
  try {
    localDateOf(instant(nowMs));
  } catch (error) {
    if (!(error instanceof OutsideCalendar)) throw error;
    throw new StartupProblem(
      `De klok van deze computer staat op ${new Date(nowMs).toISOString()}, en Overlegtafel kent de dagen en termijnen van 2020 tot en met 2040. Zet de klok goed. Staat die goed, gebruik dan een nieuwere versie van Overlegtafel.`,
    );
  }
}
