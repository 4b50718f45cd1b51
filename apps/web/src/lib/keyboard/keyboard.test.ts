import { beforeEach, describe, expect, it } from 'vitest';
import type { Command } from './command.ts';
import { foundCommands } from './found-commands.ts';
import { KeyMap, type KeyPreferences } from './key-map.ts';
import { pressedCommand, type PressNow } from './pressed-command.ts';
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

/** What people press while they write. The first word says on which platforms. */
const textKeys = `
  mac Alt+ArrowUp, mac Alt+ArrowDown, mac Alt+Shift+ArrowUp, mac Alt+ArrowLeft, mac Alt+ArrowRight,
  mac Alt+Backspace, mac Alt+Delete, mac Alt+e, mac Alt+u, mac Alt+1, mac Alt+Enter,
  mac Meta+ArrowUp, mac Meta+ArrowDown, mac Meta+ArrowLeft, mac Meta+ArrowRight, mac Meta+Shift+ArrowLeft,
  mac Meta+Backspace, mac Meta+a, mac Meta+c, mac Meta+v, mac Meta+x, mac Meta+z, mac Meta+Shift+z, mac Meta+b,
  mac Meta+i, mac Meta+u, mac Meta+Shift+v,
  mac Control+a, mac Control+e, mac Control+f, mac Control+b, mac Control+n, mac Control+p, mac Control+d,
  mac Control+h, mac Control+k, mac Control+o, mac Control+t, mac Control+y, mac Control+v,
  pc Control+a, pc Control+c, pc Control+v, pc Control+x, pc Control+z, pc Control+y, pc Control+Shift+z,
  pc Control+Shift+v, pc Control+b, pc Control+i, pc Control+u, pc Control+ArrowLeft, pc Control+ArrowRight,
  pc Control+ArrowUp, pc Control+ArrowDown, pc Control+Shift+ArrowLeft, pc Control+Shift+ArrowRight,
  pc Control+Home, pc Control+End, pc Control+Shift+Home, pc Control+Shift+End, pc Control+Backspace,
  pc Control+Delete, pc Control+Insert, pc Shift+Insert, pc Shift+Delete, pc Alt+Backspace, pc Alt+Shift+Backspace,
  pc Control+Alt+q, pc Control+Alt+e, pc Control+Alt+5, pc Alt+ArrowDown, pc Alt+ArrowUp, pc Control+.,
  pc Control+Shift+u,
  all a, all Shift+a, all 1, all ?, all Space, all Enter, all Shift+Enter, all Tab, all Shift+Tab, all Backspace,
  all Delete, all ArrowUp, all ArrowDown, all ArrowLeft, all ArrowRight, all Shift+ArrowUp, all Shift+ArrowLeft,
  all Home, all End, all Shift+Home, all Shift+End, all PageUp, all PageDown, all Shift+PageDown
`
  .split(',')
  .map((row) => row.trim().split(' '))
  .flatMap(([platform = '', keys = '']) =>
    platform === 'all'
      ? [
          ['mac', keys],
          ['pc', keys],
        ]
      : [[platform, keys]],
  );

function pressOf(keys: string): PressNow {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  return {
    key: key === 'Space' ? ' ' : key,
    ctrlKey: parts.includes('Control'),
    metaKey: parts.includes('Meta'),
    altKey: parts.includes('Alt'),
    shiftKey: parts.includes('Shift'),
    defaultPrevented: false,
    isComposing: false,
    repeat: false,
  };
}

describe('SH200 whoever writes moves nothing', () => {
  /** A key map in which every key of the table does something: more than any screen or reader chooses. */
  function everyKey(): KeyMap {
    const keys = new KeyMap({ now: () => 0, after: () => () => undefined }, () => ({
      hasLetters: true,
      changed: {},
    }));
    const strokes = textKeys.map(([, each = '']) => strokeOf(pressOf(each)) ?? '');
    keys.register(strokes.map((stroke) => command(stroke, stroke)));
    return keys;
  }

  it.each(textKeys)('on %s by %s, and beside the text it works', (platform = '', each = '') => {
    const press = pressOf(each);
    const isMac = platform === 'mac';
    expect(pressedCommand(everyKey(), press, { where: 'TEXT', isMac })).toBeUndefined();
    expect(pressedCommand(everyKey(), press, { where: 'ALL', isMac })?.id).toBe(strokeOf(press));
  });

  it('nor by a sign that is being put together, nor a key held down', () => {
    const keys = everyKey();
    const press = pressOf('Alt+ArrowUp');
    const at = { where: 'ALL', isMac: false } as const;
    expect(pressedCommand(keys, { ...press, isComposing: true }, at)).toBeUndefined();
    expect(pressedCommand(keys, { ...press, repeat: true }, at)).toBeUndefined();
    expect(pressedCommand(keys, { ...press, defaultPrevented: true }, at)).toBeUndefined();
    expect(pressedCommand(keys, press, { where: 'NONE', isMac: false })).toBeUndefined();
  });

  it('and what is no key of a text still works in one', () => {
    const keys = everyKey();
    keys.register([command('close', 'Control+Enter'), command('search', 'Control+k')]);
    const pressed = (each: string, isMac: boolean) =>
      pressedCommand(keys, pressOf(each), { where: 'TEXT', isMac })?.id;
    expect(pressed('Control+Enter', false)).toBe('close');
    expect(pressed('Meta+Enter', true)).toBe('close');
    expect(pressed('Control+k', false)).toBe('search');
    expect(pressed('Meta+k', true)).toBe('search');
  });
});
