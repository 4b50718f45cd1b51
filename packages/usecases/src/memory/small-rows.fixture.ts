import {
  addHours,
  defaultTableSettings,
  type ItemState,
  localDate,
  type MeetingState,
  type TaskAccess,
} from '@overlegtafel/domain';
import type { ItemSeed } from '@overlegtafel/documents';
import type { Change } from '../ports/changes.ts';
import {
  beekdorp,
  idOf,
  ids,
  lastWeek,
  members,
  mijnstad,
  organisation,
  person,
  start,
} from './small-people.fixture.ts';

/** What a test may want otherwise. */
export interface SmallTableOptions {
  readonly meeting?: MeetingState['kind'];
  readonly esdoorn?: ItemState;
  readonly linde?: ItemState;
  /** Who sits at the table; everybody but GGZ and the privacy officer when absent. */
  readonly present?: readonly string[];
  readonly seed?: ItemSeed;
  /** How long access by a task lasts. */
  readonly taskAccess?: TaskAccess;
}

/** The table, its meeting and who is there. */
export function meetingRows(options: SmallTableOptions): readonly Change[] {
  const away = ['mental-health', 'privacy-officer'];
  const present = options.present ?? members.map(({ id }) => id).filter((id) => !away.includes(id));
  return [
    {
      put: 'table',
      row: {
        id: ids.table,
        name: 'Overlegtafel Heuvelland-Oost',
        settings: { ...defaultTableSettings, correctionDays: 30 },
        municipalities: [
          { code: mijnstad, name: 'Mijnstad' },
          { code: beekdorp, name: 'Beekdorp' },
        ],
        veiligThuis: organisation('veilig-thuis'),
      },
    },
    {
      put: 'meeting',
      row: {
        id: ids.meeting,
        tableId: ids.table,
        date: localDate('2026-11-24'),
        startsAt: start,
        revision: 1,
        state: meetingState(options.meeting ?? 'OPEN'),
        ...(options.esdoorn === undefined ? { current: ids.esdoorn } : {}),
      },
    },
    ...present.map((id): Change => ({
      put: 'attendance',
      row: { meeting: ids.meeting, person: person(id), isPresent: true, since: start },
    })),
  ];
}

function meetingState(kind: MeetingState['kind']): MeetingState {
  switch (kind) {
    case 'PREPARED':
      return { kind };
    case 'OPEN':
      return { kind, openedAt: start, chair: person('chair') };
    case 'ADJOURNED':
      return { kind, openedAt: start, adjournedAt: start, reason: 'Morgen verder' };
    case 'CLOSED':
      return { kind, openedAt: start, closedAt: start, closedBy: person('chair') };
  }
}

/** The cases with what was taken in about them. */
export function caseRows(): readonly Change[] {
  const openedAt = lastWeek;
  const bringingParty = organisation('veilig-thuis');
  return [
    {
      put: 'case',
      row: {
        id: ids.caseEsdoorn,
        table: ids.table,
        alias: 'Casus Esdoorn',
        reference: 'OT-4821',
        municipality: mijnstad,
        household: [
          { id: ids.mother, role: 'MOTHER', ageYears: 31, isChild: false },
          { id: ids.daughter, role: 'DAUGHTER', ageYears: 6, isChild: true },
        ],
        bringingParty,
        openedAt,
      },
    },
    {
      put: 'case',
      row: {
        id: ids.caseLinde,
        table: ids.table,
        alias: 'Casus Linde',
        reference: 'OT-1306',
        municipality: beekdorp,
        household: [
          { id: idOf('InvolvedId', 'vader'), role: 'FATHER', ageYears: 33, isChild: false },
          { id: idOf('InvolvedId', 'zoon'), role: 'SON', ageYears: 8, isChild: true },
        ],
        bringingParty,
        openedAt,
      },
    },
    ...reportRows(),
  ];
}

function reportRows(): readonly Change[] {
  const table = ids.table;
  const receivedAt = addHours(start, -58);
  return [
    {
      put: 'report',
      row: {
        id: ids.reportEsdoorn,
        table,
        caseId: ids.caseEsdoorn,
        signal: 'POLICE_REPORT',
        kind: 'REPEAT',
        source: 'POLICE',
        reporterKind: 'KNOWN',
        receivedAt,
        summary: 'Verwurging; kind erbij.',
      },
    },
    {
      put: 'report',
      row: {
        id: ids.reportLinde,
        table,
        caseId: ids.caseLinde,
        signal: 'REPORT',
        kind: 'FIRST',
        source: 'EDUCATION',
        reporterKind: 'ANONYMOUS',
        receivedAt,
        summary: 'Blauwe plekken.',
      },
    },
    {
      put: 'reporter',
      row: { reportId: ids.reportEsdoorn, name: 'MELDER-GEHEIM', contact: '06-GEHEIM' },
    },
    {
      put: 'address',
      row: { involvedId: ids.mother, caseId: ids.caseEsdoorn, address: 'ADRES-GEHEIM 1' },
    },
    {
      put: 'assessment',
      row: {
        caseId: ids.caseEsdoorn,
        level: 'ACUTE',
        assessedOn: localDate('2026-11-23'),
        assessedBy: person('vt-worker'),
        words: 'Levensgevaar.',
      },
    },
  ];
}

/** The items on the agenda. */
export function itemRows({
  esdoorn = 'AT_TABLE',
  linde = 'WAITING',
}: SmallTableOptions): readonly Change[] {
  const common = {
    meeting: ids.meeting,
    table: ids.table,
    minutes: 6,
    firstOnAgenda: localDate('2026-11-24'),
    timesPostponed: 0,
  };
  return [
    {
      put: 'item',
      row: {
        ...common,
        id: ids.esdoorn,
        caseId: ids.caseEsdoorn,
        report: ids.reportEsdoorn,
        signal: 'POLICE_REPORT',
        state: esdoorn,
        place: 1,
      },
    },
    {
      put: 'item',
      row: {
        ...common,
        id: ids.linde,
        caseId: ids.caseLinde,
        report: ids.reportLinde,
        signal: 'REPORT',
        state: linde,
        place: 2,
      },
    },
  ];
}
