import type { CaseId, Instant, PersonId, TableId } from '@overlegtafel/domain';
import type { AccessLine } from '../audit/access-line.ts';
import type { AuditReader, Period, ProcessingLine } from '../ports/audit-reader.ts';
import type { PageOf } from '../ports/stores.ts';
import type { MemoryLedger } from './memory-ledger.ts';

/** Reads the lines that a ledger in memory took, as the databases read theirs; everything fits on one page. */
export class MemoryAudit implements AuditReader {
  readonly #ledger: MemoryLedger;

  constructor(ledger: MemoryLedger) {
    this.#ledger = ledger;
  }

  ofCase(caseId: CaseId): Promise<PageOf<AccessLine>> {
    return this.#newestFirst((line) => line.caseId === caseId);
  }

  ofPerson(person: PersonId, tables: readonly TableId[]): Promise<PageOf<AccessLine>> {
    return this.#newestFirst((line) => line.person === person && isAt(line, tables));
  }

  async *ofTables(tables: readonly TableId[], { from, until }: Period) {
    const isIn = ({ at }: AccessLine) => at >= from && at < until;
    yield await Promise.resolve(
      this.#ledger.lines.filter((line) => isIn(line) && isAt(line, tables)),
    );
  }

  async *refusedIn({ from, until }: Period) {
    const isRefused = (one: AccessLine) =>
      one.result === 'REFUSED' && one.at >= from && one.at < until;
    yield await Promise.resolve(this.#ledger.lines.filter(isRefused));
  }

  breakGlassAt(table: TableId, since: Instant): Promise<PageOf<AccessLine>> {
    return this.#newestFirst(
      (line) =>
        line.event === 'break-glass' &&
        line.result === 'ALLOWED' &&
        line.at >= since &&
        isAt(line, [table]),
    );
  }

  async *processingOf(caseId: CaseId) {
    const lines = this.#ledger.lines.filter((line) => line.caseId === caseId);
    yield await Promise.resolve(lines.map(processed));
  }

  #newestFirst(isAsked: (line: AccessLine) => boolean): Promise<PageOf<AccessLine>> {
    return Promise.resolve({ rows: this.#ledger.lines.filter(isAsked).toReversed() });
  }
}

function isAt({ table }: AccessLine, tables: readonly TableId[]): boolean {
  return table !== undefined && tables.includes(table);
}

function processed({ event, at, result, caseId, traceId }: AccessLine): ProcessingLine {
  return { activity: event, at, result, subject: `pseudonym of ${caseId ?? ''}`, traceId };
}
