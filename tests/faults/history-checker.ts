import type { Acked, Closed, FinalLog, HistoryEvent, LoggedRow, Span, Typed } from './history.ts';

/**
 * The one judge over recorded histories.
 *
 *   I1  every acknowledged edit is in the log, exactly once, with its content; a refused one is not
 *   I2  everything that any client saw is in the log
 *   I3  all documents equal the replay of the log
 *   I4  the log is dense and its chain verifies
 *   I6  closed content never changes, and nobody's late edit disappears without a word
 *   I7  honest people wait less than a second (p99), outside declared outages
 *   I8  no marked word lies readable outside the process
 *
 * (I5, every read has its audit row, is judged where audit rows are made.)
 */
export const invariants = ['I1', 'I2', 'I3', 'I4', 'I6', 'I7', 'I8'] as const;
export type Invariant = (typeof invariants)[number];

export interface Finding {
  readonly invariant: Invariant;
  readonly message: string;
  /** The events that contradict each other, enough to tell the story. */
  readonly events: readonly HistoryEvent[];
}

export interface Verdict {
  readonly findings: readonly Finding[];
  /** How many facts each invariant was held against. Zero means: not tested by this history. */
  readonly evidence: Readonly<Record<Invariant, number>>;
}

export interface CheckOptions {
  /** I4: what is wrong with the chain of this room's log. Called once per `log` event. */
  readonly verifyChain?: (log: FinalLog) => readonly string[];
  /** I7: the p99 that honest people may wait. */
  readonly patienceMs?: number;
  /** I7: how long clients may need to come back after an outage or a restart. */
  readonly recoveryMs?: number;
}

export const defaultPatienceMs = 1000;
export const defaultRecoveryMs = 4000;

export function checkHistory(
  history: readonly HistoryEvent[],
  options: CheckOptions = {},
): Verdict {
  const judge = new Judge();
  const rooms = byRoom(history);
  for (const room of rooms.values()) {
    checkAcknowledged(room, judge);
    checkSeen(room, judge);
    checkDocuments(room, judge);
    checkChain(room, judge, options);
    checkClosed(room, judge);
  }
  checkWaiting(history, rooms, judge, options);
  checkCanaries(history, judge);
  return { findings: judge.findings, evidence: judge.evidence };
}

class Judge {
  readonly findings: Finding[] = [];
  readonly evidence: Record<Invariant, number> = {
    I1: 0,
    I2: 0,
    I3: 0,
    I4: 0,
    I6: 0,
    I7: 0,
    I8: 0,
  };

  holds(invariant: Invariant, broken: string | undefined, events: readonly HistoryEvent[]): void {
    this.evidence[invariant] += 1;
    if (broken !== undefined) this.findings.push({ invariant, message: broken, events });
  }
}

type Kind = HistoryEvent['kind'];
type Of<K extends Kind> = Extract<HistoryEvent, { kind: K }>;

interface RoomHistory {
  readonly events: HistoryEvent[];
  readonly log: FinalLog | undefined;
}

function select<K extends Kind>(events: readonly HistoryEvent[], kind: K): Of<K>[] {
  return events.filter((event): event is Of<K> => event.kind === kind);
}

function byRoom(history: readonly HistoryEvent[]): Map<string, RoomHistory> {
  const grouped = new Map<string, HistoryEvent[]>();
  for (const event of history) {
    if (!('room' in event)) continue;
    const events = grouped.get(event.room) ?? [];
    events.push(event);
    grouped.set(event.room, events);
  }
  return new Map(
    [...grouped].map(([room, events]) => [room, { events, log: select(events, 'log').at(-1) }]),
  );
}

const editKey = (edit: { writer?: string; n?: number }) => `${edit.writer ?? ''}#${edit.n ?? ''}`;

function numberedRows(log: FinalLog | undefined): Map<string, LoggedRow[]> {
  const rows = new Map<string, LoggedRow[]>();
  for (const row of log?.rows ?? []) {
    if (row.writer === undefined) continue;
    const same = rows.get(editKey(row)) ?? [];
    same.push(row);
    rows.set(editKey(row), same);
  }
  return rows;
}

function checkAcknowledged({ events, log }: RoomHistory, judge: Judge): void {
  const rows = numberedRows(log);
  const typed = Map.groupBy(select(events, 'typed'), editKey);
  const logged = new Logged(log);
  const evidence = log ? [log] : [];
  for (const acked of select(events, 'acked')) {
    const edits = typed.get(editKey(acked)) ?? [];
    const [row] = rows.get(editKey(acked)) ?? [];
    const broken = logged.wrongAbout(acked, edits, row);
    judge.holds('I1', broken, [...edits, acked, ...evidence]);
  }
  for (const refused of select(events, 'refused')) {
    const taken = rows.has(editKey(refused));
    const broken = taken ? `edit ${editKey(refused)} was refused and is in the log` : undefined;
    judge.holds('I1', broken, [refused, ...evidence]);
  }
  for (const [key, same] of rows) {
    if (same.length < 2) continue;
    judge.holds('I1', `edit ${key} stands in the log ${same.length} times`, evidence);
  }
}

/** What the log holds, and since which row. */
class Logged {
  private readonly made: Coverage;
  private readonly deleted: Coverage;

  constructor(log: FinalLog | undefined) {
    const rows = log?.rows ?? [];
    this.made = new Coverage(rows.flatMap(({ seq, spans }) => ranges(spans, seq)));
    this.deleted = new Coverage(rows.flatMap(({ seq, deletes }) => ranges(deletes ?? [], seq)));
  }

  /** What is wrong about an acknowledgement: its row comes later, or its content is not there. */
  wrongAbout(acked: Acked, edits: readonly Typed[], row: LoggedRow | undefined) {
    const { seq } = acked;
    const what = `edit ${editKey(acked)} was acknowledged as row ${seq}`;
    if (row !== undefined && row.seq > seq) return `${what} and is row ${row.seq}`;
    const made = edits.flatMap(({ spans }) => spans);
    const deleted = edits.flatMap(({ deletes }) => deletes ?? []);
    if (row === undefined && made.length + deleted.length === 0) return `${what} and is nowhere`;
    const missing = this.made.firstMissing(made, seq) ?? this.deleted.firstMissing(deleted, seq);
    return missing && `${what} without ${show(missing)}`;
  }
}

function checkSeen({ events, log }: RoomHistory, judge: Judge): void {
  const rows = log?.rows ?? [];
  const logged = new Coverage(rows.flatMap(({ seq, spans }) => ranges(spans, seq)));
  for (const seen of select(events, 'seen')) {
    const missing = logged.firstMissing(seen.spans);
    const broken = missing && `${seen.by} saw ${show(missing)}, which is not in the log`;
    judge.holds('I2', broken, log && broken ? [seen, log] : [seen]);
  }
}

function checkDocuments({ events, log }: RoomHistory, judge: Judge): void {
  for (const document of select(events, 'document')) {
    const same = document.hash === log?.replayed;
    const broken = same ? undefined : `the document of ${document.of} differs from the log`;
    judge.holds('I3', broken, log ? [document, log] : [document]);
  }
}

function checkChain({ log }: RoomHistory, judge: Judge, options: CheckOptions): void {
  if (log === undefined) return;
  const gap = log.rows.findIndex((row, index) => row.seq !== index + 1);
  const broken = gap < 0 ? undefined : `row ${log.rows[gap]?.seq} stands where ${gap + 1} belongs`;
  judge.holds('I4', broken, [log]);
  for (const complaint of options.verifyChain?.(log) ?? []) judge.holds('I4', complaint, [log]);
}

function checkClosed({ events, log }: RoomHistory, judge: Judge): void {
  const closed = select(events, 'closed').at(0);
  if (closed === undefined) return;
  if (log !== undefined) checkSealed(closed, log, judge);
  for (const acked of select(events, 'acked')) {
    const late = acked.seq > closed.head;
    const broken = late ? `edit ${editKey(acked)} was taken after the seal` : undefined;
    judge.holds('I6', broken, [closed, acked]);
  }
  checkLateEdits(events, closed, judge);
}

function checkSealed(closed: Closed, log: FinalLog, judge: Judge): void {
  const last = log.rows.at(-1)?.seq ?? 0;
  const grown =
    last > closed.head ? `row ${last} came after the seal at ${closed.head}` : undefined;
  judge.holds('I6', grown, [closed, log]);
  if (closed.hash === undefined) return;
  const same = closed.hash === log.replayed;
  judge.holds('I6', same ? undefined : 'the log no longer makes what was sealed', [closed, log]);
}

/** An edit that came too late is in the record or refused. It never just disappears. */
function checkLateEdits(events: HistoryEvent[], closed: Closed, judge: Judge): void {
  const answered = new Set(
    [...select(events, 'acked'), ...select(events, 'refused')].map((answer) => editKey(answer)),
  );
  for (const edit of select(events, 'typed')) {
    if (edit.at < closed.at) continue;
    const silent = !answered.has(editKey(edit));
    const broken = silent ? `late edit ${editKey(edit)} got no answer` : undefined;
    judge.holds('I6', broken, [closed, edit]);
  }
}

interface Wait {
  readonly from: number;
  readonly until: number;
  readonly events: readonly HistoryEvent[];
}

function checkWaiting(
  history: readonly HistoryEvent[],
  rooms: ReadonlyMap<string, RoomHistory>,
  judge: Judge,
  options: CheckOptions,
): void {
  const recoveryMs = options.recoveryMs ?? defaultRecoveryMs;
  const outages = outagesOf(history).map((o) => ({ from: o.from, until: o.until + recoveryMs }));
  const waits = [...rooms.values()]
    .flatMap(({ events }) => waitsOf(events))
    .filter((wait) => !outages.some((o) => wait.from <= o.until && wait.until >= o.from))
    .sort((a, b) => a.until - a.from - (b.until - b.from));
  judge.evidence.I7 += waits.length;
  const p99 = waits[Math.ceil(waits.length * 0.99) - 1];
  const patienceMs = options.patienceMs ?? defaultPatienceMs;
  if (p99 === undefined || p99.until - p99.from <= patienceMs) return;
  const message = `p99 is ${Math.round(p99.until - p99.from)} ms, more than ${patienceMs} ms`;
  judge.findings.push({ invariant: 'I7', message, events: p99.events });
}

function outagesOf(history: readonly HistoryEvent[]): { from: number; until: number }[] {
  const starts = select(history, 'started').map((event) => event.at);
  const crashes = select(history, 'crash').map((crash) => ({
    from: crash.at,
    until: Math.min(Infinity, ...starts.filter((at) => at >= crash.at)),
  }));
  return [...crashes, ...select(history, 'outage').map((o) => ({ from: o.at, until: o.until }))];
}

function waitsOf(events: readonly HistoryEvent[]): Wait[] {
  const typed = select(events, 'typed');
  const byKey = Map.groupBy(typed, editKey);
  const byStruct = new Map(
    typed.flatMap((edit) => edit.spans.map((span) => [`${span.client}:${span.clock}`, edit])),
  );
  const pair = (edit: Typed, event: HistoryEvent): Wait[] => [
    { from: edit.at, until: event.at, events: [edit, event] },
  ];
  return [
    ...select(events, 'acked').flatMap((acked) =>
      (byKey.get(editKey(acked)) ?? []).flatMap((edit) => pair(edit, acked)),
    ),
    ...select(events, 'seen').flatMap((seen) =>
      (seen.isCatchUp === true ? [] : seen.spans).flatMap((span) => {
        const edit = byStruct.get(`${span.client}:${span.clock}`);
        return edit ? pair(edit, seen) : [];
      }),
    ),
  ];
}

function checkCanaries(history: readonly HistoryEvent[], judge: Judge): void {
  for (const scan of select(history, 'canaries')) {
    judge.evidence.I8 += scan.placesRead;
    for (const { place, offset } of scan.hits) {
      const message = `a marked word is readable in ${place} at byte ${offset}`;
      judge.findings.push({ invariant: 'I8', message, events: [scan] });
    }
  }
}

const show = (span: Span) => `${span.client}:${span.clock}+${span.length}`;

interface Range {
  readonly client: number;
  readonly from: number;
  readonly to: number;
  readonly seq: number;
}

function ranges(spans: readonly Span[], seq: number): Range[] {
  return spans.map(({ client, clock, length }) => ({
    client,
    from: clock,
    to: clock + length,
    seq,
  }));
}

/** Which structs of which client are present, and since which row. */
class Coverage {
  private readonly byClient: Map<number, Range[]>;

  constructor(all: readonly Range[]) {
    const sorted = all.toSorted((a, b) => a.from - b.from);
    this.byClient = Map.groupBy(sorted, ({ client }) => client);
  }

  /** The first span that is not whole in the rows up to `upTo`. */
  firstMissing(spans: readonly Span[], upTo = Infinity): Span | undefined {
    return spans.find(({ client, clock, length }) => {
      let covered = clock;
      for (const { from, to, seq } of this.byClient.get(client) ?? []) {
        if (from > covered || covered >= clock + length) break;
        if (seq <= upTo) covered = Math.max(covered, to);
      }
      return covered < clock + length;
    });
  }
}
