import { describe, expect, it } from 'vitest';
import { type ClockMandate, mandateHindrance, rolesWithoutClock } from './clock-mandate.ts';

const mandate: ClockMandate = {
  name: 'Joke van den Berg',
  jobTitle: 'teamleider informatievoorziening',
  mandatedBy: 'bestuurder Veilig Thuis, mevrouw K. Oudijk',
  reason: 'De server stond drie weken uit voor een verhuizing.',
};
const others = ['Anna de Vries', 'R. Yılmaz-Öztürk'];
const hindrance = (change: Partial<ClockMandate>) =>
  mandateHindrance({ ...mandate, ...change }, others);

describe('who confirms the clock', () => {
  it('CL304 is somebody with a full name, a function, a mandate of somebody else and a reason', () => {
    expect(hindrance({})).toBeUndefined();
    for (const field of ['name', 'jobTitle', 'mandatedBy', 'reason'] as const)
      for (const nothing of ['', '  ', '.', '42'])
        expect(hindrance({ [field]: nothing })).toEqual({ kind: 'NOT_SAID', field });
    expect(hindrance({ name: 'Joke' })).toEqual({ kind: 'NO_FULL_NAME', field: 'name' });
  });

  it.each(['Joke van den Berg', 'joke  VAN DEN berg', 'J. van den Berg', 'Berg, Joke van den'])(
    'CL304 nobody mandates themselves: %s',
    (mandatedBy) => {
      expect(hindrance({ mandatedBy })).toEqual({ kind: 'OWN_MANDATE', field: 'mandatedBy' });
    },
  );

  it('CL304 nobody who administers or is the privacy officer, however the name is written', () => {
    expect(rolesWithoutClock).toEqual(['administrator', 'privacy-officer']);
    const asked = [
      'Anna de Vries',
      'ANNA DE VRIES',
      'A. de Vries',
      'Vries, Anna de',
      'R Yilmaz Ozturk',
    ];
    for (const name of asked)
      expect(hindrance({ name })).toEqual({ kind: 'OTHER_DUTY', field: 'name' });
    expect(hindrance({ mandatedBy: 'Anna de Vries' })).toEqual({
      kind: 'OTHER_DUTY',
      field: 'mandatedBy',
    });
    expect(hindrance({ name: 'Bart de Vries' })).toBeUndefined();
  });

  it.each([
    'administrator',
    'functioneel beheerder',
    'Applicatiebeheerder',
    'privacy officer',
    'Privacyfunctionaris',
    'functionaris voor gegevensbescherming',
    'FG',
  ])('CL304 nor in the function of one, or mandated by one: %s', (words) => {
    expect(hindrance({ jobTitle: words })).toEqual({ kind: 'OTHER_DUTY', field: 'jobTitle' });
    expect(hindrance({ mandatedBy: words })).toEqual({ kind: 'OTHER_DUTY', field: 'mandatedBy' });
  });
});
