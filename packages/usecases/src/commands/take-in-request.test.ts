import { addHours, type RightsRequestKind } from '@overlegtafel/domain';
import { describe, expect, it } from 'vitest';
import { idOf, ids, members, start } from '../memory/small-people.fixture.ts';
import { smallTable } from '../memory/small-table.fixture.ts';
import { readRightsRequests } from '../queries/read-rights-requests.ts';
import { answerErasure } from './answer-erasure.ts';
import { takeInRequest } from './take-in-request.ts';

const { table, caseEsdoorn: caseId } = ids;
const takers = ['privacy-officer', 'vt-worker', 'behavioural-scientist'];

function wish(kind: RightsRequestKind = 'ACCESS', hoursAgo = 24) {
  return { table, kind, caseId, receivedAt: addHours(start, -hoursAgo) };
}

describe('RN49 a request of somebody about their own data', () => {
  it.each(members)('is taken in and read by $id only when that is theirs', async ({ id }) => {
    const { world, caller, ledger } = await smallTable();
    const taken = await takeInRequest(wish(), caller(id), world);
    const read = await readRightsRequests({ table }, caller(id), world);
    const kind = takers.includes(id) ? 'DONE' : 'REFUSED';
    expect([taken.kind, read.kind]).toEqual([kind, kind]);
    const rows = ledger.rows.rightsRequest.where(() => true);
    expect(rows).toHaveLength(kind === 'DONE' ? 1 : 0);
    if (read.kind === 'REFUSED') expect(read.refusal).toMatchObject({ kind: 'NOT_YOURS' });
    expect(ledger.lines.filter(({ event }) => event === 'take-in-request')).toHaveLength(1);
  });

  it('is on the record with its case, and so is who reads that it is there', async () => {
    const { world, caller, ledger } = await smallTable();
    const taken = await takeInRequest(wish(), caller('vt-worker'), world);
    if (taken.kind === 'REFUSED') throw new Error('refused');
    expect(ledger.lines.at(-1)).toMatchObject({
      event: 'take-in-request',
      object: taken.value.id,
      caseId,
      result: 'ALLOWED',
    });
    await readRightsRequests({ table }, caller('privacy-officer'), world);
    expect(ledger.lines.at(-1)).toMatchObject({ event: 'read-rights-requests', caseId });
    const stranger = await readRightsRequests({ table }, caller('stranger'), world);
    expect(stranger).toMatchObject({ refusal: { kind: 'NOT_THERE' } });
  });

  it.each([
    { kind: 'ERASURE', term: 'ERASURE_ANSWER', hoursAgo: 24 * 40, now: 'ON_TIME' },
    { kind: 'ACCESS', term: 'ACCESS_ANSWER', hoursAgo: 24 * 40, now: 'LATE' },
    { kind: 'RECTIFICATION', term: 'RECTIFICATION_ANSWER', hoursAgo: 24, now: 'ON_TIME' },
  ] as const)('has its own term: $kind', async ({ kind, term, hoursAgo, now }) => {
    const { world, caller } = await smallTable();
    await takeInRequest(wish(kind, hoursAgo), caller('vt-worker'), world);
    const read = await readRightsRequests({ table }, caller('privacy-officer'), world);
    expect(read).toMatchObject({
      value: {
        requests: [{ kind, caseId, takenInBy: 'vt-worker', term: { term, kind: now } }],
      },
    });
  });

  it('is open until it is answered, the oldest first', async () => {
    const { world, caller } = await smallTable();
    const officer = caller('privacy-officer');
    await takeInRequest(wish('ACCESS', 24), officer, world);
    await takeInRequest(wish('ERASURE', 48), officer, world);
    const kinds = async () => {
      const read = await readRightsRequests({ table }, officer, world);
      return read.kind === 'DONE' ? read.value.requests : [];
    };
    const [erasure, access] = await kinds();
    expect([erasure?.kind, access?.kind]).toEqual(['ERASURE', 'ACCESS']);
    const answer = { kind: 'GRANTED' } as const;
    await answerErasure({ table, request: access?.id ?? '', answer }, officer, world);
    expect((await kinds()).map(({ kind }) => kind)).toEqual(['ERASURE']);
  });

  it('of a case that is not here, or of tomorrow, is refused and leaves a line', async () => {
    const { world, caller, ledger } = await smallTable();
    const wrong = { ...wish('ACCESS', -24), caseId: idOf('CaseId', 'een-andere-casus') };
    expect(await takeInRequest(wrong, caller('vt-worker'), world)).toMatchObject({
      refusal: {
        mistakes: [
          { path: 'caseId', kind: 'UNKNOWN_VALUE' },
          { path: 'receivedAt', kind: 'IN_FUTURE' },
        ],
      },
    });
    expect(ledger.rows.rightsRequest.where(() => true)).toEqual([]);
    expect(ledger.lines.at(-1)).toMatchObject({ event: 'take-in-request', result: 'FAILED' });
  });
});
