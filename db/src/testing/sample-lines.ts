// edge: made-up people and cases
import type { CaseId, Instant, OrganisationId, PersonId, TableId } from '@overlegtafel/domain';
import type { AccessLine } from '@overlegtafel/usecases';

export const table = 'oefentafel' as TableId;
export const esdoorn = 'esdoorn' as CaseId;
export const organisation = 'politie' as OrganisationId;
export const someone = 'wijkagent' as PersonId;

/** A line of the access log; the number makes it different from the others. */
export function accessLine(n: number, change: Partial<AccessLine> = {}): AccessLine {
  return {
    id: `line-${String(n).padStart(6, '0')}`,
    at: (1_000 + n) as Instant,
    action: 'R',
    event: 'read-item',
    result: 'ALLOWED',
    person: someone,
    role: 'police',
    ground: 'ROLE OWN_TASK',
    isBreakGlass: false,
    objectKind: 'item',
    object: 'item-1',
    table,
    caseId: esdoorn,
    origin: 'digest-of-an-address',
    traceId: `trace-${n}`,
    ...change,
  };
}
