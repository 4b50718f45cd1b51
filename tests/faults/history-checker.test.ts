import { describe, expect, it } from 'vitest';
import { checkHistory, invariants, type CheckOptions } from './history-checker.ts';
import { fromJsonLines, toJsonLines, type HistoryEvent, type LoggedRow } from './history.ts';

const room = 'item:a';
const edit = (n: number) => [{ client: 7, clock: n - 1, length: 1 }];
const row = (n: number): LoggedRow => ({ seq: n, writer: 'w', n, spans: edit(n) });

const typed = (n: number, at: number): HistoryEvent => ({
  kind: 'typed',
  at,
  room,
  writer: 'w',
  n,
  spans: edit(n),
});
const acked = (n: number, at: number, seq = n): HistoryEvent => ({
  kind: 'acked',
  at,
  room,
  writer: 'w',
  n,
  seq,
});
const seen = (n: number, at: number): HistoryEvent => ({
  kind: 'seen',
  at,
  room,
  by: 'Anna',
  spans: edit(n),
});
const refused = (n: number, at: number): HistoryEvent => ({
  kind: 'refused',
  at,
  room,
  writer: 'w',
  n,
  reason: 'closed',
});
const log = (rows: readonly LoggedRow[], replayed = 'h'): HistoryEvent => ({
  kind: 'log',
  at: 900,
  room,
  rows,
  replayed,
});
const document = (of: string, hash = 'h'): HistoryEvent => ({
  kind: 'document',
  at: 900,
  room,
  of,
  hash,
});
const closed = (head: number, at: number, hash?: string): HistoryEvent => ({
  kind: 'closed',
  at,
  room,
  head,
  ...(hash === undefined ? {} : { hash }),
});
const scan = (hits: { place: string; offset: number }[]): HistoryEvent => ({
  kind: 'canaries',
  at: 900,
  placesRead: 3,
  hits,
});

const good: readonly HistoryEvent[] = [
  typed(1, 0),
  acked(1, 5),
  seen(1, 6),
  typed(2, 10),
  seen(2, 15),
  acked(2, 16),
  { kind: 'crash', at: 20 },
  { kind: 'started', at: 220 },
  closed(2, 300, 'h'),
  typed(3, 310),
  refused(3, 312),
  log([row(1), row(2)]),
  document('Anna'),
  document('Bram'),
  scan([]),
];

const findingsOf = (history: readonly HistoryEvent[], options?: CheckOptions) =>
  checkHistory(history, options).findings.map((finding) => finding.invariant);

describe('a good history', () => {
  it('has no findings and evidence for every invariant', () => {
    const verdict = checkHistory(good);
    expect(verdict.findings).toEqual([]);
    for (const invariant of invariants) expect(verdict.evidence[invariant]).toBeGreaterThan(0);
  });

  it('is judged the same after a trip through JSON lines', () => {
    expect(fromJsonLines(toJsonLines(good))).toEqual(good);
  });

  it('without events proves nothing, and says so', () => {
    expect(Object.values(checkHistory([]).evidence)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });
});

describe('I1: acknowledged edits', () => {
  it('catches one that is not in the log', () => {
    expect(findingsOf([typed(1, 0), acked(1, 5), log([])])).toContain('I1');
  });

  it('catches one that stands there twice', () => {
    expect(findingsOf([acked(1, 5), log([row(1), { ...row(1), seq: 2 }])])).toContain('I1');
  });

  it('catches one that was acknowledged before its row was there', () => {
    expect(findingsOf([typed(2, 0), acked(2, 5, 1), log([row(1), row(2)])])).toContain('I1');
  });

  it('accepts content that had come in by another way, in the rows up to it', () => {
    const other = { seq: 1, writer: 'connection', n: 1, spans: edit(2) };
    expect(findingsOf([typed(2, 0), acked(2, 5, 1), log([other])])).toEqual([]);
  });

  it('catches a deletion that is nowhere', () => {
    const deletion = { ...typed(1, 0), spans: [], deletes: edit(1) };
    const kept = { ...row(1), spans: [], deletes: edit(1) };
    expect(findingsOf([deletion, acked(1, 5), log([kept])])).toEqual([]);
    expect(findingsOf([deletion, acked(1, 5), log([{ ...kept, deletes: [] }])])).toContain('I1');
    expect(findingsOf([deletion, acked(1, 5), log([])])).toContain('I1');
  });

  it('catches a row of which the content is missing', () => {
    const empty = { ...row(1), spans: [] };
    expect(findingsOf([typed(1, 0), acked(1, 5), log([empty])])).toContain('I1');
  });

  it('catches a refused edit that was taken all the same', () => {
    expect(findingsOf([typed(1, 0), refused(1, 5), log([row(1)])])).toContain('I1');
  });

  it('catches an acknowledgement without any log', () => {
    expect(findingsOf([typed(1, 0), acked(1, 5)])).toContain('I1');
  });

  it('shows the edit, its acknowledgement and the log', () => {
    const history = [typed(1, 0), acked(1, 5), log([])];
    expect(checkHistory(history).findings.at(0)?.events).toEqual(history);
  });
});

describe('I2: what was seen', () => {
  it('catches a struct that is not in the log', () => {
    expect(findingsOf([seen(2, 6), log([row(1)])])).toEqual(['I2']);
  });

  it('accepts a struct that came in with other rows', () => {
    const wide = { kind: 'seen', at: 6, room, by: 'Anna' } as const;
    const spans = [{ client: 7, clock: 0, length: 2 }];
    expect(findingsOf([{ ...wide, spans }, log([row(1), row(2)])])).toEqual([]);
  });

  it('catches the last struct of a longer run', () => {
    const spans = [{ client: 7, clock: 0, length: 3 }];
    const wide: HistoryEvent = { kind: 'seen', at: 6, room, by: 'Anna', spans };
    expect(findingsOf([wide, log([row(1), row(2)])])).toEqual(['I2']);
  });
});

describe('I3: documents', () => {
  it('catches a document that differs from the replayed log', () => {
    expect(findingsOf([log([row(1)]), document('Anna', 'other')])).toEqual(['I3']);
  });
});

describe('I4: the chain', () => {
  it('catches a hole in the numbers', () => {
    expect(findingsOf([log([row(1), { ...row(2), seq: 3 }])])).toEqual(['I4']);
  });

  it('passes on what the verifier of the chain says', () => {
    const verifyChain = () => ['row 1 does not follow from row 0'];
    expect(findingsOf([log([row(1)])], { verifyChain })).toEqual(['I4']);
  });
});

describe('I6: closed content', () => {
  it('catches a row after the seal', () => {
    expect(findingsOf([closed(1, 5), log([row(1), row(2)])])).toContain('I6');
  });

  it('catches content that is no longer what was sealed', () => {
    expect(findingsOf([closed(1, 5, 'sealed'), log([row(1)])])).toEqual(['I6']);
  });

  it('catches an acknowledgement of something after the seal', () => {
    expect(findingsOf([closed(1, 5), acked(2, 6), log([row(1), row(2)])])).toContain('I6');
  });

  it('catches a late edit that disappears without a word', () => {
    expect(findingsOf([closed(0, 5), typed(1, 6), log([])])).toEqual(['I6']);
  });
});

describe('I7: waiting', () => {
  const slow = [typed(1, 1000), acked(1, 2500), log([row(1)])];

  it('catches an acknowledgement that takes too long', () => {
    expect(findingsOf(slow)).toEqual(['I7']);
  });

  it('catches a screen that lags behind', () => {
    expect(findingsOf([typed(1, 1000), seen(1, 2500), log([row(1)])])).toEqual(['I7']);
  });

  it('does not count what a page catches up with when it comes in', () => {
    const spans = edit(1);
    const late = { kind: 'seen', at: 9000, room, by: 'Anna', spans, isCatchUp: true } as const;
    expect(findingsOf([typed(1, 1000), late, log([row(1)])])).toEqual([]);
  });

  it('does not count what overlaps a declared outage', () => {
    const outage: HistoryEvent = { kind: 'outage', at: 1200, until: 2400, why: 'slow disk' };
    expect(findingsOf([outage, ...slow])).toEqual([]);
  });

  it('does not count the time between a crash and the next start', () => {
    const crash: HistoryEvent[] = [
      { kind: 'crash', at: 1100 },
      { kind: 'started', at: 1300 },
    ];
    expect(findingsOf([...crash, ...slow])).toEqual([]);
  });

  it('counts again once people had time to come back', () => {
    const outage: HistoryEvent = { kind: 'outage', at: 0, until: 10, why: 'slow disk' };
    expect(findingsOf([outage, ...slow], { recoveryMs: 100 })).toEqual(['I7']);
  });
});

describe('I8: marked words', () => {
  it('catches a word that lies readable on disk', () => {
    expect(findingsOf([scan([{ place: 'overlegtafel.db-wal', offset: 812 }])])).toEqual(['I8']);
  });
});
