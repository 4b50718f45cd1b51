import {
  addDays,
  localDate,
  readId,
  type OrganisationId,
  type PersonId,
} from '@overlegtafel/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownerOptions } from './owner-options.ts';
import { mentionBefore, parseActionLine, type ActionLine } from './parse-action-line.ts';

/** A Tuesday. */
const today = localDate('2026-11-24');

function person(id: string): PersonId {
  const parsed = readId('PersonId', id, 'id');
  if (!parsed.ok) throw new Error(id);
  return parsed.value;
}

function organisation(id: string): OrganisationId {
  const parsed = readId('OrganisationId', id, 'id');
  if (!parsed.ok) throw new Error(id);
  return parsed.value;
}

const owners = ownerOptions(
  [
    { id: person('local-team'), name: 'Wijkteam SM', organisation: organisation('wijkteam') },
    { id: person('police'), name: 'Politie JD', organisation: organisation('politie') },
    { id: person('andre'), name: 'André de Wit', organisation: organisation('politie') },
    { id: person('anna'), name: 'Anna Bos', organisation: organisation('wijkteam') },
  ],
  [{ id: organisation('raad'), name: 'Raad voor de Kinderbescherming' }],
);

const parse = (line: string): ActionLine => parseActionLine(line, { today, owners });
const nameIn = ({ owner }: ActionLine): string | undefined =>
  owner.kind === 'FOUND' ? owner.option.name : undefined;

/** As keyboards and programs write it: straight, curled both ways, a letter of its own, an accent, a backtick. */
const apostrophes = ["'", '\u2019', '\u2018', '\u02bc', '\u00b4', '\u0060'];

it.each(apostrophes)('CS321 a name with %s is the whole name', (mark) => {
  const annie = {
    id: person('annie'),
    name: "Annie van 't Hof",
    organisation: organisation('wijkteam'),
  };
  const line = parseActionLine(`bel school @annie van ${mark}t hof vrijdag`, {
    today,
    owners: [...owners, ...ownerOptions([annie], [])],
  });
  expect(nameIn(line)).toBe("Annie van 't Hof");
  expect(line.words).toBe('bel school');
});

describe('an action in one line', () => {
  it('CS20 is words, an owner and a day', () => {
    const line = parse('bel school @wijkteam vrijdag');
    expect(line).toMatchObject({ words: 'bel school', dueDate: '2026-11-27' });
    expect(nameIn(line)).toBe('Wijkteam SM');
  });

  it.each([
    ['vandaag', '2026-11-24'],
    ['today', '2026-11-24'],
    ['morgen', '2026-11-25'],
    ['tomorrow', '2026-11-25'],
    ['overmorgen', '2026-11-26'],
    ['the day after tomorrow', '2026-11-26'],
    ['vrijdag', '2026-11-27'],
    ['op vrijdag', '2026-11-27'],
    ['uiterlijk vrijdag', '2026-11-27'],
    ['by Friday', '2026-11-27'],
    ['dinsdag', '2026-12-01'],
    ['komende maandag', '2026-11-30'],
    ['volgende week vrijdag', '2026-12-04'],
    ['next Friday', '2026-12-04'],
    ['wo', '2026-11-25'],
    ['wo.', '2026-11-25'],
    ['thu', '2026-11-26'],
    ['over 2 weken', '2026-12-08'],
    ['over een week', '2026-12-01'],
    ['in two weeks', '2026-12-08'],
    ['binnen 3 dagen', '2026-11-27'],
    ['over één maand', '2026-12-24'],
    ['27 november', '2026-11-27'],
    ['27 nov', '2026-11-27'],
    ['November 27th', '2026-11-27'],
    ['27th of November', '2026-11-27'],
    ['voor 3 jan', '2027-01-03'],
    ['3 januari 2028', '2028-01-03'],
    ['27/11/2026', '2026-11-27'],
    ['voor 1-2', '2027-02-01'],
    ['op 27/11', '2026-11-27'],
    ['vr 27-11', '2026-11-27'],
    ['uiterlijk vrijdag 4 dec', '2026-12-04'],
    ['vrijdag 27 november', '2026-11-27'],
    ['Friday 4 December 2026', '2026-12-04'],
    ['7 dec 26', '2026-12-07'],
    ['dinsdag over een week', '2026-12-08'],
    ['vrijdag over twee weken', '2026-12-11'],
    ['uiterlijk ma', '2026-11-30'],
    ['1-2-27', '2027-02-01'],
    ['29 februari', '2028-02-29'],
    ['2026-12-05', '2026-12-05'],
  ])('CS21 %o is the day %s', (written, date) => {
    expect(parse(`bel opa ${written}`)).toEqual({
      doubt: undefined,
      words: 'bel opa',
      owner: { kind: 'NONE' },
      dueDate: date,
    });
  });

  it.each([
    'bel zo snel mogelijk terug',
    'elke vrijdag langsgaan',
    'every Friday visit',
    'bel 1-2 keer per week',
    'zorg dat ze 24/7 kan bellen',
    'vraag 24/7',
    'maandagochtend bellen',
    'do the visit',
    'op 31-02',
    'doe fase 1/2',
    'bel opa en ma',
    'lees art. 5-3',
    'bel de kinderen van 3-5',
    'vraag wat to do',
    'kamer 27',
  ])('CS22 %o names no day and stays whole', (line) => {
    expect(parse(line)).toMatchObject({ words: line, dueDate: undefined });
  });

  it('CS260 the time beside a day stays in the words and is no other day', () => {
    expect(parse('Bel school uiterlijk vrijdag 4 dec 17:00 @politie')).toMatchObject({
      words: 'Bel school 17:00',
      dueDate: '2026-12-04',
      owner: { kind: 'FOUND', option: { name: 'Politie JD' } },
    });
    expect(parse('Bel school vrijdag 4 dec 17 uur').dueDate).toBe('2026-12-04');
  });

  it.each([
    ['bel opa 1-1-2020', 'PAST', '2020-01-01'],
    ['bel opa 2020-01-01', 'PAST', '2020-01-01'],
    ['bel opa vrijdag 20 november', 'PAST', '2026-11-20'],
    ['bel opa 31 februari', 'NO_SUCH_DAY', undefined],
    ['bel opa op 31-02', 'NO_SUCH_DAY', undefined],
    ['bel opa 2026-02-30', 'NO_SUCH_DAY', undefined],
    ['bel opa donderdag 4 december', 'OTHER_WEEKDAY', '2026-12-04'],
    ['bel opa 27-11', 'MAYBE', '2026-11-27'],
    ['bel opa 1/2', 'MAYBE', '2027-02-01'],
  ])('CS261 %o is asked about: %s', (line, why, date) => {
    const { words, dueDate, doubt } = parse(line);
    expect([words, dueDate]).toEqual([line, undefined]);
    expect(doubt).toMatchObject({ why, ...(date && { date }) });
  });

  it('CS22 leaves what looks like a day in the words when somebody says so', () => {
    const line = parseActionLine('bespreek vrijdag', { today, owners, takesDay: false });
    expect(line).toMatchObject({ words: 'bespreek vrijdag', dueDate: undefined });
  });

  it('CS21 takes the last day and leaves the first in the words', () => {
    expect(parse('vraag wat er vrijdag was, morgen')).toMatchObject({
      words: 'vraag wat er vrijdag was',
      dueDate: '2026-11-25',
    });
  });

  it.each([
    ['@sm', 'Wijkteam SM'],
    ['@Wijkteam SM', 'Wijkteam SM'],
    ['@politie,', 'Politie JD'],
    ['@andre', 'André de Wit'],
    ['@André de Wit', 'André de Wit'],
    ['@raad', 'Raad voor de Kinderbescherming'],
    ['@jd', 'Politie JD'],
  ])('CS23 %o is %s', (mention, name) => {
    const line = parse(`overleg ${mention} morgen`);
    expect(nameIn(line)).toBe(name);
    expect(line.words).toBe('overleg');
  });

  it('CS23 says who could be meant when it is more than one, and nobody when it is nobody', () => {
    expect(parse('bel @an').owner).toMatchObject({
      kind: 'UNCLEAR',
      options: [{ name: 'André de Wit' }, { name: 'Anna Bos' }],
    });
    expect(parse('bel @zorro').owner).toEqual({ kind: 'UNCLEAR', text: 'zorro', options: [] });
    expect(parse('mail a@b.nl').owner).toEqual({ kind: 'NONE' });
  });

  it('CS23 somebody at the table stands for their organisation, and two teams stay unclear', () => {
    const at = ownerOptions(
      [
        { id: person('police'), name: 'Politie JD', organisation: organisation('politie') },
        { id: person('team-a'), name: 'Wijkteam SM', organisation: organisation('team-a') },
        { id: person('team-b'), name: 'Wijkteam KD', organisation: organisation('team-b') },
      ],
      [
        { id: organisation('politie'), name: 'Politie Heuvelland-Oost' },
        { id: organisation('team-a'), name: 'Wijkteam Mijnstad' },
        { id: organisation('team-b'), name: 'Wijkteam Beekdorp' },
        { id: organisation('team-c'), name: 'Wijkteam Grensdorp' },
      ],
    );
    const read = (line: string) => parseActionLine(line, { today, owners: at }).owner;
    expect(read('spreek moeder @politie vrijdag')).toMatchObject({
      kind: 'FOUND',
      option: { name: 'Politie JD' },
    });
    expect(read('bel school @wijkteam vrijdag')).toMatchObject({
      kind: 'UNCLEAR',
      options: [{ name: 'Wijkteam SM' }, { name: 'Wijkteam KD' }, { name: 'Wijkteam Grensdorp' }],
    });
  });

  it('CS25 a team without its place is that of the municipality of the case', () => {
    const of = (municipality: string) =>
      ownerOptions(
        [
          {
            ...{ id: person('team-sm'), name: 'Wijkteam SM', organisation: organisation('team-a') },
            municipality: 'mijnstad',
          },
          {
            ...{ id: person('team-kd'), name: 'Wijkteam KD', organisation: organisation('team-b') },
            municipality: 'beekdorp',
          },
        ],
        [
          { id: organisation('team-a'), name: 'Wijkteam Mijnstad', municipality: 'mijnstad' },
          { id: organisation('team-b'), name: 'Wijkteam Beekdorp', municipality: 'beekdorp' },
          { id: organisation('team-c'), name: 'Wijkteam Grensdorp', municipality: 'grensdorp' },
        ],
        municipality,
      );
    const read = (municipality: string, name = '@wijkteam') =>
      parseActionLine(`bel school ${name} vrijdag`, { today, owners: of(municipality) }).owner;
    expect(read('mijnstad')).toMatchObject({ kind: 'FOUND', option: { name: 'Wijkteam SM' } });
    expect(read('grensdorp')).toMatchObject({
      kind: 'FOUND',
      option: { name: 'Wijkteam Grensdorp' },
    });
    expect(read('mijnstad', '@kd')).toMatchObject({ option: { name: 'Wijkteam KD' } });
    expect(read('elders')).toMatchObject({ kind: 'UNCLEAR' });
  });

  it('CS26 of two people with the same name none is guessed, and their organisations tell them apart', () => {
    const two = ownerOptions(
      [
        { id: person('one'), name: 'Jan de Boer', organisation: organisation('politie') },
        { id: person('two'), name: 'Jan de Boer', organisation: organisation('jgz') },
      ],
      [
        { id: organisation('politie'), name: 'Politie' },
        { id: organisation('jgz'), name: 'JGZ' },
      ],
    );
    const { owner } = parseActionLine('bel @Jan de Boer morgen', { today, owners: two });
    expect(owner).toMatchObject({ kind: 'UNCLEAR', options: [{}, {}] });
    expect(two.map(({ label }) => label)).toEqual([
      'Jan de Boer, Politie',
      'Jan de Boer, JGZ',
      'Politie',
      'JGZ',
    ]);
  });

  it('CS24 reads any text, and loses no word of it but the owner and the day', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom('@', '@sm', 'vrijdag', '27-11', 'over 2 weken', 'op', '31 feb', 'wo', '24/7'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const line = pieces.join(' ');
        const { words } = parse(line);
        let at = 0;
        for (const letter of words.replaceAll(/\s/gu, '')) {
          at = line.indexOf(letter, at) + letter.length;
          expect(at).toBeGreaterThan(0);
        }
        expect(parse(words).words.length).toBeLessThanOrEqual(words.length);
      }),
      { numRuns: 500 },
    );
  });

  it('CS24 finds owner and day wherever they stand', () => {
    const day = fc.integer({ min: 0, max: 300 }).map((days) => addDays(today, days));
    const word = fc.constantFrom<string>('bel', 'school', 'moeder', 'vraag', 'mail', 'langs');
    const args = [
      fc.array(word, { minLength: 1, maxLength: 5 }),
      fc.nat(5),
      fc.nat(6),
      day,
    ] as const;
    fc.assert(
      fc.property(...args, (words, ownerAt, dayAt, date) => {
        const tokens = words.toSpliced(ownerAt, 0, '@jd').toSpliced(dayAt, 0, date);
        const line = parse(tokens.join(' '));
        expect(line).toMatchObject({ words: words.join(' '), dueDate: date });
        expect(nameIn(line)).toBe('Politie JD');
      }),
    );
  });

  it('CS23 knows which name is being typed', () => {
    expect(mentionBefore('bel @wij', 8)).toEqual({ from: 5, to: 8, query: 'wij' });
    expect(mentionBefore('bel @wijkteam s morgen', 15)).toMatchObject({ query: 'wijkteam s' });
    expect(mentionBefore('bel wij', 7)).toBeUndefined();
    expect(mentionBefore('a@b', 3)).toBeUndefined();
  });
});
