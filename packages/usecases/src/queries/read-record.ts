import type { ApiAnswer } from '@overlegtafel/protocol/api';
import { type Directory, directoryOf } from '../answers/directory.ts';
import { iso } from '../answers/instants.ts';
import { recordedCard } from '../answers/recorded-card.ts';
import { done, type Outcome, refuse } from '../outcome/outcome.ts';
import type { RecordRow } from '../ports/rows.ts';
import { readCorrectionRecord, readRecordHead } from '../record/read-record.ts';
import { type RecordedItem, recordedItems } from '../scene/recorded-items.ts';
import type { Caller, World } from '../world.ts';
import { recordMissing, recordReading } from './record-reading.ts';

type RecordAnswer = ApiAnswer<'record'>;

/** MC87: a sealed record as somebody may see it. Parts that they may not see are left out, and counted. */
export async function readRecord(
  { record: id }: { readonly record: string },
  caller: Caller,
  world: World,
): Promise<Outcome<RecordAnswer>> {
  const record = await world.stores.record(id);
  const subject = { action: 'R', event: 'read-record', objectKind: 'record', object: id } as const;
  if (!record || record.kind === 'CORRECTION') {
    await recordMissing(subject, caller, world);
    return refuse({ kind: 'NOT_THERE' });
  }
  const [all, corrections, directory] = await Promise.all([
    recordedItems([record], caller, world),
    world.stores.correctionsOf(id),
    directoryOf(record.table, world),
  ]);
  const seen = all.filter(({ isVisible }) => isVisible);
  const permission = (seen[0] ?? all[0])?.ask('READ', 'alias') ?? unreadable;
  const about = { table: record.table };
  const cases = seen.map(({ part, ask }) => ({
    ...about,
    caseId: part.caseId,
    item: part.item,
    permission: ask('READ', 'alias'),
  }));
  await recordReading({ ...subject, about }, { permission, cases }, caller, world);
  if (seen.length === 0 || !directory) return refuse({ kind: 'NOT_THERE' });
  return done({
    ...frameOf(record, directory),
    items: seen.flatMap((one) => (one.card ? [recordedCard(one.card, one)] : [])),
    hidden: all.length - seen.length,
    corrections: correctionViews(corrections, seen),
    mayDo: mayDoWith(seen),
  });
}

function mayDoWith(seen: readonly RecordedItem[]): string[] {
  const may = (verb: 'CORRECT' | 'EXPORT') =>
    seen.some(({ ask }) => ask(verb, 'record').kind === 'ALLOWED');
  return [...(may('CORRECT') ? ['correct'] : []), ...(may('EXPORT') ? ['recordFile'] : [])];
}

const unreadable = { kind: 'REFUSED', reason: 'UNREADABLE' } as const;

function frameOf(
  record: RecordRow,
  directory: Directory,
): Omit<RecordAnswer, 'items' | 'hidden' | 'corrections' | 'mayDo'> {
  const { id, table, meeting, sealedAt, sealedBy, number, fingerprint, previous } = record;
  const head = readRecordHead(record.head);
  const everybody = [...new Set(directory.memberships.map(({ person }) => person))];
  return {
    id,
    table,
    tableName: head.tableName,
    meeting,
    date: head.date,
    sealedAt: iso(sealedAt),
    sealedBy,
    number,
    fingerprint,
    ...(previous === undefined ? {} : { previous }),
    present: head.present.map(({ person }) => directory.person(person)),
    capacity: head.capacity ?? { kind: 'NOTHING_TO_CHOOSE' },
    people: everybody.map((person) => directory.person(person)),
  };
}

function correctionViews(
  corrections: readonly RecordRow[],
  seen: readonly RecordedItem[],
): RecordAnswer['corrections'] {
  const mine = new Set(seen.map(({ part }) => part.item));
  return corrections.flatMap(({ id, number, fingerprint, parts }) =>
    parts.flatMap(({ item, body }) => {
      if (!mine.has(item) || body === undefined) return [];
      const { reason, words, by, at } = readCorrectionRecord(body);
      return [{ id, number, item, reason, words, by, at: iso(at), fingerprint }];
    }),
  );
}
