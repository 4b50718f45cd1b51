import type { ActionId, ItemId, SafetyLevel } from '@overlegtafel/domain';
import { dayInWords } from '../day-in-words.ts';
import { englishParts, fieldInWords, pathInWords } from './parts.ts';
import {
  type BlockerSentences,
  capital,
  type Fallbacks,
  quoted,
  type Sentence,
  type Words,
} from './sentence.ts';

export const englishFallbacks: Fallbacks = {
  item: 'on the agenda',
  person: 'somebody',
  organisation: 'an organisation',
  child: 'a child',
};

const levels: Readonly<Record<SafetyLevel, string>> = {
  ACUTE: 'acutely unsafe',
  STRUCTURAL: 'structurally unsafe',
  MULTI_PROBLEM: 'multiple problems',
  SAFE_ENOUGH: 'safe enough',
  NOT_ASSESSABLE: 'cannot be assessed yet',
};

const askOrHold = 'Ask for an answer, or choose who at the table holds it until then.';
const chooseOther = 'Choose somebody else, or choose who at the table holds it for now.';
const reload = 'Reload the page. If it stays like this, call the administrator.';

const say = (open: string, todo: string): Sentence => ({ open: capital(open), todo });

const actionOf = (at: { item: ItemId; action: ActionId }, words: Words) =>
  quoted('the action', words.action(at.item, at.action));

const levelOf = (level: SafetyLevel | undefined) =>
  level === undefined ? 'no level was agreed yet' : `the level is ‘${levels[level]}’`;

/** What is open and what to do, in plain English. */
export const english: BlockerSentences = {
  ITEM_MISSING: ({ item }, words) => say(`the case ${words.item(item)} was not loaded.`, reload),
  NOT_DISCUSSED: () =>
    say(
      'this case was not discussed yet.',
      'Take a decision, or defer the case: with a reason, a case owner and an interim safety check.',
    ),
  DECISION_MISSING: () =>
    say('there is no decision yet.', 'Choose a decision together, or defer with a reason.'),
  DECISION_NOT_CONFIRMED: () =>
    say('the decision was not confirmed yet.', 'Ask the chair to confirm it.'),
  DECISION_CHANGED: ({ confirmedBy }, words) =>
    say(
      `the decision changed after ${words.person(confirmedBy)} confirmed it.`,
      'Read it again and confirm it again.',
    ),
  DEFERRAL_WITHOUT_REASON: () =>
    say('the case was deferred without a reason.', 'Write under the decision why it waits.'),
  DEFERRAL_WITHOUT_CHECK: () =>
    say(
      'the case was deferred without an interim safety check.',
      'Agree who checks on which date that it is still safe.',
    ),
  OWNER_MISSING: ({ bringingParty }, words) =>
    say(
      bringingParty === undefined
        ? 'nobody at the table has this case.'
        : `nobody at the table has this case. For now it is with ${words.organisation(bringingParty)}.`,
      'Choose a case owner.',
    ),
  OWNER_NOT_ACCEPTED: ({ owner }, words) =>
    say(`${words.owner(owner)} has not said yes to this case.`, askOrHold),
  OWNER_CHANGED: ({ owner, saidBy }, words) =>
    say(
      `the case owner changed after ${words.person(saidBy)} took the case.`,
      `Ask ${words.owner(owner)} for a new yes.`,
    ),
  OWNER_DECLINED: ({ saidBy, owner }, words) =>
    say(`${words.person(saidBy)} said no to this case for ${words.owner(owner)}.`, chooseOther),
  OWNER_HOLDER_ABSENT: ({ holder, owner }, words) =>
    say(
      `${words.person(holder)} holds the case for ${words.owner(owner)}, but is not at the table.`,
      'Choose somebody at the table who holds it.',
    ),
  SAFE_NOW_MISSING: () => say('“Is it safe now?” has no answer yet.', 'Choose an answer together.'),
  SAFE_NOW_UNKNOWN: () =>
    say(
      'you do not know yet whether it is safe now.',
      'Choose yes, only with conditions, or no. When in doubt, choose no.',
    ),
  CONDITION_MISSING: ({ level }) =>
    say(
      `${levelOf(level)} and there is no safety condition.`,
      'Write what must at least be true, and who calls whom at which signal.',
    ),
  ALARM_MISSING: ({ level }) =>
    say(
      `${levelOf(level)} and there is no complete alarm agreement.`,
      'Fill in for a condition who calls whom, and at which signal.',
    ),
  ACTION_WORDS_MISSING: (at, words) =>
    say(
      `${actionOf(at, words)} has no text yet.`,
      'Write what has to be done, or withdraw the action.',
    ),
  ACTION_OWNER_MISSING: (at, words) =>
    say(`${actionOf(at, words)} has no owner yet.`, 'Choose an owner.'),
  FEEDBACK_WITHOUT_OWNER: (at, words) =>
    say(
      `${quoted('feedback to the reporter', words.action(at.item, at.action))} has no owner.`,
      'Choose who tells the reporter.',
    ),
  ACTION_DUE_DATE_MISSING: (at, words) =>
    say(`${actionOf(at, words)} has no due date yet.`, 'Choose a date.'),
  ACTION_DUE_DATE_PAST: ({ dueDate, ...at }, words) =>
    say(
      `The due date of ${actionOf(at, words)}, ${dayInWords(dueDate, 'en')}, was before this meeting.`,
      'Choose a later date, or withdraw the action if it has been done.',
    ),
  ACTION_NOT_ACCEPTED: ({ owner, ...at }, words) =>
    say(`${words.owner(owner)} has not said yes to ${actionOf(at, words)}.`, askOrHold),
  ACTION_CHANGED: ({ owner, saidBy, ...at }, words) =>
    say(
      `${actionOf(at, words)} changed after ${words.person(saidBy)} took it.`,
      `Ask ${words.owner(owner)} for a new yes.`,
    ),
  ACTION_DECLINED: ({ owner, saidBy, ...at }, words) =>
    say(
      `${words.person(saidBy)} said no to ${actionOf(at, words)} for ${words.owner(owner)}.`,
      chooseOther,
    ),
  ACTION_HOLDER_ABSENT: ({ owner, holder, ...at }, words) =>
    say(
      `${words.person(holder)} holds ${actionOf(at, words)} for ${words.owner(owner)}, but is not at the table.`,
      'Choose somebody at the table who holds the action.',
    ),
  ACCEPTED_ACTION_MISSING: (at, words) =>
    say(
      `${actionOf(at, words)} was accepted and is no longer on the list.`,
      'Put the action back, or withdraw it.',
    ),
  HOUSEHOLD_EMPTY: () =>
    say('nobody stands in the household.', 'Fill in who belongs to it, the children too.'),
  CHILD_WITHOUT_ACTION: ({ item, child }, words) =>
    say(
      `${words.child(item, child)}: nobody does anything with or for this child yet.`,
      'Give an action, or write why not.',
    ),
  FEEDBACK_MISSING: () =>
    say(
      'nobody tells the reporter yet what happens.',
      'Make an action for the feedback, and choose an owner.',
    ),
  FIELD_IN_CONFLICT: ({ field, choices }) =>
    say(
      `for ${fieldInWords(field, englishParts)} there are ${choices} choices at once.`,
      'Choose one of them together.',
    ),
  DISSENT_WITHOUT_DATE: ({ by }, words) =>
    say(
      `the dissent of ${words.person(by)} has no date yet.`,
      'Choose when the table looks at it again.',
    ),
  UNREADABLE: ({ path }) =>
    say(`${pathInWords(path, englishParts)} cannot be read.`, 'Fill it in again.'),
  NOT_UNDERSTOOD: ({ path }) => say(`${pathInWords(path, englishParts)} is damaged.`, reload),
};
