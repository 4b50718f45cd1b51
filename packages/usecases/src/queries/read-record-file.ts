import { isWholeCard } from '../answers/recorded-card.ts';
import { done, type Outcome, refuse } from '../outcome/outcome.ts';
import { manifestOf, type RecordFile } from '../record/record-file.ts';
import { type RecordedItem, recordedItems } from '../scene/recorded-items.ts';
import type { Caller, World } from '../world.ts';
import { recordMissing, recordReading } from './record-reading.ts';

/**
 * AU70: a sealed record as a file, for who may take one out. The words of a case are in it only when whoever asks may
 * read all of them: the hash is of the whole.
 */
export async function readRecordFile(
  { record: id }: { readonly record: string },
  caller: Caller,
  world: World,
): Promise<Outcome<RecordFile>> {
  const record = await world.stores.record(id);
  const subject = {
    action: 'R',
    event: 'export-record',
    objectKind: 'record',
    object: id,
  } as const;
  if (!record || record.kind === 'CORRECTION') {
    await recordMissing(subject, caller, world);
    return refuse({ kind: 'NOT_THERE' });
  }
  const all = await recordedItems([record], caller, world);
  const taken = all.filter(mayTake);
  const permission = (taken[0] ?? all[0])?.ask('EXPORT', 'record') ?? unreadable;
  const about = { table: record.table };
  const cases = taken.map(({ part, ask }) => ({
    ...about,
    caseId: part.caseId,
    item: part.item,
    permission: ask('EXPORT', 'record'),
  }));
  await recordReading({ ...subject, about }, { permission, cases }, caller, world);
  if (taken.length === 0) return refuse({ kind: 'NOT_THERE' });
  return done({
    form: 'overlegtafel-record-1',
    fingerprint: record.fingerprint,
    manifest: manifestOf(record),
    bodies: record.parts.map(
      ({ item, body }) => (taken.some(({ part }) => part.item === item) ? body : undefined) ?? null,
    ),
  });
}

const unreadable = { kind: 'REFUSED', reason: 'UNREADABLE' } as const;

function mayTake(one: RecordedItem): boolean {
  const { card, ask } = one;
  return card !== undefined && ask('EXPORT', 'record').kind === 'ALLOWED' && isWholeCard(card, one);
}
