import { describe, expect, it } from 'vitest';
import { ids } from '../memory/small-people.fixture.ts';
import { smallTable } from '../memory/small-table.fixture.ts';
import type { RightsRequestRow } from '../ports/rows.ts';
import { readHolds } from '../queries/read-holds.ts';
import { answerErasure, endHold, placeHold } from './answer-erasure.ts';

const { table, caseEsdoorn: caseId } = ids;

async function withRequest() {
  const small = await smallTable();
  const row: RightsRequestRow = {
    id: 'a-request',
    table,
    caseId,
    kind: 'ERASURE',
    receivedAt: small.world.now(),
  };
  const changes = [{ put: 'rightsRequest', row }] as const;
  await small.ledger.commit({ guards: [], changes, lines: [] });
  return small;
}

describe('a request to destroy', () => {
  it.each([{ kind: 'GRANTED' }, { kind: 'REFUSED', reason: 'belang van de dochter' }] as const)(
    'RN47 is answered by the privacy officer, on the record: $kind',
    async (answer) => {
      const { ledger, world, caller } = await withRequest();
      const asked = { table, request: 'a-request', answer };
      expect((await answerErasure(asked, caller('chair'), world)).kind).toBe('REFUSED');
      expect(ledger.rows.erasureAnswer.size).toBe(0);
      expect((await answerErasure(asked, caller('privacy-officer'), world)).kind).toBe('DONE');
      expect(ledger.rows.erasureAnswer.get('a-request')).toMatchObject({
        caseId,
        answer: { ...answer, by: 'privacy-officer', on: '2026-11-24' },
      });
      expect(ledger.lines.at(-1)).toMatchObject({ event: 'answer-erasure', caseId });
      expect(JSON.stringify(ledger.lines)).not.toContain('dochter');
      const none = { ...asked, request: 'none' };
      expect(await answerErasure(none, caller('privacy-officer'), world)).toMatchObject({
        refusal: { kind: 'NOT_THERE' },
      });
    },
  );
});

describe('a hold', () => {
  it('RN48 is placed and ended by the privacy officer, and by nobody else', async () => {
    const { stores, ledger, world, caller } = await smallTable();
    const wish = { caseId, reason: 'Er loopt een klacht.' };
    expect(await placeHold(wish, caller('chair'), world)).toMatchObject({
      refusal: { kind: 'NOT_THERE' },
    });
    const placed = await placeHold(wish, caller('privacy-officer'), world);
    if (placed.kind !== 'DONE') throw new Error('not placed');
    expect(await stores.legalHolds(caseId)).toMatchObject([{ ...wish, from: '2026-11-24' }]);
    expect(await readHolds({ caseId }, caller('chair'), world)).toMatchObject({
      refusal: { kind: 'NOT_THERE' },
    });
    expect(await readHolds({ caseId }, caller('privacy-officer'), world)).toMatchObject({
      value: { holds: [{ id: placed.value.id, reason: wish.reason, by: 'privacy-officer' }] },
    });
    expect(ledger.lines.at(-1)).toMatchObject({ event: 'read-holds', action: 'R', caseId });
    const end = { caseId, hold: placed.value.id };
    expect((await endHold(end, caller('police'), world)).kind).toBe('REFUSED');
    expect((await endHold(end, caller('privacy-officer'), world)).kind).toBe('DONE');
    expect(await stores.legalHolds(caseId)).toMatchObject([{ until: '2026-11-24' }]);
    expect((await endHold({ caseId, hold: 'none' }, caller('privacy-officer'), world)).kind).toBe(
      'REFUSED',
    );
  });
});
