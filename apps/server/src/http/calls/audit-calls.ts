import {
  type AuditWorld,
  type Outcome,
  exportAccessLog,
  exportProcessingLog,
  readAlerts,
  readInvitations,
  whatPersonOpened,
  whoSawCase,
} from '@overlegtafel/usecases';
import { bind, type BoundCall } from '../contract/bound-call.ts';
import { mistakesIn, momentOf } from './read-values.ts';

/** What is read of the access log, and of the grounds on which people have access. */
export function auditCalls(world: AuditWorld): readonly BoundCall[] {
  return [
    bind('whoSawCase', ({ params, query, caller }) =>
      whoSawCase({ caseId: params.case, ...pageOf(query) }, caller, world),
    ),
    bind('whatPersonOpened', ({ params: { person }, query, caller }) =>
      whatPersonOpened({ person, ...pageOf(query) }, caller, world),
    ),
    bind('alerts', ({ params, query, caller }) =>
      readAlerts({ ...params, ...pageOf(query) }, caller, world),
    ),
    bind('invitations', ({ params, query, caller }) =>
      readInvitations({ ...params, ...pageOf(query) }, caller, world),
    ),
    bind('exportAudit', async ({ body, caller }) => {
      const [from, until] = [momentOf(body.from, 'from'), momentOf(body.until, 'until')];
      if (!from.ok || !until.ok) return mistakesIn(from, until);
      const period = { from: from.value, until: until.value };
      const lines = await exportAccessLog(period, caller, world);
      return asLines(lines);
    }),
    bind('exportProcessing', async ({ params, caller }) =>
      asLines(await exportProcessingLog({ caseId: params.case }, caller, world)),
    ),
  ];
}

function asLines(lines: Outcome<AsyncIterable<string>>) {
  return lines.kind === 'REFUSED' ? lines : ({ kind: 'LINES', lines: lines.value } as const);
}

function pageOf({ next }: { readonly next?: string | undefined }): { readonly next?: string } {
  return next === undefined ? {} : { next };
}
