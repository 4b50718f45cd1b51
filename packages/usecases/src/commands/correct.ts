import type { ItemId, Permission } from '@overlegtafel/domain';
import { lineOf } from '../audit/line-of.ts';
import { done, type Outcome, refuse } from '../outcome/outcome.ts';
import type { RecordRow } from '../ports/rows.ts';
import { recordMissing } from '../queries/record-reading.ts';
import { correctionRecord } from '../record/build-record.ts';
import { type RecordedItem, recordedItems } from '../scene/recorded-items.ts';
import type { Caller, World } from '../world.ts';
import { refusalFor } from './do-to-meeting.ts';
import { onceFor } from './once-for.ts';

export interface Correct {
  readonly record: string;
  /** Which item is put right; absent only when the record has one. */
  readonly item?: ItemId;
  readonly reason: string;
  readonly words: string;
}

/** MC70: puts right what a sealed record says, as a record of its own. The sealed one stays as it is. */
export async function correct(
  wish: Correct,
  caller: Caller,
  world: World,
): Promise<Outcome<{ readonly id: string }>> {
  const record = await world.stores.record(wish.record);
  const missing = async () => {
    const object = { objectKind: 'record', object: wish.record };
    await recordMissing({ action: 'C', event: 'correct', ...object }, caller, world);
    return refuse({ kind: 'NOT_THERE' });
  };
  if (!record || record.kind === 'CORRECTION') return missing();
  const seen = await recordedItems([record], caller, world);
  if (wish.item === undefined && seen.length > 1)
    return refuse({ kind: 'MISTAKES', mistakes: [{ path: 'item', kind: 'MISSING' }] });
  const one = seen.find(({ part }) => part.item === (wish.item ?? part.item));
  if (!one?.isVisible) return missing();
  const permission = one.ask('CORRECT', 'record');
  const line = lineFor(one, record, permission, { caller, world });
  if (permission.kind === 'ALLOWED') return store({ wish, record, one, line }, caller, world);
  await world.ledger.record([line]);
  return refuse(refusalFor(permission, true));
}

function lineFor(
  { part }: RecordedItem,
  { id, table }: RecordRow,
  permission: Permission,
  { caller, world }: { readonly caller: Caller; readonly world: World },
) {
  const about = { table, caseId: part.caseId, item: part.item };
  const subject = {
    action: 'C',
    event: 'correct',
    objectKind: 'record',
    object: id,
    about,
  } as const;
  return lineOf(subject, permission, caller, world);
}

async function store(
  doing: {
    readonly wish: Correct;
    readonly record: RecordRow;
    readonly one: RecordedItem;
    readonly line: ReturnType<typeof lineFor>;
  },
  caller: Caller,
  world: World,
): Promise<Outcome<{ readonly id: string }>> {
  const { wish, record, one, line } = doing;
  const [[table], meeting] = await Promise.all([
    world.stores.tables([record.table]),
    world.stores.meeting(record.meeting),
  ]);
  if (!table || !meeting) return refuse({ kind: 'NOT_THERE' });
  const { reason, words } = wish;
  const row = correctionRecord(
    {
      table,
      meeting,
      corrects: record,
      item: { id: one.part.item, caseId: one.part.caseId },
      household: { alias: one.alias },
      reason,
      words,
    },
    { by: caller.person, at: world.now(), newId: world.newId },
  );
  const changes = [{ add: 'record', row } as const];
  await world.ledger.commit({
    guards: [],
    changes,
    lines: [line],
    ...onceFor(caller, { id: row.id }),
  });
  return done({ id: row.id });
}
