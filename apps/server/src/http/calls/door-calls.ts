import { done } from '@overlegtafel/usecases';
import type { DatabaseHealth } from '../../database-health.ts';
import { bind, type BoundCall } from '../contract/bound-call.ts';
import { openApi } from '../open-api.ts';
import { problems } from '../problems.ts';

/** What the calls about the server itself need. */
export interface DoorParts {
  readonly database: DatabaseHealth;
  readonly isStopping: () => boolean;
}

/** Whether the server serves, and how it is spoken to. */
export function doorCalls({ database, isStopping }: DoorParts): readonly BoundCall[] {
  const health = async () => {
    const canServe = await database.canServe();
    if (!canServe) return { kind: 'PROBLEM', problem: problems.databaseSilent } as const;
    return done({ status: 'ok' as const, database: database.kind });
  };
  let description: ReturnType<typeof openApi> | undefined;
  return [
    bind('health', health),
    bind('readiness', () =>
      isStopping() ? ({ kind: 'PROBLEM', problem: problems.stopping } as const) : health(),
    ),
    bind('openapi', () => done({ ...(description ??= openApi()) })),
  ];
}
