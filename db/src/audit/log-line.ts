import { canonicalJson } from '@overlegtafel/documents';
import type { AccessLine, ProcessingLine } from '@overlegtafel/usecases';
import { createHmac } from 'node:crypto';

/** A line of one of the two logs, ready to be numbered and chained where it is committed. */
export type LogLine = AccessLogLine | ProcessingLogLine;

export interface AccessLogLine {
  readonly log: 'access';
  readonly atMs: number;
  readonly id: string;
  readonly person: string | null;
  readonly tableId: string | null;
  readonly caseId: string | null;
  /** Canonical JSON of all of it. */
  readonly line: string;
}

export interface ProcessingLogLine {
  readonly log: 'processing';
  readonly atMs: number;
  /** The pseudonym of the case. */
  readonly subject: string;
  readonly line: string;
}

/**
 * Turns what a use case tells into lines of both logs. They are joined by the trace id only: the access log names who
 * and which case, the processing log a pseudonym that says nothing without the key of the installation.
 */
export class LogForm {
  readonly #key: Buffer;
  #made = 0;

  constructor(pseudonyms: Buffer) {
    this.#key = pseudonyms;
  }

  /** How many lines were made since the start: after so many it is time for a checkpoint. */
  get made(): number {
    return this.#made;
  }

  of(lines: readonly AccessLine[]): readonly LogLine[] {
    this.#made += lines.length;
    return lines.flatMap((line): LogLine[] => {
      const access = accessLogLine(line);
      return line.caseId === undefined ? [access] : [access, this.#processing(line, line.caseId)];
    });
  }

  /** The pseudonym under which a case stands in the processing log. */
  subjectOf(caseId: string): string {
    return createHmac('sha256', this.#key).update(caseId).digest('hex');
  }

  #processing({ at, event, result, traceId }: AccessLine, caseId: string): ProcessingLogLine {
    const subject = this.subjectOf(caseId);
    const processing: ProcessingLine = { activity: event, at, result, subject, traceId };
    return { log: 'processing', atMs: at, subject, line: jsonOf(processing) };
  }
}

function accessLogLine(line: AccessLine): AccessLogLine {
  return {
    log: 'access',
    atMs: line.at,
    id: line.id,
    person: line.person ?? null,
    tableId: line.table ?? null,
    caseId: line.caseId ?? null,
    line: jsonOf(line),
  };
}

function jsonOf(line: AccessLine | ProcessingLine): string {
  const text = canonicalJson(line);
  if (text === undefined) throw new Error('a line of the log cannot be written as JSON');
  return text;
}
