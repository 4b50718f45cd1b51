import { describe, expect, it } from 'vitest';
import type { ItemId } from '../model/ids.ts';
import type { Invitation } from './actor.ts';
import { defaultRightsSettings, legalGrounds } from './legal-grounds.ts';
import { may } from './may.ts';
import type { TableThing } from './things.ts';
import {
  at,
  earlier,
  later,
  person,
  colleague,
  table,
  item,
  me,
  member,
  actor,
  thing,
  refused,
} from './table-day.fixture.ts';

describe('RT32 RT33 RT34 invitations', () => {
  const invitation: Invitation = {
    person,
    item,
    ground: 'WMO_4_1_1',
    purpose: 'MDA++ toetsen',
    necessity: 'kent het aanbod',
    invitedBy: colleague,
    from: earlier,
  };
  const guest = (parts: Partial<Invitation> = {}) =>
    actor([member('invited')], { invitations: [{ ...invitation, ...parts }] });
  it('gives the item, and says on which ground', () => {
    expect(may(guest(), 'READ', thing('facts'))).toEqual({
      kind: 'ALLOWED',
      ground: {
        kind: 'INVITATION',
        legalGround: 'WMO_4_1_1',
        purpose: 'MDA++ toetsen',
        necessity: 'kent het aanbod',
      },
    });
  });
  it.each([
    ['for another item', { item: 'item-2' as ItemId }],
    ['for somebody else', { person: colleague }],
    ['by oneself', { invitedBy: person }],
    ['without a purpose', { purpose: ' ' }],
    ['without a necessity', { necessity: '' }],
    ['on a ground that is off', { ground: 'WAMS' }],
    ['on a ground of another regime', { ground: 'WGS' }],
    ['that starts later', { from: later }],
    ['that has ended', { until: at }],
  ] as const)('%s it gives nothing', (_name, parts) => {
    expect(may(guest(parts), 'READ', thing('facts'))).toEqual(refused('OUT_OF_SCOPE'));
  });
  it('without a membership it gives nothing', () => {
    const nobody = actor([], { invitations: [invitation] });
    expect(may(nobody, 'READ', thing('facts'))).toEqual(refused('NO_MEMBERSHIP'));
  });
  it('to somebody who administers it gives nothing', () => {
    const administrator = actor([member('administrator')], { invitations: [invitation] });
    expect(may(administrator, 'READ', thing('facts'))).toEqual(refused('NOT_FOR_ROLE'));
  });
  it('RT34 every ground but Wams and Wgs is on, and those can be switched on', () => {
    expect(
      legalGrounds.filter((ground) => !defaultRightsSettings.grounds.includes(ground)),
    ).toEqual(['WGS', 'WAMS']);
    const on = { ...defaultRightsSettings, grounds: legalGrounds };
    expect(may(guest({ ground: 'WAMS' }), 'READ', thing('facts'), on).kind).toBe('ALLOWED');
  });
  it('RT33 ends when the item closes', () => {
    expect(may(guest(), 'READ', thing('facts', { state: 'CLOSED' }))).toEqual(
      refused('WRONG_STATE'),
    );
    expect(may(guest(), 'READ', thing('actions', { state: 'CLOSED' }))).toEqual(
      refused('OUT_OF_SCOPE'),
    );
  });
  it('RT33 lasts for an open action of one’s own, and for what that needs', () => {
    const closed = { state: 'CLOSED', openActions: [me] } as const;
    expect(may(guest(), 'READ', thing('actions', closed)).kind).toBe('ALLOWED');
    expect(may(guest(), 'REPORT', thing('actions', closed, { of: me })).kind).toBe('ALLOWED');
    expect(may(guest(), 'READ', thing('facts', closed))).toEqual(refused('WRONG_STATE'));
    expect(may(guest({ purpose: '' }), 'READ', thing('actions', closed))).toEqual(
      refused('OUT_OF_SCOPE'),
    );
  });
  it('gives nothing of the table itself', () => {
    const agenda: TableThing = { kind: 'TABLE', field: 'agenda', table };
    expect(may(guest(), 'READ', agenda).kind).toBe('REFUSED');
  });
});
