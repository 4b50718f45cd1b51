// edge: rows as PostgreSQL gives them
import type pg from 'pg';
import {
  chainLines,
  type ChainedLine,
  logs,
  streamStart,
  type StreamEnd,
  type Streams,
} from '../audit/line-chain.ts';
import type { AccessLogLine, LogLine, ProcessingLogLine } from '../audit/log-line.ts';
import { UnloggedError } from '../errors.ts';
import { failureOf } from './failures.ts';

interface EndFound {
  readonly head: number;
  readonly head_hash: Buffer;
}

const findEnd = {
  name: 'find-stream-end',
  text: 'SELECT head, head_hash FROM audit_stream WHERE id = $1 FOR NO KEY UPDATE',
};

const makeStream = `INSERT INTO audit_stream (id, log, head, head_hash) VALUES ($1, $2, 0, $3)
  ON CONFLICT (id) DO NOTHING`;

const moveEnd = {
  name: 'move-stream-end',
  text: 'UPDATE audit_stream SET head = $2, head_hash = $3 WHERE id = $1',
};

const insertAccess = {
  name: 'insert-access-lines',
  text: `INSERT INTO access_line (stream, seq, at, id, person, table_id, case_id, line, hash)
         SELECT $1, seq, to_timestamp(at / 1000.0), id, person, table_id, case_id, line, hash
         FROM unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[],
                     $8::text[], $9::bytea[])
           AS new(seq, at, id, person, table_id, case_id, line, hash)`,
};

const insertProcessing = {
  name: 'insert-processing-lines',
  text: `INSERT INTO processing_line (stream, seq, at, subject, line, hash)
         SELECT $1, seq, to_timestamp(at / 1000.0), subject, line, hash
         FROM unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::bytea[])
           AS new(seq, at, subject, line, hash)`,
};

/**
 * Writes lines of the logs inside a transaction that somebody else begins and commits, as the last thing that it does:
 * from here to the commit the chain is locked, and everybody of this process waits for it.
 *
 * @throws {UnloggedError} when the database takes no lines: then nothing of the job may be stored
 */
export async function writeLines(
  client: pg.PoolClient,
  lines: readonly LogLine[],
  streams: Streams,
): Promise<void> {
  try {
    for (const log of logs)
      await writeTo(
        client,
        { log, stream: streams[log] },
        lines.filter((line) => line.log === log),
      );
  } catch (error) {
    const { why, message } = failureOf(error);
    throw why === 'refused' ? new UnloggedError(message) : error;
  }
}

async function writeTo(
  client: pg.PoolClient,
  { log, stream }: { readonly log: (typeof logs)[number]; readonly stream: string },
  lines: readonly LogLine[],
): Promise<void> {
  if (lines.length === 0) return;
  let from = await endOf(client, stream);
  if (!from) {
    await client.query(makeStream, [stream, log, streamStart.hash]);
    from = await endOf(client, stream);
  }
  const { chained, end } = chainLines(stream, from ?? streamStart, lines);
  await client.query(rowsOf(stream, chained));
  await client.query({ ...moveEnd, values: [stream, end.seq, end.hash] });
}

async function endOf(client: pg.PoolClient, stream: string): Promise<StreamEnd | undefined> {
  const { rows } = await client.query<EndFound>({ ...findEnd, values: [stream] });
  const [found] = rows;
  return found && { seq: found.head, hash: found.head_hash };
}

function rowsOf(stream: string, chained: readonly ChainedLine[]): pg.QueryConfig {
  const seqs = chained.map(({ seq }) => seq);
  const times = chained.map(({ line }) => line.atMs);
  const texts = chained.map(({ line }) => line.line);
  const hashes = chained.map(({ hash }) => hash);
  const access = chained.map(({ line }) => line).filter(isAccess);
  if (access.length > 0) {
    const column = <K extends keyof AccessLogLine>(name: K) => access.map((line) => line[name]);
    const found = [column('id'), column('person'), column('tableId'), column('caseId')];
    return { ...insertAccess, values: [stream, seqs, times, ...found, texts, hashes] };
  }
  const subjects = chained.map(({ line }) => (line as ProcessingLogLine).subject);
  return { ...insertProcessing, values: [stream, seqs, times, subjects, texts, hashes] };
}

function isAccess(line: LogLine): line is AccessLogLine {
  return line.log === 'access';
}
