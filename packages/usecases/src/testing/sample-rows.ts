// edge: made-up rows
import type {
  ActionId,
  CaseId,
  InvolvedId,
  Instant,
  ItemId,
  LocalDate,
  MeetingId,
  MonitoringId,
  MunicipalityCode,
  OrganisationId,
  PersonId,
  ReportId,
  TableId,
} from '@overlegtafel/domain';
import type { ItemDeed, MeetingDeed } from '../deeds/deed.ts';
import type { Change } from '../ports/changes.ts';
import type * as rows from '../ports/rows.ts';

/** Words that may stand nowhere but behind a seal. */
export const canary = 'kanariewoord';

export const table = 'north' as TableId;
export const otherTable = 'south' as TableId;
export const meeting = 'first-meeting' as MeetingId;
export const caseId = 'maple' as CaseId;
export const otherCase = 'birch' as CaseId;
export const item = 'maple-item' as ItemId;
export const chair = 'chair' as PersonId;
export const police = 'police' as PersonId;
export const veiligThuis = 'veilig-thuis' as OrganisationId;
export const municipality = 'GM0001' as MunicipalityCode;
export const startMs = Date.UTC(2026, 10, 24, 9) as Instant;

/** A moment so many minutes after the start. */
export function minute(minutes: number): Instant {
  return (startMs + minutes * 60_000) as Instant;
}

export function tableRow(id = table): rows.TableRow {
  return {
    id,
    name: `Overlegtafel ${id}`,
    settings: { visitsPerWeek: 5, riskFactorThreshold: 4, correctionDays: 30 },
    municipalities: [{ code: municipality, name: 'Mijnstad' }],
    veiligThuis,
  };
}

export function meetingRow(change: Partial<rows.MeetingRow> = {}): rows.MeetingRow {
  return {
    id: meeting,
    tableId: table,
    date: '2026-11-24' as LocalDate,
    startsAt: startMs,
    state: { kind: 'PREPARED' },
    revision: 0,
    ...change,
  };
}

export function openMeeting(change: Partial<rows.MeetingRow> = {}): rows.MeetingRow {
  return meetingRow({ state: { kind: 'OPEN', openedAt: startMs, chair }, ...change });
}

export function closedMeeting(change: Partial<rows.MeetingRow> = {}): rows.MeetingRow {
  const state = {
    kind: 'CLOSED',
    openedAt: startMs,
    closedAt: minute(90),
    closedBy: chair,
  } as const;
  return meetingRow({ state, ...change });
}

export function caseRow(change: Partial<rows.CaseRow> = {}): rows.CaseRow {
  return {
    id: caseId,
    table,
    alias: `Casus ${canary}`,
    reference: 'OT-4821',
    municipality,
    household: [{ id: 'mother' as InvolvedId, role: 'MOTHER', ageYears: 34, isChild: false }],
    bringingParty: veiligThuis,
    openedAt: startMs,
    ...change,
  };
}

export function reportRow(change: Partial<rows.ReportRow> = {}): rows.ReportRow {
  return {
    id: 'first-report' as ReportId,
    caseId,
    table,
    signal: 'POLICE_REPORT',
    kind: 'FIRST',
    source: 'POLICE',
    reporterKind: 'KNOWN',
    receivedAt: startMs,
    summary: `Wat er gebeurde: ${canary}.`,
    ...change,
  };
}

export function itemRow(change: Partial<rows.ItemRow> = {}): rows.ItemRow {
  return {
    id: item,
    meeting,
    table,
    caseId,
    signal: 'REPORT',
    state: 'WAITING',
    minutes: 10,
    place: 1,
    firstOnAgenda: '2026-11-24' as LocalDate,
    timesPostponed: 0,
    ...change,
  };
}

export function dissentThing(change: Partial<rows.OpenThingRow> = {}): rows.OpenThingRow {
  const dissent = 'a-dissent' as Extract<
    rows.OpenThingRow['thing'],
    { readonly kind: 'DISSENT' }
  >['dissent'];
  return {
    key: `DISSENT:${dissent}`,
    table,
    caseId,
    item,
    thing: { kind: 'DISSENT', dissent, item, caseId: change.caseId ?? caseId },
    words: `Ik zie het anders: ${canary}.`,
    isEnded: false,
    ...change,
  };
}

export function monitoringRow(change: Partial<rows.MonitoringRow> = {}): rows.MonitoringRow {
  const id = 'a-check' as MonitoringId;
  return { id, caseId, table, dueOn: '2027-02-24' as LocalDate, ...change };
}

export function itemDeed(n: number, change: Partial<ItemDeed> = {}): ItemDeed {
  const content = { kind: 'RECUSED', reason: `${canary} ${n}` } as const;
  return { id: `deed-${n}`, item, meeting, by: police, at: minute(n), content, ...change };
}

export function meetingDeed(n: number, change: Partial<MeetingDeed> = {}): MeetingDeed {
  const content = { kind: 'ADJOURNED', reason: `${canary} ${n}` } as const;
  return { id: `step-${n}`, meeting, by: chair, at: minute(n), content, ...change };
}

export function newRecord(id: string, change: Partial<rows.NewRecord> = {}): rows.NewRecord {
  return {
    id,
    table,
    meeting,
    kind: 'MEETING',
    sealedAt: minute(90),
    sealedBy: chair,
    head: '{"date":"2026-11-24"}',
    parts: [{ item, caseId, body: `{"salt":"${id}","words":"${canary}"}` }],
    searchable: [{ item, words: `De wijkagent belt. Élise verhuist naar Mijnstad, ${canary}.` }],
    ...change,
  };
}

/** A table with an open meeting and one case on its agenda. */
export const smallWeek: readonly Change[] = [
  { put: 'table', row: tableRow() },
  { put: 'meeting', row: openMeeting() },
  { put: 'case', row: caseRow() },
  { put: 'item', row: itemRow() },
];

export function reportId(text: string): ReportId {
  return text as ReportId;
}

/** An action that somebody keeps until its owner answers. */
export function heldAction(holder: PersonId): rows.OpenThingRow['thing'] {
  return {
    kind: 'ACTION',
    action: 'an-action' as ActionId,
    item,
    caseId,
    acceptance: { kind: 'NONE' },
    hold: { holder, askedAt: startMs },
    outcome: { kind: 'NONE' },
  };
}

export function addressRow(): rows.AddressRow {
  return { caseId, involvedId: 'mother' as InvolvedId, address: `Schuilplaats ${canary}` };
}

export function assessmentRow(): rows.AssessmentRow {
  const assessedOn = '2026-11-23' as LocalDate;
  return { caseId, level: 'ACUTE', assessedOn, assessedBy: chair, words: canary };
}
