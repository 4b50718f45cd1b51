import { join } from 'node:path';
import type { Configuration } from '../configuration/configuration.ts';

/** The key file that a practice table makes for itself. */
export const practiceKeyName = 'practice.key';

/** Where everything of a server stands. */
export interface Places {
  readonly kind: 'sqlite' | 'postgresql';
  readonly dataFolder: string;
  readonly keyFile: string;
  readonly checkpointFolder: string;
  readonly checkpointKeyFile: string;
}

/** What places depend on. */
export type PlaceSettings = Pick<
  Configuration,
  'database' | 'dataFolder' | 'dataKeyFile' | 'checkpointFolder' | 'checkpointKeyFile'
>;

export function placesOf(settings: PlaceSettings): Places {
  const { database, dataFolder } = settings;
  return {
    kind: database.kind,
    dataFolder,
    keyFile: settings.dataKeyFile ?? join(dataFolder, practiceKeyName),
    checkpointFolder: settings.checkpointFolder ?? join(dataFolder, 'checkpoints'),
    checkpointKeyFile: settings.checkpointKeyFile ?? join(dataFolder, 'checkpoint.key'),
  };
}
