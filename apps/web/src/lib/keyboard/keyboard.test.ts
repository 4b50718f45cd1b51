import { beforeEach, describe, expect, it } from 'vitest';
import type { Command } from './command.ts';
import { foundCommands } from './found-commands.ts';
import { KeyMap, type KeyPreferences } from './key-map.ts';
import { isCharacterKeys, keyWords, strokeOf } from './strokes.ts';

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

function command(id: string, keys?: string, more: Partial<Command> = {}): Command {
  return {
    id,
    words: id,
    group: 'Casus',
    run: () => undefined,
    ...(keys ? { keys } : {}),
    ...more,
  };
}

describe('a stroke', () => {
  it.each([
    [{ key: 'a' }, 'a'],
    [{ key: 'P', shiftKey: true }, 'Shift+p'],
    [{ key: '?', shiftKey: true }, '?'],
    [{ key: 'k', ctrlKey: true }, 'Control+k'],
    [{ key: 'k', metaKey: true }, 'Control+k'],
    [{ key: 'ArrowUp', altKey: true }, 'Alt+ArrowUp'],
    [{ key: 'Enter', ctrlKey: true, shiftKey: true }, 'Control+Shift+Enter'],
    [{ key: ' ' }, 'Space'],
    [{ key: 'Shift', shiftKey: true }, undefined],
  ])('%o is written %o', (press, stroke) => {
    expect(strokeOf({ ...plain, ...press })).toBe(stroke);
  });

  it.each([
    ['a', true],
    ['g t', true],
    ['?', true],
    ['Shift+p', true],
    ['Control+k', false],
    ['Alt+ArrowUp', false],
    ['Escape', false],
  ])('of %s alone is a character: %s', (keys, isCharacter) => {
    expect(isCharacterKeys(keys)).toBe(isCharacter);
  });

  it.each([
    ['Control+k', 'Ctrl K'],
    ['g t', 'G T'],
    ['Alt+ArrowUp', 'Alt ↑'],
    ['Control+Enter', 'Ctrl Enter'],
  ])('%s stands on the keyboard as %s', (keys, words) => {
    expect(keyWords(keys)).toBe(words);
  });
});

describe('the keys of a screen', () => {
  let now: number;
  let preferences: KeyPreferences;
  let keys: KeyMap;

  beforeEach(() => {
    now = 0;
    preferences = { hasLetters: true, changed: {} };
    const clock = { now: () => now, after: () => () => undefined };
    keys = new KeyMap(clock, () => preferences);
  });

  const pressed = (stroke: string, isInText = false) => keys.press(stroke, isInText)?.id;

  it('SH10 letters never do anything in a text field; keys with Control do, unless text keeps them', () => {
    keys.register([
      command('action', 'a'),
      command('cover', 'Shift+p'),
      command('close', 'Control+Enter'),
      command('undo', 'Control+z', { sparesText: true }),
    ]);
    expect(pressed('a')).toBe('action');
    expect(pressed('a', true)).toBeUndefined();
    expect(pressed('Shift+p', true)).toBeUndefined();
    expect(pressed('Control+Enter', true)).toBe('close');
    expect(pressed('Control+z', true)).toBeUndefined();
    expect(pressed('Control+z')).toBe('undo');
  });

  it('SH11 letters can be switched off; the rest goes on working', () => {
    keys.register([command('action', 'a'), command('all', '?'), command('search', 'Control+k')]);
    preferences = { ...preferences, hasLetters: false };
    expect(pressed('a')).toBeUndefined();
    expect(pressed('?')).toBeUndefined();
    expect(pressed('Control+k')).toBe('search');
  });

  it('SH12 keys can be changed, to Control keys too, and then work although letters are off', () => {
    const action = command('action', 'a');
    keys.register([action]);
    preferences = { hasLetters: false, changed: { action: 'Control+Shift+a' } };
    expect(keys.keysOf(action)).toBe('Control+Shift+a');
    expect(pressed('a')).toBeUndefined();
    expect(pressed('Control+Shift+a')).toBe('action');
  });

  it('SH12 keys can be taken away from a command', () => {
    keys.register([command('action', 'a')]);
    preferences = { ...preferences, changed: { action: '' } };
    expect(pressed('a')).toBeUndefined();
  });

  it('SH13 keys that another command has, or that begin its keys, are found taken', () => {
    keys.register([command('agenda', 'g a'), command('done', 'x'), command('none')]);
    expect(keys.takenBy('x', 'agenda')?.id).toBe('done');
    expect(keys.takenBy('g', 'done')?.id).toBe('agenda');
    expect(keys.takenBy('x y', 'agenda')?.id).toBe('done');
    expect(keys.takenBy('x', 'done')).toBeUndefined();
    expect(keys.takenBy('q', 'done')).toBeUndefined();
  });

  it('SH14 two strokes make one command within a second, not later', () => {
    keys.register([command('triage', 'g t'), command('top', 't')]);
    expect(pressed('g')).toBeUndefined();
    now = 900;
    expect(pressed('t')).toBe('triage');
    expect(pressed('g')).toBeUndefined();
    now = 2_000;
    expect(pressed('t')).toBe('top');
  });

  it('SH14 a start that leads nowhere takes no key away', () => {
    keys.register([command('triage', 'g t'), command('action', 'a')]);
    expect(pressed('g')).toBeUndefined();
    expect(pressed('a')).toBe('action');
    expect(pressed('t')).toBeUndefined();
  });

  it('SH15 the screen that came last goes first, and when it goes the other has its keys back', () => {
    let changes = 0;
    keys.onChange(() => (changes += 1));
    keys.register([command('next', 'j', { words: 'volgende casus' })]);
    const leave = keys.register([command('next-point', 'j')]);
    expect(pressed('j')).toBe('next-point');
    leave();
    expect(pressed('j')).toBe('next');
    expect(changes).toBe(3);
  });

  it('SH16 each command is offered once, also those without keys or with their keys switched off', () => {
    keys.register([command('action', 'a'), command('help')]);
    keys.register([command('action', 'a', { words: 'Nieuwe actie' })]);
    preferences = { ...preferences, hasLetters: false };
    expect(keys.commands().map(({ id, words }) => [id, words])).toEqual([
      ['action', 'Nieuwe actie'],
      ['help', 'help'],
    ]);
  });
});

describe('SH16 searching for a command', () => {
  const all = [
    command('a', 'a', { words: 'Nieuwe actie', also: 'taak' }),
    command('b', 'b', { words: 'Actie is klaar' }),
    command('c', 'c', { words: 'Coördinator vragen', group: 'Tafel' }),
  ];
  const ids = (asked: string) => foundCommands(all, asked).map(({ id }) => id);

  it('finds every word anywhere, what begins with it first', () => {
    expect(ids('actie')).toEqual(['b', 'a']);
    expect(ids('actie nieuwe')).toEqual(['a']);
    expect(ids('taak')).toEqual(['a']);
    expect(ids('tafel')).toEqual(['c']);
    expect(ids('coordinator')).toEqual(['c']);
    expect(ids('  ')).toEqual(['a', 'b', 'c']);
    expect(ids('niets')).toEqual([]);
  });
});
