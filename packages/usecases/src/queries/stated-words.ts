import type { CaseId, ItemId } from '@overlegtafel/domain';
import type { AccessLine } from '../audit/access-line.ts';
import type { ItemDeed } from '../deeds/deed.ts';
import type { Stores } from '../ports/stores.ts';

/**
 * What was written by hand about an access: of an invitation what it is for and why this person is needed, of emergency
 * access its reason. It says something about the case, so it stands sealed with the case and not in the log, and goes
 * when the case goes.
 */
export type StatedWords = {
  readonly statedPurpose?: string;
  readonly statedNecessity?: string;
};

/** The line of taking emergency access is made a moment before the access itself. */
const momentMs = 1_000;

/** AU103: the words by which each line that rests on an invitation or on emergency access was justified, by its id. */
export async function statedWords(
  lines: readonly AccessLine[],
  stores: Pick<Stores, 'deedsOf' | 'itemsOfCase'>,
): Promise<ReadonlyMap<string, StatedWords>> {
  const justified = lines.filter(isJustified);
  if (justified.length === 0) return new Map();
  const itemsOf = await itemsByCase(justified, stores);
  const items = justified.flatMap((line) => itemsIn(line, itemsOf));
  const deeds = await stores.deedsOf([...new Set(items)]);
  return new Map(
    justified.flatMap((line) => {
      const about = new Set(itemsIn(line, itemsOf));
      const words = wordsFor(
        line,
        deeds.filter(({ item }) => about.has(item)),
      );
      return words ? [[line.id, words] as const] : [];
    }),
  );
}

function isJustified({ ground, isBreakGlass }: AccessLine): boolean {
  return isBreakGlass || (ground?.startsWith('INVITATION ') ?? false);
}

/** A case is read as a whole by right of one of its items. */
async function itemsByCase(
  lines: readonly AccessLine[],
  stores: Pick<Stores, 'itemsOfCase'>,
): Promise<ReadonlyMap<CaseId, readonly ItemId[]>> {
  const whole = lines.flatMap(({ item, caseId }) => (item === undefined ? (caseId ?? []) : []));
  const found = [...new Set(whole)].map(async (caseId) => {
    const rows = await stores.itemsOfCase(caseId);
    return [caseId, rows.map(({ id }) => id)] as const;
  });
  return new Map(await Promise.all(found));
}

function itemsIn(
  { item, caseId }: AccessLine,
  itemsOf: ReadonlyMap<CaseId, readonly ItemId[]>,
): readonly ItemId[] {
  if (item !== undefined) return [item];
  return caseId === undefined ? [] : (itemsOf.get(caseId) ?? []);
}

/** Those of the last invitation or access before the line. */
function wordsFor(line: AccessLine, deeds: readonly ItemDeed[]): StatedWords | undefined {
  const before = deeds.filter(({ at }) => at <= line.at + momentMs);
  return before.flatMap((deed) => wordsIn(deed, line)).at(-1);
}

function wordsIn({ content, by }: ItemDeed, { person, isBreakGlass }: AccessLine): StatedWords[] {
  if (isBreakGlass)
    return content.kind === 'BROKE_GLASS' && by === person
      ? [{ statedNecessity: content.reason }]
      : [];
  return content.kind === 'INVITED' && content.person === person
    ? [{ statedPurpose: content.purpose, statedNecessity: content.necessity }]
    : [];
}
