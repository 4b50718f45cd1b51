// edge: ids that this test makes up
import type { Instant, OrganisationId, PersonId, Role } from '@overlegtafel/domain';
import type { Change, MembershipRow } from '@overlegtafel/usecases';
import * as sample from '@overlegtafel/usecases/sample-rows';
import { createHash } from 'node:crypto';
import type { AccountTrouble } from '../accounts/sealed-accounts.ts';
import type { ChainVerdict } from '../audit/chain-verdict.ts';
import type { Database } from '../database.ts';

/** A database that somebody can also write to past the server. */
export interface Tampered {
  readonly database: Database;
  /** Runs SQL as somebody would who has the database and not its key. */
  readonly sql: (text: string) => Promise<void>;
  /** Drops every rule that the database itself holds. */
  readonly dropTriggers: () => Promise<void>;
  /** A moment as it stands in SQL. */
  readonly at: (ms: number) => string;
  /** Another process on the same database. */
  readonly another: () => Promise<Database>;
}

const issuer = 'https://inloggen.example';
const organisation = 'veilig-thuis' as OrganisationId;
const chairToken = hashOf('the token of the chair');
const policeToken = hashOf('the token of the police');

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function member(id: string, role: Role, until?: Instant): MembershipRow {
  const fixed = { role, organisation, table: sample.table, from: sample.startMs };
  const end = until === undefined ? {} : { until };
  return { id: `m-${id}`, person: id as PersonId, ...fixed, ...end };
}

/** Five people with a place each, one of which was made shorter; two of them sign in at an issuer and are signed in. */
export async function settle({ ledger, sessions }: Database): Promise<void> {
  const seats = [
    member('chair', 'chair'),
    member('police', 'police'),
    member('worker', 'vt-worker'),
    member('secretary', 'secretary'),
    member('auditor', 'auditor'),
  ];
  const changes = seats.flatMap((row): Change[] => {
    const name = { name: `Naam ${row.person}`, initials: 'X', organisation };
    return [
      { put: 'person', row: { id: row.person, ...name } },
      { put: 'membership', row },
    ];
  });
  const subjects = (['chair', 'police'] as PersonId[]).map(
    (person) => ({ kind: 'SUBJECT_IS_NEW', issuer, subject: `sub-${person}`, person }) as const,
  );
  await ledger.commit({ guards: subjects, changes, lines: [] });
  const shorter = member('worker', 'vt-worker', sample.minute(90));
  await ledger.commit({ guards: [], changes: [{ put: 'membership', row: shorter }], lines: [] });
  const times = { startedAt: sample.startMs, usedAt: sample.startMs, endsAt: sample.minute(600) };
  await sessions.add({ tokenHash: chairToken, person: sample.chair, ...times });
  await sessions.add({ tokenHash: policeToken, person: sample.police, ...times });
}

/** What gives rights, in words: who has which place, who signs in as whom, and whose the sessions are. */
export async function rightsIn({ stores, sessions }: Database): Promise<readonly string[]> {
  const members = await stores.membershipsAt(sample.table);
  const people = await stores.people(members.map(({ person }) => person));
  const signIns = await Promise.all(
    ['sub-chair', 'sub-police', 'sub-evil'].map(async (subject) => {
      const person = await sessions.personOf(issuer, subject);
      return person === undefined ? [] : [`${subject} is ${person}`];
    }),
  );
  const tokens = await Promise.all(
    [chairToken, policeToken, hashOf('evil')].map(async (token) => {
      const session = await sessions.find(token);
      return session ? [`session of ${session.person}`] : [];
    }),
  );
  return [
    ...members.map(({ person, role, until }) => `${person} ${role}${until ? ' until' : ''}`),
    ...people.map(({ name }) => name),
    ...signIns.flat(),
    ...tokens.flat(),
  ];
}

/** All that there is when nobody tampered. */
export const allRights = [
  'auditor auditor',
  'chair chair',
  'police police',
  'secretary secretary',
  'worker vt-worker until',
  ...['auditor', 'chair', 'police', 'secretary', 'worker'].map((id) => `Naam ${id}`),
  'sub-chair is chair',
  'sub-police is police',
  'session of chair',
  'session of police',
] as const;

/** Something that is done past the server, what undoes it, which rights are gone and what a check and the log say. */
export interface Tampering {
  readonly what: string;
  readonly sql: string;
  readonly undo: string;
  readonly gone: readonly string[];
  readonly named: string | undefined;
  /** Absent where no process comes by such a row. */
  readonly told?: string;
}

/** Every kind of row that gives rights: written, changed, removed, put back. */
export function tamperings(at: Tampered['at']): readonly Tampering[] {
  return [...changedPlaces, ...movedEnds(at), ...otherPlaces, ...changedPeople, ...sessions(at)];
}

const changedPlaces: readonly Tampering[] = [
  {
    what: 'another role',
    sql: `UPDATE membership SET role = 'chair' WHERE id = 'm-police'`,
    undo: `UPDATE membership SET role = 'police' WHERE id = 'm-police'`,
    gone: ['police police', 'Naam police'],
    named: 'MEMBERSHIP m-police CHANGED',
    told: 'MEMBERSHIP m-police CHANGED',
  },
  {
    what: 'the place of somebody else',
    sql: `UPDATE membership SET person = 'police' WHERE id = 'm-chair'`,
    undo: `UPDATE membership SET person = 'chair' WHERE id = 'm-chair'`,
    gone: ['chair chair', 'Naam chair'],
    named: 'MEMBERSHIP m-chair CHANGED',
    told: 'MEMBERSHIP m-chair CHANGED',
  },
];

function movedEnds(at: Tampered['at']): readonly Tampering[] {
  const worker = ['worker vt-worker until', 'Naam worker'];
  return [
    {
      what: 'a later end',
      sql: `UPDATE membership SET valid_until = ${at(sample.minute(999_999))} WHERE id = 'm-worker'`,
      undo: `UPDATE membership SET valid_until = ${at(sample.minute(90))} WHERE id = 'm-worker'`,
      gone: worker,
      named: 'MEMBERSHIP m-worker CHANGED',
      told: 'MEMBERSHIP m-worker CHANGED',
    },
    {
      what: 'the row as it was before it was made shorter',
      sql: `UPDATE membership SET valid_until = NULL WHERE id = 'm-worker'`,
      undo: `UPDATE membership SET valid_until = ${at(sample.minute(90))} WHERE id = 'm-worker'`,
      gone: worker,
      named: 'MEMBERSHIP m-worker PUT_BACK',
      told: 'MEMBERSHIP m-worker PUT_BACK',
    },
  ];
}

const otherPlaces: readonly Tampering[] = [
  {
    what: 'a new place',
    sql: `INSERT INTO membership (id, person, table_id, role, organisation, valid_from)
        SELECT 'm-evil', 'police', table_id, role, organisation, valid_from FROM membership WHERE id = 'm-chair'`,
    undo: `DELETE FROM membership WHERE id = 'm-evil'`,
    gone: [],
    named: 'MEMBERSHIP m-evil EXTRA',
    told: 'MEMBERSHIP m-evil EXTRA',
  },
  {
    what: 'a place that is gone',
    sql: `DELETE FROM membership WHERE id = 'm-secretary'`,
    undo: `INSERT INTO membership (id, person, table_id, role, organisation, valid_from)
        SELECT 'm-secretary', 'secretary', table_id, 'secretary', organisation, valid_from FROM membership WHERE id = 'm-chair'`,
    gone: ['secretary secretary', 'Naam secretary'],
    named: 'MEMBERSHIP m-secretary MISSING',
  },
];

const changedPeople: readonly Tampering[] = [
  {
    what: 'another name',
    sql: `UPDATE person SET name = 'Naam chair' WHERE id = 'police'`,
    undo: `UPDATE person SET name = 'Naam police' WHERE id = 'police'`,
    gone: ['Naam police'],
    named: 'PERSON police CHANGED',
    told: 'PERSON police CHANGED',
  },
  {
    what: 'an account that is somebody else’s',
    sql: `UPDATE issuer_subject SET person = 'chair' WHERE subject = 'sub-police'`,
    undo: `UPDATE issuer_subject SET person = 'police' WHERE subject = 'sub-police'`,
    gone: ['sub-police is police'],
    named: `SUBJECT ["${issuer}","sub-police"] CHANGED`,
    told: `SUBJECT ["${issuer}","sub-police"] CHANGED`,
  },
  {
    what: 'a new account',
    sql: `INSERT INTO issuer_subject VALUES ('${issuer}', 'sub-evil', 'chair')`,
    undo: `DELETE FROM issuer_subject WHERE subject = 'sub-evil'`,
    gone: [],
    named: `SUBJECT ["${issuer}","sub-evil"] EXTRA`,
    told: `SUBJECT ["${issuer}","sub-evil"] EXTRA`,
  },
];

function sessions(at: Tampered['at']): readonly Tampering[] {
  const evil = hashOf('evil');
  const times = `${at(sample.startMs)}, ${at(sample.startMs)}, ${at(sample.minute(600))}`;
  return [
    {
      what: 'a session that is somebody else’s',
      sql: `UPDATE session SET person = 'chair' WHERE token_hash = '${policeToken}'`,
      undo: `UPDATE session SET person = 'police' WHERE token_hash = '${policeToken}'`,
      gone: ['session of police'],
      named: undefined,
      told: `SESSION ${policeToken} CHANGED`,
    },
    {
      what: 'a new session',
      sql: `INSERT INTO session (token_hash, person, started_at, used_at, ends_at)
        VALUES ('${evil}', 'chair', ${times})`,
      undo: `DELETE FROM session WHERE token_hash = '${evil}'`,
      gone: [],
      named: undefined,
      told: `SESSION ${evil} EXTRA`,
    },
  ];
}

/** Bad verdicts of accounts as words. */
export function namedIn(verdicts: readonly ChainVerdict[]): readonly string[] {
  return verdicts.flatMap((one) =>
    one.kind === 'BROKEN' ? [`${one.of} ${one.name} ${one.damage}`] : [],
  );
}

export function wordsOf({ of, key, damage }: AccountTrouble): string {
  return `${of} ${key} ${damage}`;
}
