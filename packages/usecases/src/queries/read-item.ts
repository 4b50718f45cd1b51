import {
  documentFields,
  type Field,
  itemBlockers,
  type PersonId,
  settledValue,
} from '@overlegtafel/domain';
import { itemRoom, type Language, toldBlocker } from '@overlegtafel/protocol';
import { blockerNames, type Directory, directoryOf, municipalityOf } from '../answers/directory.ts';
import { outgoing } from '../answers/outgoing.ts';
import { settledWords } from '../answers/settled-words.ts';
import { householdView, reportView } from '../answers/thing-views.ts';
import { done, type Outcome } from '../outcome/outcome.ts';
import type { AssessmentRow } from '../ports/rows.ts';
import type { ItemScene } from '../scene/item-scene.ts';
import { readableFields } from '../scene/item-scene.ts';
import { itemTerms, knownLevel, lastAssessment, termView } from '../scene/item-terms.ts';
import type { Caller, World } from '../world.ts';
import { mentioned } from './mentioned.ts';
import { openItem } from './open-item.ts';
import {
  actionViews,
  decisionView,
  fieldsView,
  type ItemParts,
  type ItemView,
  ownerView,
  type Readable,
} from './item-view.ts';
import { mayDo } from './may-do.ts';
import { accessTo } from './room-access.ts';
import { ratingsView, saidView } from './said-view.ts';

/** One item as this person may see it: what they may not read is left out or stands empty. */
export async function readItem(
  { item, language = 'nl' }: { readonly item: string; readonly language?: Language },
  caller: Caller,
  world: World,
): Promise<Outcome<ItemView>> {
  const opened = await openItem(item, { event: 'read-item', field: 'alias' }, caller, world);
  if (opened.kind === 'REFUSED') return opened;
  const { scene, line, isBreakGlass } = opened.value;
  const may = readableFields(scene);
  const [directory, assessments] = await Promise.all([
    directoryOf(scene.item.table, world, takingPart(scene)),
    world.stores.assessmentsOf([scene.item.caseId]),
  ]);
  if (!directory) throw new Error(`no table ${scene.item.table}`);
  const assessment = lastAssessment(assessments);
  const answer = view({ scene, may, directory, assessment, language }, world);
  await world.ledger.record([{ ...line, fields: [...may] }]);
  return done(outgoing<ItemView>({ ...answer, byBreakGlass: isBreakGlass }));
}

/** Whoever did something here or was invited to it; not all of them are members of the table. */
function takingPart({ deeds }: ItemScene): PersonId[] {
  return deeds.flatMap(({ by, content }) =>
    content.kind === 'INVITED' ? [by, content.person] : [by],
  );
}

interface Reading {
  readonly scene: ItemScene;
  readonly may: Readable;
  readonly directory: Directory;
  readonly assessment: AssessmentRow | undefined;
  readonly language: Language;
}

function view(reading: Reading, world: World): Omit<ItemParts, 'byBreakGlass'> {
  const { scene, may } = reading;
  const fields = fieldsView(scene, may);
  const parts = {
    ...identity(reading),
    ...ofReport(reading, world),
    ...saidView(scene, may),
    ...(fields ? { fields } : {}),
    ratings: ratingsView(scene, may),
    owner: ownerView(scene, may),
    decision: decisionView(scene, may),
    actions: actionViews(scene, may),
    blockers: blockerViews(reading, world),
    mayDo: mayDo(scene),
  };
  return { ...parts, people: mentioned(parts, reading.directory) };
}

function identity({ scene, directory, may }: Reading) {
  const { item, meeting, household } = scene;
  const access = accessTo(scene, meeting);
  return {
    id: item.id,
    alias: household.alias,
    reference: household.reference,
    caseId: item.caseId,
    meeting: meeting.id,
    meetingState: meeting.state.kind,
    table: item.table,
    state: item.state,
    ...(access.mayRead && scene.hasDocument ? { room: itemRoom(item.id) } : {}),
    mayWrite: access.mayWrite,
    ...municipalityOf(household, directory),
    bringingParty: directory.organisation(household.bringingParty),
    minutes: item.minutes,
    household: may.has('household') ? household.household.map(householdView) : [],
    timesPostponed: item.timesPostponed,
    firstOnAgenda: item.firstOnAgenda,
    revision: meeting.revision,
  };
}

function ofReport({ scene, may, assessment }: Reading, { now }: World) {
  const { report, reports, standing } = scene;
  const assessed = may.has('assessment') ? assessment : undefined;
  const agreed = may.has('agreedLevel') ? standing : {};
  const known = knownLevel(agreed, assessed);
  const earlier = report
    ? reports.filter(({ receivedAt }) => receivedAt < report.receivedAt)
    : reports;
  return {
    ...known,
    ...(report && may.has('report') ? { report: reportView(report) } : {}),
    earlierReports: may.has('report') ? earlier.length : 0,
    ...(assessed ? { assessment: assessmentView(assessed) } : {}),
    terms: may.has('report') ? termsOf(scene, assessment).map(termView) : [],
  };
  function termsOf(of: ItemScene, last: AssessmentRow | undefined) {
    const level = knownLevel(of.standing, last)?.level;
    const decided = decidedIn(of);
    const facts = { report, assessment: last, level, ...(decided ? { decided } : {}) };
    return itemTerms(facts, now());
  }
}

function decidedIn({ card: { confirmation, decisionKind } }: ItemScene) {
  const kind = settledValue(decisionKind);
  if (confirmation.kind === 'NONE' || kind === undefined) return undefined;
  return { kind, at: confirmation.at };
}

function assessmentView({ level, assessedOn, assessedBy, words }: AssessmentRow) {
  return { level, assessedOn, assessedBy, words };
}

/** What keeps the item open, for whoever may read all that it is about. A closed meeting has none any more. */
function blockerViews(
  { scene, may, directory, language }: Reading,
  { now }: World,
): ItemParts['blockers'] {
  const { card, attendance, meeting } = scene;
  const seesAll = documentFields.every((field: Field) => may.has(field)) && may.has('household');
  if (!seesAll || meeting.state.kind === 'CLOSED') return [];
  const names = blockerNames(directory, settledWords([scene], language));
  return itemBlockers(card, attendance, now()).map((blocker) =>
    toldBlocker(blocker, language, names),
  );
}
