import type { DatabaseChoice } from './configuration/configuration.ts';

/** What the health of the server depends on in its database. */
export interface DatabaseHealth {
  readonly kind: DatabaseChoice['kind'];
  /** Whether the database can be read and written now. Never throws; takes a second at most. */
  canServe(): Promise<boolean>;
}

/**
 * The database that is configured, while nothing is stored in it yet: it is named, not opened, so
 * it always counts as well.
 */
export function configuredDatabase(choice: DatabaseChoice): DatabaseHealth {
  return { kind: choice.kind, canServe: () => Promise.resolve(true) };
}
