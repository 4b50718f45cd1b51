import * as Y from 'yjs';
import { liveItems, type Contents } from '../shape/live-items.ts';
import { maxDepth } from './rich-text-spec.ts';

/** A piece of text by one client id. */
export interface Run {
  readonly text: string;
  readonly client: number;
}

/** A line of text as it stands on the screen, with who wrote which part. */
export interface Paragraph {
  readonly text: string;
  readonly list: 'NONE' | 'BULLET' | 'NUMBER';
  /** In how many lists it stands. */
  readonly level: number;
  readonly runs: readonly Run[];
}

type Setting = Pick<Paragraph, 'list' | 'level'>;

/**
 * All paragraphs in reading order. Reads what does not fit the schema too: text that somebody wrote is shown,
 * also where an editor would drop it.
 */
export function readParagraphs(fragment: Y.XmlFragment): readonly Paragraph[] {
  return paragraphsUnder(fragment, { list: 'NONE', level: 0 }, 1);
}

/** The words alone, a line for each paragraph, without blank lines around them. */
export function plainText(paragraphs: readonly Paragraph[]): string {
  return paragraphs
    .map(({ text }) => text)
    .join('\n')
    .trim();
}

function paragraphsUnder(type: Contents, setting: Setting, depth: number): Paragraph[] {
  if (depth > maxDepth + 1) return [];
  const children = childTypes(type);
  const runs = children.filter((child) => child instanceof Y.Text).flatMap(runsOf);
  const isLine = runs.length > 0 || isNamed(type, 'paragraph');
  const own = isLine ? [{ ...setting, text: textOf(runs), runs: joined(runs) }] : [];
  const inner = settingInside(type, setting);
  return [
    ...own,
    ...children
      .filter((child) => !(child instanceof Y.Text))
      .flatMap((child) => paragraphsUnder(child, inner, depth + 1)),
  ];
}

function childTypes(type: Contents): Contents[] {
  return liveItems(type).flatMap(({ content }) =>
    content instanceof Y.ContentType ? [content.type] : [],
  );
}

function isNamed(type: Contents, name: string): boolean {
  return type instanceof Y.XmlElement && type.nodeName === name;
}

function settingInside(type: Contents, setting: Setting): Setting {
  if (isNamed(type, 'bulletList')) return { list: 'BULLET', level: setting.level + 1 };
  if (isNamed(type, 'orderedList')) return { list: 'NUMBER', level: setting.level + 1 };
  return setting;
}

function runsOf(text: Contents): Run[] {
  return liveItems(text).flatMap(({ content, id }) =>
    content instanceof Y.ContentString
      ? [{ text: content.str.toWellFormed(), client: id.client }]
      : [],
  );
}

function textOf(runs: readonly Run[]): string {
  return runs.map(({ text }) => text).join('');
}

function joined(runs: readonly Run[]): readonly Run[] {
  const result: Run[] = [];
  for (const run of runs) {
    const last = result.at(-1);
    if (last?.client === run.client)
      result.splice(-1, 1, { client: run.client, text: last.text + run.text });
    else result.push(run);
  }
  return result;
}
