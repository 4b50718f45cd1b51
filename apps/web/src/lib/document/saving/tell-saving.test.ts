import { expect, it } from 'vitest';
import type { Announcement } from '#lib/announce/announcer.ts';
import type { DocumentState } from '../document-state.ts';
import { tellSaving } from './tell-saving.ts';

const saved: DocumentState = { kind: 'SAVED' };

function told(...parts: readonly [Parameters<typeof tellSaving>[1], DocumentState]) {
  const said: Announcement[] = [];
  const alerts: string[] = [];
  tellSaving({ announce: (one) => said.push(one), alert: (text) => alerts.push(text) }, ...parts);
  return { said: said.map(({ weight }) => weight), alerts: alerts.length };
}

it('SH6 what is not being saved interrupts', () => {
  const trouble: DocumentState = { kind: 'TROUBLE', count: 1 };
  expect(told('TROUBLE', trouble)).toEqual({ said: [], alerts: 1 });
  expect(told('SIGNED_OUT', { kind: 'SIGNED_OUT', count: 1 })).toEqual({ said: [], alerts: 1 });
  expect(told('REFUSED', { kind: 'REFUSED', reason: 'CLOSED' })).toEqual({ said: [], alerts: 1 });
});

it('SH1 that the connection is gone, and back, takes its turn; that a page opens is not said', () => {
  expect(told('WAITING', { kind: 'WAITING', count: 0 })).toEqual({
    said: ['IMPORTANT'],
    alerts: 0,
  });
  expect(told('BACK', saved)).toEqual({ said: ['IMPORTANT'], alerts: 0 });
  expect(told('OPENING', saved)).toEqual({ said: [], alerts: 0 });
  expect(told('NOTHING', saved)).toEqual({ said: [], alerts: 0 });
});
