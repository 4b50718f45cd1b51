/**
 * A two-hour meeting of twelve people in the document of one agenda item: notes in the kladblok,
 * sentences under the headings, registers that change, actions. Built through packages/documents, so
 * that our server admits it. Seeded: every run of every server loads the same bytes.
 */
import {
  checkUpdate,
  createAction,
  inspectUpdate,
  newDocument,
  richTextSchema,
  writeAction,
  writeItemRegister,
} from '@overlegtafel/documents';
import { readId, safeNowAnswers, triagePriorities, type ActionId } from '@overlegtafel/domain';
import * as Y from 'yjs';
import { seededRandom, type Random } from '../../seeded-random.ts';

export interface MeetingSize {
  readonly edits: number;
  readonly authors: number;
  readonly characters: number;
}

export interface History {
  readonly state: Uint8Array;
  readonly stateVector: Uint8Array;
  /** What every screen got at the time, one by one. */
  readonly updates: readonly Uint8Array[];
  readonly facts: Readonly<Record<string, number>>;
}

export const twoHours: MeetingSize = { edits: 60_000, authors: 12, characters: 200_000 };

const richTextFields = ['facts', 'worries', 'strengths', 'childVoice', 'decisionText'] as const;
const actionsAtMost = 120;
const share = { paste: 0.025, delete: 0.05, structured: 0.02 };
const words =
  'wij spreken af dat zij morgen belt met school over zorg rust thuis veilig kind ouder week plan wie doet wat';

export function twoHourMeeting(seed: number, size: MeetingSize = twoHours): History {
  const random = seededRandom(seed);
  const doc = newDocument('item', { gc: true });
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => {
    updates.push(update);
  });
  const meeting = new Meeting(doc, random, size);
  while (updates.length < size.edits) meeting.burst(updates);
  const state = Y.encodeStateAsUpdate(doc);
  mustBeAdmitted(state);
  const stateVector = Y.encodeStateVector(doc);
  const written = updates.reduce((sum, update) => sum + update.length, 0);
  const facts = {
    edits: updates.length,
    authors: size.authors,
    characters: meeting.characters(),
    structs: [...doc.store.clients.values()].reduce((sum, structs) => sum + structs.length, 0),
    stateBytes: state.length,
    updateBytes: written,
  };
  return { state, stateVector, updates, facts };
}

function mustBeAdmitted(state: Uint8Array): void {
  const inspected = inspectUpdate(state);
  if (!inspected.ok) throw new Error(`the history is ${inspected.reason}`);
  const verdict = checkUpdate(newDocument('item', { gc: true }), 'item', inspected.update);
  if (verdict.kind !== 'FITS') throw new Error(`the history is ${verdict.kind}`);
}

function actionId(number: number): ActionId {
  const id = readId('ActionId', `action-${number}`, 'id');
  if (!id.ok) throw new Error('an action has an id');
  return id.value;
}

class Meeting {
  private readonly doc: Y.Doc;
  private readonly random: Random;
  private readonly pasteLength: number;
  private readonly clientIds: readonly number[];
  private readonly places: Y.Text[];
  private readonly carets = new Map<string, number>();
  private readonly actions = new Set<number>();

  constructor(doc: Y.Doc, random: Random, size: MeetingSize) {
    this.doc = doc;
    this.random = random;
    this.clientIds = Array.from({ length: size.authors }, () => 1 + random.below(0xffff_fffe));
    const typed = size.edits * (1 - share.paste - 2 * share.delete - share.structured);
    const pasted = Math.max(0, size.characters - typed);
    this.pasteLength = Math.max(20, Math.round(pasted / (size.edits * share.paste)));
    doc.clientID = this.clientIds[0] ?? 1;
    this.places = [doc.getText('scratch'), ...richTextFields.map((field) => this.paragraph(field))];
  }

  characters(): number {
    return this.places.reduce((sum, text) => sum + text.length, 0);
  }

  /** Somebody writes for a while, mostly where they were, sometimes elsewhere. */
  burst(updates: readonly Uint8Array[]): void {
    const { random } = this;
    const author = random.below(this.clientIds.length);
    this.doc.clientID = this.clientIds[author] ?? 1;
    // Two out of three times it is the kladblok.
    const place = random.chance(0.66) ? 0 : random.below(this.places.length);
    const text = this.places[place] ?? this.doc.getText('scratch');
    let caret = this.caretOf(`${author}:${place}`, text);
    const until = updates.length + 15 + random.below(120);
    while (updates.length < until) caret = this.edit(text, caret);
    this.carets.set(`${author}:${place}`, caret);
  }

  private edit(text: Y.Text, caret: number): number {
    const { random } = this;
    const kind = random.next();
    if (kind < share.paste) {
      const pasted = this.sentence(Math.round(this.pasteLength * (0.4 + random.next() * 1.2)));
      text.insert(caret, pasted);
      return caret + pasted.length;
    }
    if (kind < share.paste + share.delete && caret > 0) {
      text.delete(caret - 1, 1);
      return caret - 1;
    }
    if (kind > 1 - share.structured) {
      this.decide();
      return caret;
    }
    text.insert(caret, words.charAt(random.below(words.length)));
    return caret + 1;
  }

  private caretOf(key: string, text: Y.Text): number {
    const { random } = this;
    const before = this.carets.get(key) ?? 0;
    const moves = random.chance(0.25);
    const elsewhere = random.chance(0.6) ? text.length : random.below(text.length + 1);
    return Math.min(moves ? elsewhere : before, text.length);
  }

  /** A decisive field gets another value, or an action is added or changed. */
  private decide(): void {
    const { doc, random } = this;
    switch (random.below(4)) {
      case 0:
        writeItemRegister(doc, 'priority', random.pick(triagePriorities));
        break;
      case 1:
        writeItemRegister(doc, 'safeNow', random.pick(safeNowAnswers));
        break;
      case 2:
        writeItemRegister(doc, 'visitThisWeek', random.chance(0.5));
        break;
      default:
        this.writeAction();
    }
  }

  private writeAction(): void {
    const number = this.random.below(actionsAtMost);
    const id = actionId(number);
    const words = this.sentence(20);
    if (this.actions.has(number)) writeAction(this.doc, { id, field: 'words' }, words);
    else createAction(this.doc, id, { purpose: 'CARE', words });
    this.actions.add(number);
  }

  private paragraph(field: (typeof richTextFields)[number]): Y.Text {
    const text = new Y.XmlText();
    const { name } = richTextSchema.node('paragraph').type;
    const paragraph = new Y.XmlElement(name);
    this.doc.transact(() => {
      paragraph.insert(0, [text]);
      this.doc.getXmlFragment(field).push([paragraph]);
    });
    return text;
  }

  private sentence(length: number): string {
    const from = this.random.below(words.length);
    return words.repeat(Math.ceil((from + length) / words.length)).slice(from, from + length);
  }
}
