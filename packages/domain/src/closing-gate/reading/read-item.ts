import { hasWords } from '../../parsing/outside-text.ts';
import {
  actionPurposes,
  type ActionCard,
  type ItemCard,
  type ProvisionalHold,
  type SafetyConditionCard,
} from '../../model/card.ts';
import { householdRoles } from '../../model/household.ts';
import type { DissentId, InvolvedId, OrganisationId, PersonId } from '../../model/ids.ts';
import { itemStates } from '../../model/meeting.ts';
import {
  actionPhases,
  decisionKinds,
  riskFactors,
  safeNowAnswers,
  type SafetyLevel,
  safetyLevels,
  triagePriorities,
  violenceProfiles,
} from '../../model/vocabulary.ts';
import { isLocalDate } from '../../terms/local-date.ts';
import { entries, entriesWithId, field, ids, ownValue, type Place, type Reading } from './place.ts';
import { readAcceptance, readConfirmation, readHold } from './read-answers.ts';
import {
  isActionId,
  isAlarm,
  isBeneficiary,
  isBoolean,
  isConditionId,
  isDissentId,
  isInvolvedId,
  isItemId,
  isOrganisationId,
  isOwner,
  isPersonId,
  isText,
  listOf,
  oneOf,
  read,
  readPast,
  readRegister,
} from './values.ts';

/** Somebody of the household, as far as the gate needs to know them. */
interface GatePerson {
  readonly id: InvolvedId;
  readonly isChild: boolean;
}

interface GateDissent {
  readonly id: DissentId;
  readonly by: PersonId;
  readonly hasDate: boolean;
}

type Registers = Pick<
  ItemCard,
  | 'safeNow'
  | 'priority'
  | 'visitThisWeek'
  | 'riskFactors'
  | 'violenceProfile'
  | 'owner'
  | 'decisionKind'
>;

/** A card as the gate understood it. What it did not understand is in `doubts`, and stands here as not filled in. */
export interface GateItem
  extends
    Registers,
    Pick<
      ItemCard,
      | 'id'
      | 'state'
      | 'feedbackOwed'
      | 'decisionWords'
      | 'ownerSeen'
      | 'decisionSeen'
      | 'ownerAcceptance'
      | 'confirmation'
      | 'acceptedActions'
    > {
  readonly household: readonly GatePerson[];
  readonly bringingParty?: OrganisationId;
  readonly ownerHold?: ProvisionalHold;
  readonly level?: SafetyLevel;
  readonly actions: readonly ActionCard[];
  readonly conditions: readonly SafetyConditionCard[];
  readonly dissents: readonly GateDissent[];
  /** Children for whom somebody wrote why nobody does anything. */
  readonly reasonGiven: readonly InvolvedId[];
  readonly findings: readonly string[];
  readonly doubts: readonly string[];
}

/** Reads one card, looking at each part once. Nothing comes back when the card cannot say which item it is. */
export function readItem(reading: Reading, item: Place): GateItem | undefined {
  const id = read(item, 'id', isItemId);
  if (id === undefined) return undefined;
  const bringingParty = readBringingParty(reading, item);
  const ownerHold = readHold(reading, field(item, 'ownerHold'));
  const level = readLevel(reading, field(item, 'agreedLevel'));
  const text = (key: string) => reading.sure(field(item, key), read(item, key, isText), '');
  return {
    id,
    ...(bringingParty === undefined ? {} : { bringingParty }),
    ...(ownerHold === undefined ? {} : { ownerHold }),
    ...(level === undefined ? {} : { level }),
    ...readRegisters(item),
    state: reading.sure(field(item, 'state'), read(item, 'state', isItemState), 'WAITING'),
    feedbackOwed: reading.sure(
      field(item, 'feedbackOwed'),
      read(item, 'feedbackOwed', isBoolean),
      true,
    ),
    decisionWords: text('decisionWords'),
    ownerSeen: text('ownerSeen'),
    decisionSeen: text('decisionSeen'),
    ownerAcceptance: readAcceptance(reading, field(item, 'ownerAcceptance')),
    confirmation: readConfirmation(reading, field(item, 'confirmation')),
    acceptedActions: ids(reading, field(item, 'acceptedActions'), isActionId),
    household: readHousehold(reading, field(item, 'household')),
    actions: readActions(reading, field(item, 'actions')),
    conditions: readConditions(reading, field(item, 'conditions')),
    dissents: readDissents(reading, field(item, 'dissents')),
    reasonGiven: readReasons(reading, field(item, 'nothingForChildren')),
    findings: readFindings(reading, field(item, 'findings')),
    doubts: reading.doubts,
  };
}

const isItemState = oneOf(itemStates);
const isLevel = oneOf(safetyLevels);
const isRole = oneOf(householdRoles);
const isSafeNow = oneOf(safeNowAnswers);
const isPriority = oneOf(triagePriorities);
const areRiskFactors = listOf(oneOf(riskFactors));
const areProfiles = listOf(oneOf(violenceProfiles));
const isDecisionKind = oneOf(decisionKinds);
const isPurpose = oneOf(actionPurposes);
const isPhase = oneOf(actionPhases);

function readBringingParty(reading: Reading, item: Place): OrganisationId | undefined {
  const place = field(item, 'bringingParty');
  return reading.sure(place, read(item, 'bringingParty', isOrganisationId), undefined);
}

function readRegisters(item: Place): Registers {
  return {
    safeNow: readRegister(field(item, 'safeNow'), isSafeNow),
    priority: readRegister(field(item, 'priority'), isPriority),
    visitThisWeek: readRegister(field(item, 'visitThisWeek'), isBoolean),
    riskFactors: readRegister(field(item, 'riskFactors'), areRiskFactors),
    violenceProfile: readRegister(field(item, 'violenceProfile'), areProfiles),
    owner: readRegister(field(item, 'owner'), isOwner),
    decisionKind: readRegister(field(item, 'decisionKind'), isDecisionKind),
  };
}

function readLevel(reading: Reading, place: Place): SafetyLevel | undefined {
  if (place.value === undefined) return undefined;
  const level = readPast(reading, place, 'at') && read(place, 'level', isLevel);
  return reading.sure(place, level, undefined);
}

function readHousehold(reading: Reading, place: Place): readonly GatePerson[] {
  return entriesWithId(reading, place).flatMap((person) => {
    const id = read(person, 'id', isInvolvedId);
    if (id === undefined) return [];
    return [{ id, isChild: reading.sure(person, readIsChild(person), true) }];
  });
}

/** CG51: marked as a child, unborn, or younger than eighteen. A contradiction is read as a child. */
function readIsChild(person: Place): boolean | undefined {
  const marked = read(person, 'isChild', isBoolean);
  const role = read(person, 'role', isRole);
  const age = ownValue(person.value, 'ageYears');
  if (marked === undefined || role === undefined) return undefined;
  if (age === undefined) return marked || role === 'UNBORN_CHILD';
  return isAge(age) ? marked || role === 'UNBORN_CHILD' || age < 18 : undefined;
}

function isAge(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0;
}

function readActions(reading: Reading, place: Place): readonly ActionCard[] {
  return entriesWithId(reading, place).flatMap((action) => {
    const id = read(action, 'id', isActionId);
    if (id === undefined) return [];
    const hold = readHold(reading, field(action, 'hold'));
    return [
      {
        id,
        // An action whose purpose is not understood counts for no child.
        purpose: reading.sure(
          field(action, 'purpose'),
          read(action, 'purpose', isPurpose),
          'FEEDBACK',
        ),
        words: readRegister(field(action, 'words'), isText),
        owner: readRegister(field(action, 'owner'), isOwner),
        dueDate: readRegister(field(action, 'dueDate'), isLocalDate),
        phase: readRegister(field(action, 'phase'), isPhase),
        forWhom: readRegister(field(action, 'forWhom'), isBeneficiary),
        withdrawn: readRegister(field(action, 'withdrawn'), isBoolean),
        seen: reading.sure(field(action, 'seen'), read(action, 'seen', isText), ''),
        acceptance: readAcceptance(reading, field(action, 'acceptance')),
        ...(hold === undefined ? {} : { hold }),
      },
    ];
  });
}

function readConditions(reading: Reading, place: Place): readonly SafetyConditionCard[] {
  return entriesWithId(reading, place).flatMap((condition) => {
    const id = read(condition, 'id', isConditionId);
    if (id === undefined) return [];
    return [
      {
        id,
        words: readRegister(field(condition, 'words'), isText),
        alarm: readRegister(field(condition, 'alarm'), isAlarm),
        withdrawn: readRegister(field(condition, 'withdrawn'), isBoolean),
      },
    ];
  });
}

function readDissents(reading: Reading, place: Place): readonly GateDissent[] {
  return entriesWithId(reading, place).flatMap((dissent) => {
    const id = read(dissent, 'id', isDissentId);
    const by = read(dissent, 'by', isPersonId);
    const date = ownValue(dissent.value, 'revisitOn');
    const known =
      readPast(reading, dissent, 'at') !== undefined && isText(ownValue(dissent.value, 'words'));
    if (id === undefined || by === undefined || !known) return reading.doubted(dissent, []);
    if (date !== undefined && !isLocalDate(date)) reading.doubts.push(`${dissent.path}.revisitOn`);
    return [{ id, by, hasDate: isLocalDate(date) }];
  });
}

function readReasons(reading: Reading, place: Place): readonly InvolvedId[] {
  return entries(reading, place).flatMap((entry) => {
    const child = read(entry, 'child', isInvolvedId);
    const reason = read(entry, 'reason', isText);
    const by = read(entry, 'by', isPersonId);
    if (child === undefined || reason === undefined || by === undefined)
      return reading.doubted(entry, []);
    return hasWords(reason) ? [child] : [];
  });
}

/** The paths of what a document reader could not read. */
export function readFindings(reading: Reading, place: Place): readonly string[] {
  return entries(reading, place).flatMap((finding) => {
    const path = read(finding, 'path', isText);
    return path === undefined ? reading.doubted(finding, []) : [path];
  });
}
