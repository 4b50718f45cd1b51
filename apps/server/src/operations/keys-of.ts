import { join } from 'node:path';
import { type InstallationKeys, KeyFileError, readKeyFile } from '@overlegtafel/db';
import type { Configuration } from '../configuration/configuration.ts';
import { practiceKeyName } from '../lifecycle/places.ts';
import { StartupProblem } from '../startup-problem.ts';

/** Where the key of the installation stands. */
export function keyFileOf({
  dataKeyFile,
  dataFolder,
}: Pick<Configuration, 'dataKeyFile' | 'dataFolder'>): string {
  return dataKeyFile ?? join(dataFolder, practiceKeyName);
}

/**
 * The keys of the installation, for whoever works on its data without a server. Makes none.
 *
 * @throws {StartupProblem} when there are none to use
 */
export function keysOf(
  configuration: Pick<Configuration, 'dataKeyFile' | 'dataFolder'>,
): InstallationKeys {
  const file = keyFileOf(configuration);
  try {
    return readKeyFile(file);
  } catch (error) {
    if (!(error instanceof KeyFileError)) throw error;
    throw new StartupProblem(
      `Het sleutelbestand ${file} is niet te gebruiken. Geef met DATA_KEY_FILE het sleutelbestand dat bij deze gegevens hoort; alleen de gebruiker van de server mag het lezen (chmod 600).`,
    );
  }
}
