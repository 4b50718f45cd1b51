import type { Instant, MeetingId, PersonId } from '@overlegtafel/domain';
import type { AccessLine } from '../audit/access-line.ts';
import type { Change, Commit, Committed, Guard, Ledger, Once } from '../ports/changes.ts';
import { ClaimLostError } from '../ports/kept-answers.ts';
import { MemoryKeptAnswers } from './memory-kept-answers.ts';
import type { MemoryRooms } from './memory-rooms.ts';
import type { MemoryRows } from './memory-rows.ts';

/** Writes as the databases do: all of a commit or nothing, refused when a guard does not hold. */
export class MemoryLedger implements Ledger {
  readonly rows: MemoryRows;
  /** The access log. */
  readonly lines: AccessLine[] = [];
  readonly keptAnswers: MemoryKeptAnswers;
  /** Whom issuers mean. */
  readonly subjects = new Map<string, PersonId>();
  /** While this is set, nothing can be written: a full disk, a log that fails. */
  failing: Error | undefined;
  readonly #rooms: Pick<MemoryRooms, 'areAt' | 'close'> | undefined;
  /** What came with files that are not there yet. */
  readonly #intakes = new Map<string, { at: Instant; readonly staged: Change[] }>();

  /** `rooms` are those that ROOMS_AT looks at; without them that guard never holds. */
  constructor(
    rows: MemoryRows,
    rooms?: Pick<MemoryRooms, 'areAt' | 'close'>,
    keptAnswers = new MemoryKeptAnswers(),
  ) {
    this.rows = rows;
    this.#rooms = rooms;
    this.keptAnswers = keptAnswers;
  }

  commit({ guards, changes, lines, once }: Commit): Promise<Committed> {
    if (this.failing) return Promise.reject(this.failing);
    const guard = guards.findIndex((one) => !this.#holds(one));
    if (guard !== -1) return Promise.resolve({ kind: 'MOVED', guard });
    if (once && !this.#goesOnce(once)) return Promise.reject(new ClaimLostError());
    this.#store({ guards, changes, lines });
    return Promise.resolve({ kind: 'STORED' });
  }

  #store({ guards, changes, lines }: Commit): void {
    const guarded = guards.flatMap((one) => ('meeting' in one ? [one.meeting] : []));
    for (const meeting of new Set(guarded)) this.#raise(meeting);
    for (const change of changes) this.#apply(change);
    for (const one of guards) this.#pass(one);
    this.lines.push(...lines);
  }

  record(lines: readonly AccessLine[]): Promise<void> {
    if (this.failing) return Promise.reject(this.failing);
    this.lines.push(...lines);
    return Promise.resolve();
  }

  dropIntakes(which: Parameters<Ledger['dropIntakes']>[0]): Promise<void> {
    for (const [id, { at }] of this.#intakes)
      if ('id' in which ? id === which.id : at < which.untouchedSince) this.#intakes.delete(id);
    return Promise.resolve();
  }

  #goesOnce({ claim, answer }: Once): boolean {
    if (!this.keptAnswers.stands(claim)) return false;
    this.keptAnswers.stored(claim, answer);
    return true;
  }

  /** What a guard that holds also does. */
  #pass(guard: Guard): void {
    if (guard.kind === 'ROOMS_AT') this.#rooms?.close(guard.heads.keys());
    if (guard.kind === 'SUBJECT_IS_NEW') {
      this.subjects.set(subjectOf(guard), guard.person);
      this.rows.accountsCount += 1;
    }
    if (guard.kind === 'INTAKE') this.#goOn(guard);
  }

  #apply(change: Change): void {
    if ('put' in change && change.put === 'intake') {
      this.#intakes.set(change.row.id, { at: change.row.at, staged: [] });
      return;
    }
    const intake = 'intake' in change ? change.intake : undefined;
    if (intake === undefined) this.rows.apply(change);
    else this.#intakes.get(intake)?.staged.push(change);
  }

  #goOn({ intake, at, becomes }: Extract<Guard, { readonly kind: 'INTAKE' }>): void {
    const file = this.#intakes.get(intake);
    if (file) file.at = at;
    if (!file || becomes === 'STAGED') return;
    for (const change of file.staged) this.rows.apply(change);
    this.#intakes.delete(intake);
  }

  #holds(guard: Guard): boolean {
    if (guard.kind === 'ACCOUNTS_AT') return this.rows.accountsCount === guard.count;
    if (guard.kind === 'SUBJECT_IS_NEW') return !this.subjects.has(subjectOf(guard));
    if (guard.kind === 'INTAKE') return this.#intakes.has(guard.intake);
    if (guard.kind === 'ROOMS_AT') return this.#rooms?.areAt(guard.heads, guard.holder) ?? false;
    const meeting = this.rows.meeting.get(guard.meeting);
    if (!meeting) return false;
    return guard.kind === 'MEETING_AT'
      ? meeting.revision === guard.revision
      : guard.states.includes(meeting.state.kind);
  }

  #raise(id: MeetingId): void {
    const meeting = this.rows.meeting.get(id);
    if (meeting) this.rows.meeting.set(id, { ...meeting, revision: meeting.revision + 1 });
  }
}

function subjectOf({
  issuer,
  subject,
}: Extract<Guard, { readonly kind: 'SUBJECT_IS_NEW' }>): string {
  return JSON.stringify([issuer, subject]);
}
