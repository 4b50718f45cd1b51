import type { NewAction } from '@overlegtafel/documents';
import { localDate, readId } from '@overlegtafel/domain';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NewActionLine } from './new-action.svelte.ts';
import { ownerOptions } from './owner-options.ts';

function owners() {
  const of = readId('OrganisationId', 'wijkteam', 'id');
  return ownerOptions(
    ['sm', 'kd'].flatMap((id) => {
      const person = readId('PersonId', id, 'id');
      if (!person.ok || !of.ok) return [];
      return [{ id: person.value, name: `Wijkteam ${id.toUpperCase()}`, organisation: of.value }];
    }),
    [],
  );
}

let made: NewAction[] = [];
let action: NewActionLine;

beforeEach(() => {
  vi.stubGlobal(
    '$state',
    Object.assign((value: unknown) => value, { raw: (value: unknown) => value }),
  );
  made = [];
  action = new NewActionLine({
    owners,
    today: () => localDate('2026-11-24'),
    add: (one) => made.push(one),
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

function type(line: string): void {
  action.typed(line, line.length);
}

describe('an action that is being typed', () => {
  it('CS20 is made of what was typed, and the line is empty again', () => {
    type('bel school @sm vrijdag');
    expect(action.add()).toBe('bel school');
    expect(made).toEqual([
      {
        purpose: 'CARE',
        words: 'bel school',
        owner: { kind: 'PERSON', person: 'sm' },
        dueDate: '2026-11-27',
      },
    ]);
    expect(action.line).toBe('');
  });

  it('CS20 takes what was chosen beside the line, and forgets it for the next one', () => {
    type('bel school @sm vrijdag');
    action.chooseOwner(undefined);
    action.chooseDay(localDate('2026-12-01'));
    action.add();
    expect(made[0]).toEqual({ purpose: 'CARE', words: 'bel school', dueDate: '2026-12-01' });
    type('mail @kd');
    action.add();
    expect(made[1]).toMatchObject({ owner: { person: 'kd' } });
  });

  it('CS22 keeps the day in the words when it is none', () => {
    type('bespreek vrijdag');
    action.chooseDay(undefined);
    expect(action.add()).toBe('bespreek vrijdag');
    expect(made[0]?.dueDate).toBeUndefined();
  });

  it('CS23 asks who is meant before it makes anything', () => {
    type('bel @wijkteam');
    action.closeList();
    expect(action.add()).toBeUndefined();
    expect(action).toMatchObject({ hindrance: 'UNCLEAR_OWNER', unclearName: 'wijkteam' });
    expect(made).toEqual([]);
    const [, second] = owners();
    action.chooseOwner(second?.owner);
    expect(action.add()).toBe('bel');
    expect(made[0]).toMatchObject({ owner: { person: 'kd' } });
  });

  it('CS23 completes a name with the keyboard', () => {
    type('bel @wij');
    expect(action.suggestions.map(({ name }) => name)).toEqual(['Wijkteam SM', 'Wijkteam KD']);
    action.mark(1);
    expect(action.complete()).toBe('bel @Wijkteam KD '.length);
    expect(action.line).toBe('bel @Wijkteam KD ');
    expect(action.suggestions).toEqual([]);
  });

  it('CS26 asks which of two people of one name is meant, unless one was chosen from the list', () => {
    const id = (text: string) => readId('PersonId', text, 'id');
    const of = readId('OrganisationId', 'politie', 'id');
    const namesakes = ['one', 'two'].flatMap((text) => {
      const read = id(text);
      return read.ok && of.ok ? [{ id: read.value, name: 'Jan Bos', organisation: of.value }] : [];
    });
    action = new NewActionLine({
      owners: () => ownerOptions(namesakes, []),
      today: () => localDate('2026-11-24'),
      add: (one) => made.push(one),
    });
    type('bel school @Jan Bos vrijdag');
    action.closeList();
    expect(action.add()).toBeUndefined();
    expect(action).toMatchObject({ hindrance: 'UNCLEAR_OWNER', owner: undefined });
    type('bel school @jan');
    action.mark(1);
    action.complete();
    expect(action.add()).toBe('bel school');
    expect(made[0]).toMatchObject({ owner: { person: 'two' } });
    type('bel school @Jan Bos');
    action.closeList();
    expect(action.owner).toBeUndefined();
  });

  it('CS261 asks which day is meant before it makes anything, and takes the answer', () => {
    type('bel @sm 27-11');
    expect(action.add()).toBeUndefined();
    expect(action).toMatchObject({
      hindrance: 'UNCLEAR_DAY',
      unclearDay: { why: 'MAYBE', date: '2026-11-27' },
    });
    action.chooseDay(action.unclearDay?.date);
    expect(action.add()).toBe('bel');
    expect(made[0]).toMatchObject({ words: 'bel', dueDate: '2026-11-27' });
    type('bel opa 31 februari');
    action.chooseDay(undefined);
    expect(action.add()).toBe('bel opa 31 februari');
    expect(made[1]?.dueDate).toBeUndefined();
  });

  it('CS261 a day that has passed is not taken from the calendar beside the line either', () => {
    type('bel opa vrijdag');
    action.chooseDay(localDate('2026-11-20'));
    expect(action.add()).toBeUndefined();
    expect(action.unclearDay).toMatchObject({ why: 'PAST', date: '2026-11-20' });
    expect(made).toEqual([]);
  });

  it('CS20 is not made without words', () => {
    type('@sm vrijdag');
    expect(action.add()).toBeUndefined();
    expect(action.hindrance).toBe('NO_WORDS');
  });
});
