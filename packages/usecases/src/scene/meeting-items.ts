import type { ItemReading } from '@overlegtafel/documents';
import type { ItemCard, ItemFacts, ItemId, PersonId } from '@overlegtafel/domain';
import type { ItemDeed } from '../deeds/deed.ts';
import type { AssessmentRow, CaseRow, ItemRow, ReportRow } from '../ports/rows.ts';
import type { World } from '../world.ts';
import { assembleCard } from './assemble-card.ts';
import { itemFacts } from './item-facts.ts';
import { itemStanding, type ItemStanding } from './item-standing.ts';
import { lastAssessment } from './item-terms.ts';
import { leftReading } from './left-reading.ts';
import { recusedFrom } from './recusals.ts';

/** One item of a meeting with everything that is known about it. Without a document there is no card. */
export interface MeetingItem {
  readonly item: ItemRow;
  readonly household: CaseRow;
  readonly report: ReportRow | undefined;
  readonly assessment: AssessmentRow | undefined;
  readonly deeds: readonly ItemDeed[];
  /** Who stands outside the case now. */
  readonly recused: readonly PersonId[];
  readonly standing: ItemStanding;
  readonly reading: ItemReading | undefined;
  /** False once the room was destroyed; `reading` then holds only what outlives it. */
  readonly hasDocument: boolean;
  readonly card: ItemCard | undefined;
  readonly facts: ItemFacts;
}

/**
 * Items with their cases, reports, deeds and documents: a handful of reads, however many items there are. Of a closed
 * meeting whose documents are gone, what outlives them is read instead. `facts` know the tasks of the item alone:
 * where somebody asks, `itemsFor` looks at the rest of the case.
 */
export async function meetingItems(
  rows: readonly ItemRow[],
  world: World,
  isClosed = false,
): Promise<readonly MeetingItem[]> {
  const { stores, rooms } = world;
  const ids = rows.map(({ id }) => id);
  const cases = [...new Set(rows.map(({ caseId }) => caseId))];
  const [households, reports, assessments, deeds, recusals, documents] = await Promise.all([
    stores.cases(cases),
    stores.reportsOf(cases),
    stores.assessmentsOf(cases),
    stores.deedsOf(ids),
    stores.recusalDeeds(cases),
    rooms.items(ids),
  ]);
  const gone = isClosed ? rows.filter(({ id }) => !documents.has(id)) : [];
  const left = await leftReadings(gone, world);
  return rows.flatMap((item) => {
    const household = households.find(({ id }) => id === item.caseId);
    if (!household) return [];
    const parts = {
      item,
      household,
      report: reports.find(({ id }) => id === item.report),
      assessment: lastAssessment(assessments.filter(({ caseId }) => caseId === item.caseId)),
      deeds: deeds.filter((deed) => deed.item === item.id),
      recused: recusedFrom(item.caseId, recusals),
      reading: documents.get(item.id)?.reading ?? left.get(item.id),
      hasDocument: documents.has(item.id),
    };
    return [meetingItem(parts, world)];
  });
}

function meetingItem(
  parts: Omit<MeetingItem, 'standing' | 'card' | 'facts'>,
  world: World,
): MeetingItem {
  const { item, household, report, deeds, reading } = parts;
  const standing = itemStanding(deeds);
  const card = reading && assembleCard({ item, household, report, reading, standing });
  const facts = itemFacts({ item, household, reading, standing, deeds }, world);
  return { ...parts, standing, card, facts };
}

async function leftReadings(
  rows: readonly ItemRow[],
  { stores }: World,
): Promise<ReadonlyMap<ItemId, ItemReading>> {
  const cases = [...new Set(rows.map(({ caseId }) => caseId))];
  const things = (await Promise.all(cases.map((id) => stores.openThingsOfCase(id)))).flat();
  return new Map(rows.map(({ id }) => [id, leftReading(things.filter(({ item }) => item === id))]));
}
