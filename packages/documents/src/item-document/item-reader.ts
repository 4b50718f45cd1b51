import type { Finding, Register, SafetyConditionCard, Seen } from '@overlegtafel/domain';
import type * as Y from 'yjs';
import { fitsSchema } from '../rich-text/check-rich-text.ts';
import { plainText, readParagraphs, type Paragraph } from '../rich-text/paragraphs.ts';
import { seenOf } from '../seen/seen.ts';
import { strayRoots } from '../shape/stray-roots.ts';
import { rootAs, rootNameOf, type RegisterField, type RichTextField } from '../shape/roots.ts';
import { readText } from '../shape/text.ts';
import { readActions, type ActionReading } from './actions.ts';
import { readConditions } from './conditions.ts';
import { readItemRegister, type ItemRegisterValues } from './item-registers.ts';

/** The registers of an item as read. */
export type ItemRegisters = {
  readonly [F in RegisterField]: Register<ItemRegisterValues[F]>;
};

/** Everything that people wrote together about one item. What cannot be read is a finding, never an error. */
export interface ItemReading {
  readonly scratch: string;
  readonly richText: Readonly<Record<RichTextField, readonly Paragraph[]>>;
  readonly registers: ItemRegisters;
  /** Plain text of what stands under the decision. */
  readonly decisionWords: string;
  readonly actions: readonly ActionReading[];
  readonly conditions: readonly SafetyConditionCard[];
  /** What an owner names who takes the case. */
  readonly ownerSeen: Seen;
  /** What the chair names who confirms the decision. */
  readonly decisionSeen: Seen;
  readonly findings: readonly Finding[];
}

interface Part<T> {
  readonly value: T;
  readonly findings: readonly Finding[];
}

/**
 * Reads an item document again and again, as it changes: only the roots that a transaction touched. What did not
 * change is the same object as before, which is how a screen knows that it need not draw it again.
 */
export class ItemReader {
  readonly #doc: Y.Doc;
  readonly #findings = new Map<string, readonly Finding[]>();
  readonly #registers: { [F in RegisterField]: Register<ItemRegisterValues[F]> };
  readonly #richText: Record<RichTextField, readonly Paragraph[]>;
  #scratch: string;
  #actions: readonly ActionReading[];
  #conditions: readonly SafetyConditionCard[];
  #reading: ItemReading | undefined;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    this.#registers = {
      priority: this.#register('priority'),
      owner: this.#register('owner'),
      decisionKind: this.#register('decisionKind'),
      safeNow: this.#register('safeNow'),
      visitThisWeek: this.#register('visitThisWeek'),
      riskFactors: this.#register('riskFactors'),
      violenceProfile: this.#register('violenceProfile'),
    };
    this.#richText = {
      facts: this.#lines('facts'),
      worries: this.#lines('worries'),
      strengths: this.#lines('strengths'),
      childVoice: this.#lines('childVoice'),
      decisionText: this.#lines('decisionText'),
    };
    this.#scratch = this.#text();
    this.#actions = this.#readActions();
    this.#conditions = this.#readConditions();
  }

  /** What stands in the document; the same object until something changes. */
  get reading(): ItemReading {
    this.#reading ??= this.#joined();
    return this.#reading;
  }

  /** Takes in what a transaction changed. False when it changed nothing. */
  take({ changed }: Pick<Y.Transaction, 'changed'>): boolean {
    const roots = new Set([...changed.keys()].map(rootNameOf));
    for (const root of roots) if (root !== undefined) this.#again(root);
    if (roots.size > 0) this.#reading = undefined;
    return roots.size > 0;
  }

  #again(root: string): void {
    if (isOneOf(this.#richText, root)) this.#richText[root] = this.#lines(root);
    else if (isOneOf(this.#registers, root)) this.#readRegister(root);
    else if (root === 'scratch') this.#scratch = this.#text();
    else if (root === 'actions') this.#actions = this.#readActions();
    else if (root === 'conditions') this.#conditions = this.#readConditions();
  }

  #readRegister<F extends RegisterField>(field: F): void {
    const registers: { [G in F]: Register<ItemRegisterValues[G]> } = this.#registers;
    registers[field] = this.#register(field);
  }

  #register<F extends RegisterField>(field: F): Register<ItemRegisterValues[F]> {
    const { register, findings } = readItemRegister(this.#doc, field);
    return this.#found(field, { value: register, findings });
  }

  #lines(field: RichTextField): readonly Paragraph[] {
    const root = rootAs.richText(this.#doc, field);
    const findings = root && fitsSchema(root) ? [] : [{ path: field }];
    return this.#found(field, { value: root ? readParagraphs(root) : [], findings });
  }

  #text(): string {
    const { text, findings } = readText(this.#doc, 'scratch');
    return this.#found('scratch', { value: text, findings });
  }

  #readActions(): readonly ActionReading[] {
    const { actions, findings } = readActions(this.#doc);
    return this.#found('actions', { value: actions, findings });
  }

  #readConditions(): readonly SafetyConditionCard[] {
    const { conditions, findings } = readConditions(this.#doc);
    return this.#found('conditions', { value: conditions, findings });
  }

  #found<T>(root: string, { value, findings }: Part<T>): T {
    this.#findings.set(root, findings);
    return value;
  }

  #joined(): ItemReading {
    const registers = { ...this.#registers };
    const richText = { ...this.#richText };
    const decisionWords = plainText(richText.decisionText);
    const { owner, decisionKind } = registers;
    return {
      scratch: this.#scratch,
      richText,
      registers,
      decisionWords,
      actions: this.#actions,
      conditions: this.#conditions,
      ownerSeen: seenOf({ of: 'CASE_OWNER', owner }),
      decisionSeen: seenOf({ of: 'DECISION', decisionKind, words: decisionWords }),
      findings: [...strayRoots(this.#doc, 'item'), ...[...this.#findings.values()].flat()],
    };
  }
}

function isOneOf<K extends string>(record: Readonly<Record<K, unknown>>, key: string): key is K {
  return Object.hasOwn(record, key);
}
