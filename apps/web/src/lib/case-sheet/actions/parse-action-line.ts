import type { LocalDate } from '@overlegtafel/domain';
import { type DayInText, findDay } from './find-day.ts';
import { bestOwners, fold, namesakes, type OwnerOption } from './owner-options.ts';

/** Who was meant by `@…`. */
type Mention =
  | { readonly kind: 'NONE' }
  | { readonly kind: 'FOUND'; readonly option: OwnerOption }
  /** Nobody by that name, or more than one: somebody has to choose. */
  | { readonly kind: 'UNCLEAR'; readonly text: string; readonly options: readonly OwnerOption[] };

/** An action as typed in one line, such as `bel school @wijkteam vrijdag`. */
export interface ActionLine {
  /** What is left without owner and day. */
  readonly words: string;
  readonly owner: Mention;
  readonly dueDate: LocalDate | undefined;
  /** What looks like a day and is not taken as it stands; it stays in the words. */
  readonly doubt: Doubt | undefined;
}

type Doubt = Extract<DayInText, { readonly kind: 'DOUBT' }> & {
  /** The words once somebody has said which day was meant. */
  readonly wordsWithout: string;
};

export interface LineContext {
  readonly today: LocalDate;
  readonly owners: readonly OwnerOption[];
  /** False when somebody said that what looks like a day is none: then it stays in the words. */
  readonly takesDay?: boolean;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Reads a line as people type it. Takes any text; the first name and the last day count. */
export function parseActionLine(
  line: string,
  { today, owners, takesDay = true }: LineContext,
): ActionLine {
  const named = findMention(line, owners);
  const rest = named ? blanked(line, named) : line;
  const owner: Mention = named?.mention ?? { kind: 'NONE' };
  return { owner, ...dayIn(rest, takesDay ? findDay(rest, today) : undefined) };
}

function dayIn(rest: string, day: DayInText | undefined): Omit<ActionLine, 'owner'> {
  const whole = { words: tidied(rest), dueDate: undefined, doubt: undefined };
  if (day === undefined) return whole;
  const wordsWithout = tidied(blanked(rest, day));
  return day.kind === 'DAY'
    ? { ...whole, words: wordsWithout, dueDate: day.date }
    : { ...whole, doubt: { ...day, wordsWithout } };
}

/** The name that is being typed before the caret: from behind the `@` to the caret. */
export function mentionBefore(line: string, caret: number): (Span & { query: string }) | undefined {
  const match = /(?:^|\s)@([^@]*)$/u.exec(line.slice(0, caret));
  const query = match?.[1];
  if (query === undefined) return undefined;
  return { from: caret - query.length, to: caret, query };
}

function findMention(
  line: string,
  owners: readonly OwnerOption[],
): (Span & { readonly mention: Mention }) | undefined {
  const match = /(?<=^|\s)@(?<first>[^\s@]+)/u.exec(line);
  const first = withoutEnd(match?.groups?.['first'] ?? '', '.,;:!?');
  if (!match || !first) return undefined;
  const from = match.index;
  const whole = longestName(line.slice(from + 1), owners)?.name;
  const options = whole === undefined ? bestOwners(first, owners) : namesakes(whole, owners);
  const text = whole ?? first;
  return { from, to: from + 1 + text.length, mention: mentionOf(text, options) };
}

function mentionOf(text: string, options: readonly OwnerOption[]): Mention {
  const [option, ...others] = options;
  return option !== undefined && others.length === 0
    ? { kind: 'FOUND', option }
    : { kind: 'UNCLEAR', text, options };
}

/** A name may have more words than one: the longest that stands here. */
function longestName(text: string, owners: readonly OwnerOption[]): OwnerOption | undefined {
  const here = owners.filter(({ name }) => {
    const next = text.charAt(name.length);
    return fold(text.slice(0, name.length)) === fold(name) && !/[\p{L}\p{N}]/u.test(next);
  });
  return here.sort((a, b) => b.name.length - a.name.length)[0];
}

function blanked(text: string, { from, to }: Span): string {
  return text.slice(0, from) + ' '.repeat(to - from) + text.slice(to);
}

function tidied(text: string): string {
  return withoutEnd(text.replaceAll(/\s+/gu, ' '), ' ,;:–-').replace(/^[\s,;:–-]+/u, '');
}

/** A loop and no expression: one that looks for the end from every place in a line is slow on a hostile one. */
function withoutEnd(text: string, marks: string): string {
  let end = text.length;
  while (end > 0 && marks.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
