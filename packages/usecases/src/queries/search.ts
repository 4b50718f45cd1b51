import type { TableId } from '@overlegtafel/domain';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import { refusalFor } from '../commands/do-to-meeting.ts';
import { done, type Outcome, refuse } from '../outcome/outcome.ts';
import type { RecordRow, SearchHit } from '../ports/rows.ts';
import { readCorrectionRecord, readRecordHead } from '../record/read-record.ts';
import type { ItemRecord } from '../record/record-shape.ts';
import { actorOf } from '../scene/actor-of.ts';
import { askTable, sitsAt } from '../scene/ask-table.ts';
import { type RecordedItem, recordedItems } from '../scene/recorded-items.ts';
import type { Caller, World } from '../world.ts';
import { excerptOf, searchWords } from './excerpt.ts';
import { recordReading } from './record-reading.ts';

type Hit = ApiAnswer<'search'>['hits'][number];

/**
 * MC88: finds sealed decisions by their words. Rights are asked first, and excerpts are made of what may be read; that
 * somebody searched is logged, and what of, but not the words.
 */
export async function search(
  {
    table,
    words: text,
    next,
  }: { readonly table: TableId; readonly words: string; readonly next?: string },
  caller: Caller,
  world: World,
): Promise<Outcome<ApiAnswer<'search'>>> {
  const actor = await actorOf(caller.person, world);
  const permission = askTable(actor, 'READ', 'meeting', table);
  const words = searchWords(text);
  const mayLook = permission.kind === 'ALLOWED' && words.length > 0;
  const page = mayLook ? await world.stores.search(table, words, next) : { rows: [] };
  const found = await foundIn(page.rows, words, caller, world);
  const subject = { action: 'E', event: 'search', objectKind: 'table', object: table } as const;
  const cases = found.map(({ item }) => ({
    table,
    caseId: item.part.caseId,
    item: item.part.item,
    permission: item.ask('READ', 'alias'),
  }));
  await recordReading({ ...subject, about: { table } }, { permission, cases }, caller, world);
  if (permission.kind === 'REFUSED') return refuse(refusalFor(permission, sitsAt(actor, table)));
  const more = 'next' in page && page.next !== undefined ? { next: page.next } : {};
  return done({ hits: found.map(({ hit }) => hit), ...more });
}

interface Found {
  readonly hit: Hit;
  readonly item: RecordedItem;
}

async function foundIn(
  hits: readonly SearchHit[],
  words: readonly string[],
  caller: Caller,
  world: World,
): Promise<readonly Found[]> {
  const records = await recordsOf(
    hits.map(({ record }) => record),
    world,
  );
  const originals = await recordsOf([...records.values()].map(originalOf), world);
  const items = await recordedItems([...originals.values()], caller, world);
  return hits.flatMap(({ record: id, item: itemId }) => {
    const record = records.get(id);
    const item = items.find(
      (one) => record && one.record.id === originalOf(record) && one.part.item === itemId,
    );
    if (!record || !item?.card || !item.isVisible) return [];
    const excerpt = excerptOf(readable(record, item, item.card), words);
    return excerpt === undefined ? [] : [{ hit: hitOf(record, item, item.card, excerpt), item }];
  });
}

/** A correction is seen by whoever sees what it corrects. */
function originalOf({ id, corrects }: RecordRow): string {
  return corrects ?? id;
}

async function recordsOf(
  ids: readonly string[],
  { stores }: World,
): Promise<ReadonlyMap<string, RecordRow>> {
  const found = await Promise.all([...new Set(ids)].map((id) => stores.record(id)));
  return new Map(found.flatMap((record) => (record ? [[record.id, record]] : [])));
}

/** The words in which one may search: those of fields that may be read. */
function readable(record: RecordRow, item: RecordedItem, card: ItemRecord): string {
  const { ask, part } = item;
  if (record.kind === 'CORRECTION') {
    const body = record.parts.find((one) => one.item === part.item)?.body;
    return body === undefined ? '' : `${card.alias}\n${readCorrectionRecord(body).words}`;
  }
  const may = (field: 'decision' | 'actions' | 'conditions' | 'dissent') =>
    ask('READ', field).kind === 'ALLOWED';
  const live = <T extends { readonly isWithdrawn: boolean; readonly words: string | null }>(
    all: readonly T[],
  ) => all.flatMap(({ isWithdrawn, words }) => (isWithdrawn || words === null ? [] : [words]));
  return [
    card.alias,
    card.reference,
    ...(may('decision') ? [card.decision.words] : []),
    ...(may('actions') ? live(card.actions) : []),
    ...(may('conditions') ? live(card.conditions) : []),
    ...(may('dissent') ? card.dissents.map(({ words }) => words) : []),
  ].join('\n');
}

function hitOf(
  record: RecordRow,
  { part, ask }: RecordedItem,
  card: ItemRecord,
  excerpt: string,
): Hit {
  const { kind } = card.decision;
  const maySay = kind !== null && ask('READ', 'decision').kind === 'ALLOWED';
  return {
    record: originalOf(record),
    item: part.item,
    caseId: part.caseId,
    alias: card.alias,
    date: readRecordHead(record.head).date,
    ...(maySay ? { decision: kind } : {}),
    excerpt,
  };
}
