import type { Finding, Register, SafetyConditionCard, Seen } from '@overlegtafel/domain';
import type * as Y from 'yjs';
import { fitsSchema } from '../rich-text/check-rich-text.ts';
import { plainText, readParagraphs, type Paragraph } from '../rich-text/paragraphs.ts';
import { seenOf } from '../seen/seen.ts';
import { strayRoots } from '../shape/stray-roots.ts';
import { rootAs, type RegisterField, type RichTextField } from '../shape/roots.ts';
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

/** Reads an item document, whatever is in it. The document is not changed. */
export function readItemDocument(doc: Y.Doc): ItemReading {
  const findings: Finding[] = [...strayRoots(doc, 'item')];
  const registers = readRegisters(doc, findings);
  const richText = readRichText(doc, findings);
  const scratch = readText(doc, 'scratch');
  const { actions, findings: inActions } = readActions(doc);
  const { conditions, findings: inConditions } = readConditions(doc);
  findings.push(...scratch.findings, ...inActions, ...inConditions);
  const decisionWords = plainText(richText.decisionText);
  return {
    scratch: scratch.text,
    richText,
    registers,
    decisionWords,
    actions,
    conditions,
    ownerSeen: seenOf({ of: 'CASE_OWNER', owner: registers.owner }),
    decisionSeen: seenOf({
      of: 'DECISION',
      decisionKind: registers.decisionKind,
      words: decisionWords,
    }),
    findings,
  };
}

function readRegisters(doc: Y.Doc, findings: Finding[]): ItemRegisters {
  const read = <F extends RegisterField>(field: F): Register<ItemRegisterValues[F]> => {
    const reading = readItemRegister(doc, field);
    findings.push(...reading.findings);
    return reading.register;
  };
  return {
    priority: read('priority'),
    owner: read('owner'),
    decisionKind: read('decisionKind'),
    safeNow: read('safeNow'),
    visitThisWeek: read('visitThisWeek'),
    riskFactors: read('riskFactors'),
    violenceProfile: read('violenceProfile'),
  };
}

function readRichText(doc: Y.Doc, findings: Finding[]): ItemReading['richText'] {
  const read = (field: RichTextField): readonly Paragraph[] => {
    const root = rootAs.richText(doc, field);
    if (!root || !fitsSchema(root)) findings.push({ path: field });
    return root ? readParagraphs(root) : [];
  };
  return {
    facts: read('facts'),
    worries: read('worries'),
    strengths: read('strengths'),
    childVoice: read('childVoice'),
    decisionText: read('decisionText'),
  };
}
