import type { ItemReading, ItemSeed, RichTextField } from '@overlegtafel/documents';
import { settledValue } from '@overlegtafel/domain';

/** What stays true of a case from one table to the next. */
const carriedFields = ['facts', 'worries', 'strengths', 'childVoice'] as const;

/**
 * What the document of an item starts with: what the table knew of the case when it last talked about it. Carried are
 * what was told, the risk factors, the profile and the safety conditions that still hold. Asked anew are whether it is
 * safe now, the priority, the owner and the decision; open actions stay where they were agreed.
 */
export function carriedSeed(previous: ItemReading | undefined): ItemSeed {
  if (!previous) return {};
  const { registers, conditions } = previous;
  const riskFactors = settledValue(registers.riskFactors);
  const violenceProfile = settledValue(registers.violenceProfile);
  return {
    richText: carriedText(previous),
    registers: {
      ...(riskFactors === undefined ? {} : { riskFactors }),
      ...(violenceProfile === undefined ? {} : { violenceProfile }),
    },
    conditions: conditions
      .filter(({ withdrawn }) => !settledValue(withdrawn))
      .flatMap(({ id, words, alarm }) => {
        const says = settledValue(words);
        const guardedBy = settledValue(alarm);
        if (says === undefined) return [];
        return [{ id, words: says, ...(guardedBy ? { alarm: guardedBy } : {}) }];
      }),
  };
}

function carriedText({ richText }: ItemReading): Partial<Record<RichTextField, string[]>> {
  const carried: Partial<Record<RichTextField, string[]>> = {};
  for (const field of carriedFields) {
    const lines = richText[field].map(({ text }) => text);
    if (lines.some((line) => line.trim() !== '')) carried[field] = lines;
  }
  return carried;
}
