import type { LocalDate, RightsRequestKind } from '@overlegtafel/domain';
import * as sample from '@overlegtafel/usecases/sample-rows';
import { expect, it } from 'vitest';
import { openSqlite } from '../sqlite/open-sqlite.ts';
import { temporaryFolder, testKeys } from '../testing/sample-rooms.ts';

it.each([
  { kind: 'ERASURE', isGranted: true },
  { kind: 'ACCESS', isGranted: false },
  { kind: 'RECTIFICATION', isGranted: false },
] as const)('RN47, RN49 what is granted destroys only when that was asked: $kind', async (one) => {
  using folder = temporaryFolder();
  const onFatal = () => undefined;
  const fixed = { dataDir: folder.path, keys: testKeys, writer: 'main', onFatal } as const;
  const database = await openSqlite(fixed);
  const kind: RightsRequestKind = one.kind;
  const place = { id: 'a-request', table: sample.table, caseId: sample.caseId };
  const on = '2026-11-25' as LocalDate;
  const answer = { kind: 'GRANTED', by: sample.chair, on } as const;
  await database.ledger.commit({
    guards: [],
    changes: [
      ...sample.smallWeek,
      { put: 'rightsRequest', row: { ...place, kind, receivedAt: sample.startMs } },
      { put: 'erasureAnswer', row: { ...place, answer } },
    ],
    lines: [],
  });
  const kept = await database.retention.kept();
  expect(kept.some(({ erasure }) => erasure?.answer.kind === 'GRANTED')).toBe(one.isGranted);
  await database.close();
});
