// edge: lines of the access log of our own API
import type { ApiAnswer } from '@overlegtafel/protocol/api';

/** One thing that somebody saw or did, without what it said. */
export interface LogLine {
  readonly id: string;
  readonly at: string;
  readonly event: string;
  readonly result: 'ALLOWED' | 'REFUSED' | 'FAILED';
  readonly person?: string;
  readonly personName?: string;
  readonly onBehalfOfName?: string;
  readonly role?: string;
  readonly organisationName?: string;
  readonly ground?: string;
  readonly isBreakGlass: boolean;
  readonly purpose?: string;
  /** What was written by hand about an invitation or an emergency. */
  readonly statedPurpose?: string;
  readonly statedNecessity?: string;
  readonly caseId?: string;
}

export function logLines({ lines }: ApiAnswer<'whoSawCase'>): readonly LogLine[] {
  return lines as unknown as readonly LogLine[];
}
