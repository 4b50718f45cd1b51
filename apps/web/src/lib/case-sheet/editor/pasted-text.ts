import { richTextSchema } from '@overlegtafel/documents';
import { DOMParser, type ParseOptions, type Slice } from 'prosemirror-model';

/** What Word marks as not being part of the text: what was taken out, remarks, what is hidden, and what it draws itself. */
const notText = [
  'del',
  'style',
  'script',
  'title',
  '.msoDel',
  '.MsoCommentReference',
  '.MsoCommentText',
  ...['mso-element:comment', 'mso-hide:all', 'display:none'].map(styled),
].join(',');
const listLine = `[class*="MsoListParagraph"], ${styled('mso-list:l')}`;
const drawnMark = styled('mso-list:Ignore');
/** `1.`, `a)`, `(iv)`: a place in an order. Everything else that Word draws before a line is a dot. */
const numbered = /^\(?[\dA-Za-z]{1,4}[.)]/;

/** Elements with this in their style, with or without a blank after the colon. */
function styled(how: string): string {
  return [how, how.replace(':', ': ')].map((text) => `[style*="${text}"]`).join(', ');
}

/**
 * CS320: a text from Word as it is read there. What a writer took out stays out, remarks do not come along, and lines with
 * a drawn dot or number are a list.
 */
function clean(pasted: Element): void {
  for (const each of pasted.querySelectorAll(notText)) each.remove();
  for (const line of pasted.querySelectorAll(listLine)) intoList(line);
}

/** Reads what the editor made of a pasted text. Making elements of a text is left to it: our security policy knows it. */
class PastedParser extends DOMParser {
  override parseSlice(pasted: Node, options?: ParseOptions): Slice {
    if (pasted instanceof Element) clean(pasted);
    return super.parseSlice(pasted, options);
  }
}

export const pastedParser = new PastedParser(
  richTextSchema,
  DOMParser.fromSchema(richTextSchema).rules,
);

function intoList(line: Element): void {
  const mark = line.querySelector(drawnMark);
  if (mark === null) return;
  // The letter o is how Word draws a hollow dot.
  const drawn = mark.textContent.trim();
  const kind = numbered.test(drawn) ? 'ol' : 'ul';
  mark.remove();
  const before = line.previousElementSibling;
  const list = before?.localName === kind ? before : line.ownerDocument.createElement(kind);
  if (list !== before) line.before(list);
  const entry = line.ownerDocument.createElement('li');
  entry.append(...line.childNodes);
  list.append(entry);
  line.remove();
}

/** Dots as Word and mail draw them before a line become the dashes that people type. */
export function cleanPastedText(text: string): string {
  return text.replaceAll(/^[·•▪◦][ \t]{0,8}/gmu, '- ');
}
