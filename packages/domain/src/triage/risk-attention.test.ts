import { describe, expect, it } from 'vitest';
import { defaultTableSettings } from '../model/meeting.ts';
import { emptyRegister, settled } from '../model/register.ts';
import { riskAttention } from './risk-attention.ts';

const three = ['POVERTY', 'DEBTS', 'HOUSING'] as const;
const four = [...three, 'ISOLATION'] as const;
const threshold = defaultTableSettings.riskFactorThreshold;

describe('TR50 risk factors ask for attention from the threshold on', () => {
  it.each([
    [[], 'BELOW', 0],
    [three, 'BELOW', 3],
    [four, 'ATTENTION', 4],
    [[...four, 'OTHER'], 'ATTENTION', 5],
    [[...three, 'POVERTY', 'DEBTS'], 'BELOW', 3],
  ] as const)('%j', (factors, kind, count) => {
    expect(riskAttention(settled(factors), defaultTableSettings)).toEqual({
      kind,
      count,
      threshold,
      disputed: false,
    });
  });
  it('the threshold is a setting', () => {
    expect(riskAttention(settled(four), { riskFactorThreshold: 5 })).toMatchObject({
      kind: 'BELOW',
      threshold: 5,
    });
  });
});

describe('TR51 what is not one list', () => {
  it.each([emptyRegister, { kind: 'MALFORMED' }, { kind: 'CONFLICT', values: [] }] as const)(
    '%j is not filled in',
    (factors) => {
      expect(riskAttention(factors, defaultTableSettings)).toEqual({ kind: 'NOT_FILLED_IN' });
    },
  );
  it('a disputed list counts by its longest version', () => {
    const disputed = { kind: 'CONFLICT', values: [three, four, []] } as const;
    expect(riskAttention(disputed, defaultTableSettings)).toEqual({
      kind: 'ATTENTION',
      count: 4,
      threshold,
      disputed: true,
    });
  });
});
