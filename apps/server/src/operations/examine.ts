import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  CheckpointKeyError,
  type Condition,
  conditionOf,
  type InstallationKeys,
  type KeyedDatabase,
  readPublicKey,
} from '@overlegtafel/db';
import { type PlaceSettings, type Places, placesOf } from '../lifecycle/places.ts';

/** A database as it stands there, and the places to speak of. */
export interface Examined {
  readonly database: KeyedDatabase;
  readonly condition: Condition;
  readonly places: Places;
}

/** Looks at the database of a configuration and writes nothing. Everybody who looks, looks here. */
export async function examine(settings: PlaceSettings, keys: InstallationKeys): Promise<Examined> {
  const { database: choice, dataFolder } = settings;
  const places = placesOf(settings);
  const database: KeyedDatabase =
    choice.kind === 'sqlite'
      ? { kind: 'sqlite', path: join(dataFolder, 'overlegtafel.db'), keys }
      : { kind: 'postgresql', url: choice.url, keys };
  const { checkpointFolder: folder, checkpointKeyFile } = places;
  const condition = await conditionOf(database, { folder, key: publicKeyIn(checkpointKeyFile) });
  return { database, condition, places };
}

/** A key that cannot be used is said by who asks for the key; without one only signatures are not looked at. */
export function publicKeyIn(file: string) {
  if (!existsSync(file)) return undefined;
  try {
    return readPublicKey(file);
  } catch (error) {
    if (!(error instanceof CheckpointKeyError)) throw error;
    return undefined;
  }
}
