import * as Y from 'yjs';
import type { Random } from '../../seeded-random.ts';

const paragraphs = ['facts', 'worries'] as const;
const registers = ['priority', 'safeNow'] as const;

type Edit = (doc: Y.Doc, random: Random, by: string) => void;

/** One edit of the kind that people make at the table, through Yjs as an editor would. */
export function editAtRandom(doc: Y.Doc, random: Random, by: string): void {
  const edit: Edit = random.pick([type, type, type, erase, decide, writeParagraph, addAction]);
  doc.transact(() => {
    edit(doc, random, by);
  });
}

function type(doc: Y.Doc, random: Random, by: string): void {
  const text = doc.getText('scratch');
  text.insert(random.below(text.length + 1), `${by}.${random.below(1000)} `);
}

function erase(doc: Y.Doc, random: Random): void {
  const text = doc.getText('scratch');
  const at = random.below(text.length + 1);
  text.delete(at, Math.min(random.below(12), text.length - at));
}

/** A register: what was seen goes, the new value comes. */
function decide(doc: Y.Doc, random: Random, by: string): void {
  const register = doc.getArray(random.pick(registers));
  register.delete(0, register.length);
  register.push([{ value: `${by}.${random.below(4)}` }]);
}

function writeParagraph(doc: Y.Doc, random: Random, by: string): void {
  const fragment = doc.getXmlFragment(random.pick(paragraphs));
  if (fragment.length > 0 && random.chance(0.3)) {
    fragment.delete(random.below(fragment.length), 1);
    return;
  }
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(`${by} ${random.below(1000)}`)]);
  fragment.insert(random.below(fragment.length + 1), [paragraph]);
}

function addAction(doc: Y.Doc, random: Random, by: string): void {
  const action = new Y.Map();
  const words = new Y.Array();
  words.push([{ value: `bel ${by}` }]);
  action.set('words', words);
  doc.getMap('actions').set(`a${random.below(1_000_000)}`, action);
}
