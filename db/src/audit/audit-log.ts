// edge: lines of the logs, written by this program as canonical JSON
import type { CaseId, Instant, PersonId, TableId } from '@overlegtafel/domain';
import type {
  AccessLine,
  AuditReader,
  PageOf,
  Period,
  ProcessingLine,
} from '@overlegtafel/usecases';
import { UnknownCursor } from '@overlegtafel/usecases/unknown-cursor';
import { and, asc, desc, eq, gt, gte, inArray, like, lt, or, type SQL } from 'drizzle-orm';
import type { Storage } from '../kit/orm.ts';

const pageLength = 100;
const exportLength = 1_000;

/** The access log and the processing log as they stand in the database. */
export class AuditLog implements AuditReader {
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  /** Writes lines and nothing else. What they are about may be shown once it resolved. */
  async record(lines: readonly AccessLine[]): Promise<void> {
    const { write, form } = this.#storage;
    if (lines.length > 0) await write.guarded([], [], form.of(lines));
  }

  ofCase(caseId: CaseId, next?: string): Promise<PageOf<AccessLine>> {
    return this.#page(eq(this.#storage.tables.accessLine.caseId, caseId), next);
  }

  ofPerson(
    person: PersonId,
    tables: readonly TableId[],
    next?: string,
  ): Promise<PageOf<AccessLine>> {
    const { accessLine } = this.#storage.tables;
    const isWanted = and(eq(accessLine.person, person), inArray(accessLine.tableId, [...tables]));
    return this.#page(isWanted, next);
  }

  ofTables(tables: readonly TableId[], period: Period): AsyncGenerator<readonly AccessLine[]> {
    const { accessLine } = this.#storage.tables;
    return this.#oldestFirst(inArray(accessLine.tableId, [...tables]), period);
  }

  refusedIn(period: Period): AsyncGenerator<readonly AccessLine[]> {
    const { line } = this.#storage.tables.accessLine;
    // Lines are canonical JSON and hold nothing that people wrote.
    return this.#oldestFirst(like(line, '%"result":"REFUSED"%'), period);
  }

  breakGlassAt(table: TableId, since: Instant, next?: string): Promise<PageOf<AccessLine>> {
    const { tableId, at, line } = this.#storage.tables.accessLine;
    // Lines are canonical JSON and hold nothing that people wrote.
    const isTaken = and(like(line, '%"event":"break-glass"%'), like(line, '%"result":"ALLOWED"%'));
    return this.#page(and(eq(tableId, table), gte(at, new Date(since)), isTaken), next);
  }

  async *processingOf(caseId: CaseId): AsyncGenerator<readonly ProcessingLine[]> {
    const { orm, tables, form } = this.#storage;
    const { processingLine } = tables;
    const { at, stream, seq, line, subject } = processingLine;
    let offset = 0;
    for (;;) {
      const rows = await orm
        .select({ line })
        .from(processingLine)
        .where(eq(subject, form.subjectOf(caseId)))
        .orderBy(asc(at), asc(stream), asc(seq))
        .limit(exportLength)
        .offset(offset);
      if (rows.length > 0) yield rows.map((row) => JSON.parse(row.line) as ProcessingLine);
      offset += rows.length;
      if (rows.length < exportLength) return;
    }
  }

  async *#oldestFirst(
    isWanted: SQL,
    { from, until }: Period,
  ): AsyncGenerator<readonly AccessLine[]> {
    const { accessLine } = this.#storage.tables;
    const { at, id } = accessLine;
    let last: Place | undefined;
    for (;;) {
      const rows = await this.#storage.orm
        .select({ line: accessLine.line, at, id })
        .from(accessLine)
        .where(
          and(
            isWanted,
            gte(at, new Date(from)),
            lt(at, new Date(until)),
            last && or(gt(at, last.at), and(eq(at, last.at), gt(id, last.id))),
          ),
        )
        .orderBy(asc(at), asc(id))
        .limit(exportLength);
      if (rows.length > 0) yield rows.map(({ line }) => readLine(line));
      last = rows.at(-1);
      if (rows.length < exportLength) return;
    }
  }

  async #page(isWanted: SQL | undefined, next?: string): Promise<PageOf<AccessLine>> {
    const { orm, tables } = this.#storage;
    const { accessLine } = tables;
    const { at, id } = accessLine;
    const from = next === undefined ? undefined : readPlace(next);
    const isOlder = from && or(lt(at, from.at), and(eq(at, from.at), lt(id, from.id)));
    const rows = await orm
      .select({ line: accessLine.line, at, id })
      .from(accessLine)
      .where(and(isWanted, isOlder))
      .orderBy(desc(at), desc(id))
      .limit(pageLength + 1);
    const shown = rows.slice(0, pageLength);
    const last = shown.at(-1);
    const more = rows.length > pageLength && last ? { next: placeText(last) } : {};
    return { rows: shown.map(({ line }) => readLine(line)), ...more };
  }
}

interface Place {
  readonly at: Date;
  readonly id: string;
}

function placeText({ at, id }: Place): string {
  return `${at.getTime()}.${id}`;
}

function readPlace(text: string): Place {
  const [, ms, id] = /^(\d{1,15})\.([a-z0-9-]{1,40})$/.exec(text) ?? [];
  if (ms === undefined || id === undefined) throw new UnknownCursor();
  return { at: new Date(Number(ms)), id };
}

function readLine(text: string): AccessLine {
  return JSON.parse(text) as AccessLine;
}
