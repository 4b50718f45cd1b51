import * as Y from 'yjs';
import { liveItems } from '../shape/live-items.ts';
import { registerFields, richTextFields } from '../shape/roots.ts';

/** What stands in a register, entry by entry. */
type Standing = ReadonlyMap<Y.Array<unknown>, ReadonlySet<string>>;

/**
 * Takes back what one person did in an item document, step by step, over all its fields. What others wrote
 * meanwhile stays: a field that somebody else chose since keeps their choice and gets no second one beside it,
 * a paragraph in which they typed keeps their words, and no action or condition disappears from the document.
 */
export class OwnUndo {
  readonly #doc: Y.Doc;
  readonly #manager: Y.UndoManager;

  /** @param origin of the transactions of this person */
  constructor(doc: Y.Doc, origin: unknown) {
    this.#doc = doc;
    const scope = [
      ...richTextFields.map((name) => doc.getXmlFragment(name)),
      ...registerFields.map((name) => doc.getArray(name)),
      doc.getMap('actions'),
      doc.getMap('conditions'),
    ];
    this.#manager = new Y.UndoManager(scope, {
      trackedOrigins: new Set([origin]),
      deleteFilter: isOwnOnly,
    });
  }

  /** Transactions with this origin are this person's too: those of an editor. */
  alsoTrack(origin: unknown): void {
    this.#manager.addTrackedOrigin(origin);
  }

  /** What comes next is a step of its own. */
  nextStep(): void {
    this.#manager.stopCapturing();
  }

  canUndo(): boolean {
    return this.#manager.canUndo();
  }

  canRedo(): boolean {
    return this.#manager.canRedo();
  }

  undo(): void {
    this.#step(() => this.#manager.undo());
  }

  redo(): void {
    this.#step(() => this.#manager.redo());
  }

  destroy(): void {
    this.#manager.destroy();
  }

  #step(take: () => unknown): void {
    const before = this.#standing();
    take();
    this.#doc.transact(() => {
      for (const [register, now] of this.#standing()) {
        removeBesideOthers(register, before.get(register), now);
      }
    }, this);
  }

  #standing(): Standing {
    const registers: Y.Array<unknown>[] = registerFields.map((name) => this.#doc.getArray(name));
    for (const root of ['actions', 'conditions']) {
      for (const card of this.#doc.getMap(root).values()) registers.push(...registersIn(card));
    }
    return new Map(registers.map((register) => [register, new Set(entryNames(register))]));
  }
}

/** Where something stood before and still stands, what came back beside it goes again. */
function removeBesideOthers(
  register: Y.Array<unknown>,
  before: ReadonlySet<string> | undefined,
  now: ReadonlySet<string>,
): void {
  if (before === undefined || ![...before].some((name) => now.has(name))) return;
  const names = [...now];
  for (let index = names.length - 1; index >= 0; index -= 1) {
    if (!before.has(names[index] ?? '')) register.delete(index);
  }
}

function registersIn(card: unknown): Y.Array<unknown>[] {
  if (!(card instanceof Y.Map)) return [];
  const values: unknown[] = [...card.values()];
  return values.filter((value) => value instanceof Y.Array);
}

function entryNames(register: Y.Array<unknown>): string[] {
  return liveItems(register).flatMap(({ id, length }) =>
    Array.from({ length }, (_, index) => `${id.client}:${id.clock + index}`),
  );
}

/** Text, and values of registers. Of pieces that hold other pieces only those that are empty by now. */
function isOwnOnly({ content }: Y.Item): boolean {
  if (!(content instanceof Y.ContentType)) return true;
  const { type } = content;
  const isRichText = type instanceof Y.XmlText || type instanceof Y.XmlElement;
  return isRichText && type.length === 0;
}
