import { clockStanding, instant, type RecordKind } from '@overlegtafel/domain';
import { listRetention } from '@overlegtafel/usecases';
import type { Configuration } from '../configuration/configuration.ts';
import { knownBeside, promisedAt } from '../lifecycle/clock-watch.ts';
import { clockWords } from '../lifecycle/clock-words.ts';
import { openUnchecked } from '../lifecycle/open-storage.ts';
import { placesOf } from '../lifecycle/places.ts';
import type { Log } from '../log.ts';

const names: Readonly<Record<RecordKind, string>> = {
  SCRATCH: 'kladblok',
  ROOM_LOG: 'document van de tafel',
  TABLE_COPY: 'casus aan de tafel',
  VT_FILE: 'dossier van Veilig Thuis',
  REPORTER_IDENTITY: 'identiteit van een melder',
  CONFIDENTIAL_ADDRESS: 'geheim adres',
  ADVICE_REQUEST: 'adviesvraag',
  AUDIT_LINE: 'logregel',
  RIGHTS_REQUEST: 'verzoek',
};

/** What must be destroyed at a moment and what is held, one line each: kind, day and id, and nothing of a household. */
export async function retentionDryRun(
  configuration: Configuration,
  log: Log,
  nowMs: number,
): Promise<readonly string[]> {
  const { database } = await openUnchecked(configuration, log);
  try {
    const world = { stores: database.stores, now: () => instant(nowMs) };
    const promised = promisedAt(placesOf(configuration).checkpointFolder);
    const known = await knownBeside(database.clock, promised)();
    const clock = clockStanding(instant(nowMs), known);
    const { due, held } = await listRetention(database.retention, world);
    return [
      ...due.map(({ kind, since, why, id }) => {
        const because = why.kind === 'TERM_ENDED' ? why.term.basis : 'verzoek om vernietiging';
        return `vernietigen  ${names[kind]}  sinds ${since}  ${id}  (${because})`;
      }),
      ...held.map(({ kind, since, id }) => `vastgehouden ${names[kind]}  sinds ${since}  ${id}`),
      `${due.length} te vernietigen, ${held.length} vastgehouden. Er is niets veranderd.`,
      ...(clock.kind === 'IN_STEP' ? [] : [clockWords(clock)]),
    ];
  } finally {
    await database.close();
  }
}
