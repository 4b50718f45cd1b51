// edge: lines of the logs, which may be anything until they were checked
import type { AccessLine, ProcessingLine } from '@overlegtafel/usecases';
import { and, asc, eq, gt, gte } from 'drizzle-orm';
import type { Storage } from '../kit/orm.ts';
import { ChainBroken, type ChainVerdict, verdictOf } from './chain-verdict.ts';
import { lineHash, type LogName, logs, streamStart, type StreamEnd } from './line-chain.ts';

const pageLength = 1_000;
/** Numbers begin at 1; a row below that would be shown by every query and stand in no chain. */
const beforeAll = Number.MIN_SAFE_INTEGER;
const kindOf = { access: 'ACCESS', processing: 'PROCESSING' } as const;

interface StoredLine {
  readonly stream: string;
  readonly seq: number;
  readonly at: Date;
  readonly line: string;
  readonly hash: Uint8Array;
}

/** Checks every chain of both logs, or those with lines since a moment, and that no line stands outside one. */
export async function verifyLogs(storage: Storage, since?: Date): Promise<ChainVerdict[]> {
  const verdicts: ChainVerdict[] = [];
  for (const log of logs)
    for (const name of await namesOf(storage, log, since))
      verdicts.push(
        await verdictOf({ of: kindOf[log], name }, () => verifyStream(storage, log, name)),
      );
  return verdicts;
}

/** The chains that are known, and those that only their lines know of. */
async function namesOf(
  { orm, tables }: Storage,
  log: LogName,
  since: Date | undefined,
): Promise<string[]> {
  const { auditStream } = tables;
  const table = log === 'access' ? tables.accessLine : tables.processingLine;
  const seen = await orm
    .selectDistinct({ name: table.stream })
    .from(table)
    .where(since && gte(table.at, since));
  if (since) return seen.map(({ name }) => name);
  const known = await orm
    .select({ name: auditStream.id })
    .from(auditStream)
    .where(eq(auditStream.log, log));
  return [...new Set([...known, ...seen].map(({ name }) => name))].toSorted();
}

async function verifyStream(storage: Storage, log: LogName, stream: string): Promise<number> {
  const { orm, tables } = storage;
  const { auditStream } = tables;
  const [known] = await orm.select().from(auditStream).where(eq(auditStream.id, stream));
  if (known?.log !== log) throw new ChainBroken(1, 'EXTRA');
  let end: StreamEnd = streamStart;
  let from = beforeAll;
  for (;;) {
    const rows = await linesAfter(storage, log, { stream, seq: from });
    for (const row of rows) end = next(row, end, known.head);
    if (rows.length < pageLength) break;
    from = end.seq;
  }
  if (end.seq < known.head) throw new ChainBroken(end.seq + 1, 'MISSING');
  if (!Buffer.from(end.hash).equals(known.headHash)) throw new ChainBroken(end.seq, 'END_MOVED');
  return end.seq;
}

function next(row: StoredLine & { readonly isFiled: boolean }, end: StreamEnd, head: number) {
  const seq = end.seq + 1;
  if (row.seq < seq || seq > head) throw new ChainBroken(row.seq, 'EXTRA');
  if (row.seq !== seq) throw new ChainBroken(seq, 'MISSING');
  const isWritten = lineHash(end.hash, row).equals(row.hash);
  if (!isWritten || !row.isFiled) throw new ChainBroken(seq, 'CHANGED');
  return { seq, hash: row.hash };
}

/** Lines with whether the columns by which they are found say what the line says. */
async function linesAfter(
  { orm, tables }: Storage,
  log: LogName,
  { stream, seq }: { readonly stream: string; readonly seq: number },
): Promise<(StoredLine & { readonly isFiled: boolean })[]> {
  if (log === 'access') {
    const { accessLine: table } = tables;
    const rows = await orm
      .select()
      .from(table)
      .where(and(eq(table.stream, stream), gt(table.seq, seq)))
      .orderBy(asc(table.seq))
      .limit(pageLength);
    return rows.map((row) => ({ ...row, isFiled: isFiledAccess(row) }));
  }
  const { processingLine: table } = tables;
  const rows = await orm
    .select()
    .from(table)
    .where(and(eq(table.stream, stream), gt(table.seq, seq)))
    .orderBy(asc(table.seq))
    .limit(pageLength);
  return rows.map((row) => {
    const { at, subject } = readLine<ProcessingLine>(row.line);
    return { ...row, isFiled: at === row.at.getTime() && subject === row.subject };
  });
}

function isFiledAccess(row: {
  readonly at: Date;
  readonly id: string;
  readonly person: string | null;
  readonly tableId: string | null;
  readonly caseId: string | null;
  readonly line: string;
}): boolean {
  const { at, id, person, table, caseId } = readLine<AccessLine>(row.line);
  return (
    at === row.at.getTime() &&
    id === row.id &&
    (person ?? null) === row.person &&
    (table ?? null) === row.tableId &&
    (caseId ?? null) === row.caseId
  );
}

function readLine<T>(text: string): Partial<T> {
  try {
    return JSON.parse(text) as Partial<T>;
  } catch {
    return {};
  }
}
