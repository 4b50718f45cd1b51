import type { Database } from '@overlegtafel/db';
import { createAdapter } from '@socket.io/postgres-adapter';
import type { Log } from '../log.ts';
import type { LiveParts } from './live-endpoint.ts';

/**
 * Larger messages would go through a table of the adapter's own, which is not there. What processes tell each other is
 * a hundred bytes, so there is nothing to clean up in it either.
 */
const never = 2 ** 31 - 1;

/** How processes on one PostgreSQL hear of each other; nothing for a server that is alone. */
export function adapterOver({ pool }: Pick<Database, 'pool'>, log: Log): LiveParts['adapter'] {
  return (
    pool &&
    createAdapter(pool, {
      cleanupInterval: never,
      errorHandler: (error) => {
        log.failure('live adapter', error);
      },
    })
  );
}
