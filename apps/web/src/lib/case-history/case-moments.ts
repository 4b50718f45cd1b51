import type { ApiAnswer } from '@overlegtafel/protocol/api';
import { decisionWords } from '#lib/case-sheet/sheet-words.ts';
import { dateOfInstant, dateWords } from '#lib/look/date-words.ts';
import type { Moment } from '#lib/look/moment.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { checkWords, reportKindWords, sourceWords } from './case-words.ts';

export type CaseAnswer = ApiAnswer<'case'>;

/** In which row of the picture a moment stands. */
export const lanes = ['REPORTS', 'DECISIONS', 'ACTIONS', 'CHECKS'] as const;
export type Lane = (typeof lanes)[number];

/** What a row of the picture of a case holds. */
export const laneWords: Readonly<Record<Lane, () => string>> = {
  REPORTS: m.case_lane_reports,
  DECISIONS: m.case_lane_decisions,
  ACTIONS: m.case_lane_actions,
  CHECKS: m.case_lane_checks,
};

/** Something that happened in a case, or that is planned. */
export type CaseMoment = Moment & {
  readonly lane: Lane;
  /** In a word, for the picture. */
  readonly short: string;
};

/** Since when a case is known: its first report may be older than its file here. */
export function knownSince({ openedAt, reports }: CaseAnswer): string {
  return reports.reduce(
    (first, { receivedAt }) => (receivedAt < first ? receivedAt : first),
    openedAt,
  );
}

/** Everything of a case that has a day, newest first. */
export function caseMoments(answer: CaseAnswer): readonly CaseMoment[] {
  const all = [
    ...reportMoments(answer),
    ...decisionMoments(answer),
    ...actionMoments(answer),
    ...checkMoments(answer),
  ];
  return all.sort((a, b) => b.at.localeCompare(a.at));
}

function when(day: string): string {
  return `${dateWords(day, getLocale(), 'month')} ${day.slice(0, 4)}`;
}

function reportMoments({ reports }: CaseAnswer): readonly CaseMoment[] {
  return reports.map(({ id, receivedAt, kind, source, summary }) => ({
    key: `report ${id}`,
    lane: 'REPORTS',
    at: receivedAt,
    when: when(dateOfInstant(receivedAt)),
    what: `${sourceWords[source]()}, ${reportKindWords[kind]()}`,
    short: sourceWords[source](),
    more: summary,
    icon: 'attention',
  }));
}

function decisionMoments({ meetings }: CaseAnswer): readonly CaseMoment[] {
  return meetings.map(({ item, date, decision, decisionWords: words, level, record, meeting }) => ({
    key: `item ${item}`,
    lane: 'DECISIONS',
    at: date,
    when: when(date),
    what: decision ? m.case_decision({ decision: decisionWords[decision]() }) : m.case_on_agenda(),
    short: decision ? decisionWords[decision]() : m.case_on_agenda_short(),
    ...(words === '' ? {} : { more: words }),
    icon: 'flag',
    ...(level ? { level } : {}),
    href: record ? `/besluiten/${record}#${item}` : `/tafel/${meeting}/${item}`,
  }));
}

function actionMoments({ actions }: CaseAnswer): readonly CaseMoment[] {
  return actions.flatMap(({ id, words, dueDate }): CaseMoment[] =>
    dueDate === undefined
      ? []
      : [
          {
            key: `action ${id}`,
            lane: 'ACTIONS',
            at: dueDate,
            when: when(dueDate),
            what: words,
            short: words,
            icon: 'day',
          },
        ],
  );
}

function checkMoments({ monitoring }: CaseAnswer): readonly CaseMoment[] {
  return monitoring.map(({ id, dueOn, outcome }): CaseMoment => {
    const what = outcome ? checkWords[outcome.violenceStopped]() : m.case_check_planned();
    return {
      key: `check ${id}`,
      lane: 'CHECKS',
      at: dueOn,
      when: when(dueOn),
      what,
      short: outcome ? checkWords[outcome.violenceStopped]() : '',
      ...(outcome && outcome.words !== '' ? { more: outcome.words } : {}),
      icon: outcome?.violenceStopped === 'YES' ? 'done' : 'day',
    };
  });
}
