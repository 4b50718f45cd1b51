import type { Database } from '@overlegtafel/db';
import type { DatabaseChoice } from './configuration/configuration.ts';

/** What the health of the server depends on in its database. */
export interface DatabaseHealth {
  readonly kind: DatabaseChoice['kind'];
  /** Whether the database can be read and written now. Never throws; takes a second at most. */
  canServe(): Promise<boolean>;
}

const longestAnswerMs = 1_000;

/** The health of an open database. One that does not answer in a second counts as not there. */
export function healthOf(database: Pick<Database, 'kind' | 'health'>): DatabaseHealth {
  return {
    kind: database.kind,
    async canServe() {
      const silence = new Promise<false>((resolve) => {
        setTimeout(resolve, longestAnswerMs, false).unref();
      });
      const answer = database.health().then(
        ({ status }) => status === 'ok',
        () => false,
      );
      return Promise.race([answer, silence]);
    },
  };
}
