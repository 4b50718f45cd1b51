// edge: manifests of records, which may be anything until they were checked
import { canonicalJson } from '@overlegtafel/documents';
import { fingerprintOf, type RecordManifest, sha256OfBody } from '@overlegtafel/usecases';
import { and, asc, eq, gt } from 'drizzle-orm';
import { hash } from 'node:crypto';
import { BrokenSealError } from '../errors.ts';
import type { CaseKeys } from '../keys/case-keys.ts';
import type { Storage } from '../kit/orm.ts';
import { placeOfPart } from '../stores/read-records.ts';
import { SealedRows } from '../stores/sealed-rows.ts';
import { ChainBroken, type ChainVerdict, verdictOf } from './chain-verdict.ts';

const pageLength = 100;

type StoredRecord = Awaited<ReturnType<typeof recordsAfter>>[number];

/**
 * Checks the chain of records of every table, and the hash of every sealed part. With the keys of the cases it also
 * opens the parts and checks their words.
 */
export async function verifyRecords(storage: Storage, keys?: CaseKeys): Promise<ChainVerdict[]> {
  const { orm, tables } = storage;
  const heads = await orm.select({ name: tables.recordHead.table }).from(tables.recordHead);
  const seen = await orm.selectDistinct({ name: tables.record.table }).from(tables.record);
  const names = [...new Set([...heads, ...seen].map(({ name }) => name))].toSorted();
  const verdicts: ChainVerdict[] = [];
  for (const name of names)
    verdicts.push(await verdictOf({ of: 'RECORD', name }, () => verifyTable(storage, name, keys)));
  return verdicts;
}

async function verifyTable(storage: Storage, table: string, keys?: CaseKeys): Promise<number> {
  const { orm, tables } = storage;
  const [head] = await orm
    .select()
    .from(tables.recordHead)
    .where(eq(tables.recordHead.table, table));
  let end: End = { number: 0, fingerprint: null };
  let from = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const rows = await recordsAfter(storage, table, from);
    for (const row of rows) {
      checkPlace(row, end, head);
      const manifest = checkManifest(row, end.fingerprint);
      await checkParts(storage, row, manifest, keys);
      end = row;
    }
    if (rows.length < pageLength) break;
    from = end.number;
  }
  const { number, fingerprint } = end;
  if (head && number < head.number) throw new ChainBroken(number + 1, 'MISSING');
  if (head?.fingerprint !== fingerprint) throw new ChainBroken(number, 'END_MOVED');
  return number;
}

interface End {
  readonly number: number;
  readonly fingerprint: string | null;
}

function checkPlace({ number }: StoredRecord, end: End, head: End | undefined): void {
  const next = end.number + 1;
  if (number > next) throw new ChainBroken(next, 'MISSING');
  if (number < next || !head || number > head.number) throw new ChainBroken(number, 'EXTRA');
}

function recordsAfter({ orm, tables: { record } }: Storage, table: string, number: number) {
  return orm
    .select()
    .from(record)
    .where(and(eq(record.table, table), gt(record.number, number)))
    .orderBy(asc(record.number))
    .limit(pageLength);
}

/** The manifest is what the fingerprint covers, follows on the one before, and the columns say the same. */
function checkManifest(row: StoredRecord, previous: string | null): RecordManifest {
  const manifest = readManifest(row.manifest);
  const isRight =
    manifest !== undefined &&
    canonicalJson(manifest) === row.manifest &&
    fingerprintOf(manifest) === row.fingerprint &&
    manifest.previous === previous &&
    columnsOf(manifest) === columnsOf({ ...row, sealedAt: row.sealedAt.getTime() });
  if (!isRight) throw new ChainBroken(row.number, 'CHANGED');
  return manifest;
}

function columnsOf(of: {
  readonly id: string;
  readonly table: string;
  readonly number: number;
  readonly meeting: string;
  readonly kind: string;
  readonly corrects?: string | null;
  readonly sealedAt: number;
}): string {
  const { id, table, number, meeting, kind, corrects, sealedAt } = of;
  return JSON.stringify([id, table, number, meeting, kind, corrects ?? null, sealedAt]);
}

function readManifest(text: string): RecordManifest | undefined {
  try {
    const manifest = JSON.parse(text) as RecordManifest;
    fingerprintOf(manifest);
    return manifest;
  } catch {
    return undefined;
  }
}

async function checkParts(
  storage: Storage,
  { id, number }: StoredRecord,
  { parts }: RecordManifest,
  keys?: CaseKeys,
): Promise<void> {
  const { orm, tables } = storage;
  const { recordPart, caseKey } = tables;
  const { place, item, caseId, body } = recordPart;
  const isItsKey = and(
    eq(caseKey.caseId, recordPart.caseId),
    eq(caseKey.number, recordPart.keyNumber),
  );
  const rows = await orm
    .select({ place, item, caseId, body, wrapped: caseKey.wrapped })
    .from(recordPart)
    .leftJoin(caseKey, isItsKey)
    .where(eq(recordPart.record, id))
    .orderBy(asc(place));
  if (rows.length !== parts.length) throw new ChainBroken(number, 'MISSING');
  const sealed = keys && new SealedRows(storage, keys);
  rows.forEach(({ wrapped, ...row }, i) => {
    const part = parts[i];
    const isPart = row.place === i && row.item === part?.item && row.caseId === part.caseId;
    if (!isPart || hash('sha256', row.body, 'hex') !== part.sha256OfSealed)
      throw new ChainBroken(number, 'SEAL_BROKEN');
    if (!sealed || !wrapped) return;
    const at = { id: placeOfPart(id, i), owner: row.caseId, body: row.body, wrapped };
    if (sha256OfBody(open(sealed, at, number)) !== part.sha256OfBody)
      throw new ChainBroken(number, 'SEAL_BROKEN');
  });
}

function open(sealed: SealedRows, at: Parameters<SealedRows['open']>[1], number: number): string {
  try {
    return sealed.open('record_part', at);
  } catch (error) {
    if (error instanceof BrokenSealError) throw new ChainBroken(number, 'SEAL_BROKEN');
    throw error;
  }
}
