// edge: rows as SQLite gives them
import { chainLines, logs, streamStart, type Streams } from '../audit/line-chain.ts';
import type { AccessLogLine, LogLine, ProcessingLogLine } from '../audit/log-line.ts';
import { UnloggedError } from '../errors.ts';
import type { Connection } from './connection.ts';
import { failureOf } from './failures.ts';

interface EndFound {
  readonly head: number;
  readonly head_hash: Buffer;
}

/**
 * Writes lines of the logs inside a transaction that somebody else begins and commits. Numbers and hashes are given
 * here, at the last moment: a job that was refused before leaves no hole.
 */
export class SqliteLogLines {
  readonly #streams: Streams;
  readonly #findEnd;
  readonly #moveEnd;
  readonly #insertAccess;
  readonly #insertProcessing;

  constructor(connection: Connection, streams: Streams) {
    this.#streams = streams;
    this.#findEnd = connection.prepare<[string]>(
      'SELECT head, head_hash FROM audit_stream WHERE id = ?',
    );
    this.#moveEnd = connection.prepare<[string, string, number, Uint8Array]>(
      `INSERT INTO audit_stream (id, log, head, head_hash) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET head = excluded.head, head_hash = excluded.head_hash`,
    );
    this.#insertAccess = connection.prepare(
      `INSERT INTO access_line (stream, seq, at, id, person, table_id, case_id, line, hash)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#insertProcessing = connection.prepare(
      'INSERT INTO processing_line (stream, seq, at, subject, line, hash) VALUES (?, ?, ?, ?, ?, ?)',
    );
  }

  /** @throws {UnloggedError} when the database takes no lines: then nothing of the job may be stored. */
  write(lines: readonly LogLine[]): void {
    try {
      for (const log of logs) this.#writeTo(log, lines);
    } catch (error) {
      const { why, message } = failureOf(error);
      throw why === 'refused' ? new UnloggedError(message) : error;
    }
  }

  #writeTo(log: (typeof logs)[number], lines: readonly LogLine[]): void {
    const own = lines.filter((line) => line.log === log);
    if (own.length === 0) return;
    const stream = this.#streams[log];
    const found = this.#findEnd.get(stream) as EndFound | undefined;
    const from = found ? { seq: found.head, hash: found.head_hash } : streamStart;
    const { chained, end } = chainLines(stream, from, own);
    for (const { seq, line, hash } of chained)
      if (line.log === 'access') this.#addAccess({ stream, seq, hash }, line);
      else this.#addProcessing({ stream, seq, hash }, line);
    this.#moveEnd.run(stream, log, end.seq, end.hash);
  }

  #addAccess({ stream, seq, hash }: Place, line: AccessLogLine): void {
    const { atMs, id, person, tableId, caseId } = line;
    this.#insertAccess.run(stream, seq, atMs, id, person, tableId, caseId, line.line, hash);
  }

  #addProcessing({ stream, seq, hash }: Place, { atMs, subject, line }: ProcessingLogLine): void {
    this.#insertProcessing.run(stream, seq, atMs, subject, line, hash);
  }
}

interface Place {
  readonly stream: string;
  readonly seq: number;
  readonly hash: Uint8Array;
}
