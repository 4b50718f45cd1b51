// edge: the one writer that is no person
import {
  convertDocument,
  conversions,
  schemaVersion,
  type Conversion,
  type DocumentKind,
} from '@overlegtafel/documents';
import type { PersonId } from '@overlegtafel/domain';
import type { RoomName } from '@overlegtafel/protocol';
import { replay } from './room-content.ts';
import type { RoomGate } from './room-gate.ts';
import type { RoomLog, RoomRecord } from './room-log.ts';

/** Which steps there are, and to which version they lead. */
export interface Versions {
  readonly steps: readonly Conversion[];
  readonly to: number;
}

/** The versions of this program. */
export const ownVersions: Versions = { steps: conversions, to: schemaVersion };

/** What a conversion needs of the world. Without a gate nothing can be converted. */
interface Conversions {
  readonly log: RoomLog;
  readonly gate?: Pick<RoomGate, 'raiseVersion'> | undefined;
  readonly nowMs: number;
  readonly versions: Versions;
}

/** Written by the server, in nobody's name. */
const nobody = 'migration' as PersonId;

/**
 * The room in the version of this program, before anybody is let in. An older one is converted once:
 * the update goes into the log, under a number that is given once for each version, and then the
 * version is raised where it is still the old one. Two servers that do this at once store one update.
 * A closed room takes no update: it stays as it was written, and is only read.
 *
 * @returns undefined for a version that this program does not know: it must not be opened
 */
export async function inOwnVersion(
  name: RoomName,
  record: RoomRecord,
  around: Conversions,
): Promise<RoomRecord | undefined> {
  const { log, gate, versions } = around;
  const { to } = versions;
  if (record.schemaVersion === to) return record;
  const outcome = convert(name, record, versions);
  if (outcome.kind !== 'CONVERTED' || !gate) return undefined;
  if (record.state.kind === 'closed') return { ...record, schemaVersion: to };
  if (outcome.update) await append(name, outcome.update, around);
  await gate.raiseVersion(name, record.schemaVersion, to);
  const converted = await log.read(name, 0);
  if (converted && converted.schemaVersion !== to) throw new Error('a room was not converted');
  return converted;
}

async function append(
  room: RoomName,
  update: Uint8Array,
  { log, nowMs, versions: { to } }: Conversions,
): Promise<void> {
  const writer = { writer: nobody, person: nobody, clientIds: [] };
  const [stored] = await log.append([{ room, ...writer, n: to, atMs: nowMs, update }]);
  if (stored?.kind !== 'appended' && stored?.kind !== 'duplicate')
    throw new Error(`a conversion was not stored: ${stored?.kind}`);
}

function convert(name: RoomName, record: RoomRecord, { steps, to }: Versions) {
  const kind: DocumentKind = name.startsWith('item:') ? 'item' : 'meeting';
  const doc = replay(kind, record);
  const outcome = convertDocument(doc, record.schemaVersion, steps, to);
  doc.destroy();
  return outcome;
}
