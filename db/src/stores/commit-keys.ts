import type { Change } from '@overlegtafel/usecases';
import { inArray } from 'drizzle-orm';
import type { KeyObject } from 'node:crypto';
import { KeyDestroyedError } from '../errors.ts';
import type { CaseKeys } from '../keys/case-keys.ts';
import type { Storage } from '../kit/orm.ts';
import type { Statement } from '../kit/statement.ts';
import type { CaseKey } from '../log/chain.ts';
import type { CommitPlaces } from './commit-places.ts';
import { keyOfTable } from './sealed-tables.ts';

/** Wraps the keys of the cases, and the keys of those who must stay hidden. */
export interface Wrapping {
  readonly cases: CaseKeys;
  readonly secrets: CaseKeys;
}

/** The keys that a commit seals with. New ones are stored in the same commit. */
export interface CommitKeys {
  keyOf(owner: string): CaseKey;
  secretOf(owner: string): KeyObject;
  /** One for each new key: it matches nothing when somebody else made one first. Then look again. */
  readonly conditions: readonly Statement[];
}

/** Finds the keys for these changes, and makes those that are not there yet. */
export async function keysFor(
  storage: Storage,
  wrapping: Wrapping,
  changes: readonly Change[],
  places: CommitPlaces,
): Promise<CommitKeys> {
  const owners = changes.flatMap((change) => ownersIn(change, places));
  const [cases, secrets] = await Promise.all([
    caseKeys(storage, wrapping.cases, distinct(owners)),
    secretKeys(storage, wrapping.secrets, distinct(changes.flatMap(secretOwner))),
  ]);
  return {
    keyOf: (owner) => present(cases.keys, owner),
    secretOf: (owner) => present(secrets.keys, owner),
    conditions: [...cases.conditions, ...secrets.conditions],
  };
}

/** Under which key the words of a report's sender are. */
export function secretOfReport(report: string): string {
  return `report:${report}`;
}

/** Under which key the secret addresses of a case are. */
export function secretOfCase(caseId: string): string {
  return `case:${caseId}`;
}

function ownersIn(change: Change, places: CommitPlaces): readonly string[] {
  if ('put' in change) return ownersOfPut(change);
  switch (change.add) {
    case 'itemDeed':
      return [places.caseOf(change.row.item)];
    case 'meetingDeed':
      return [keyOfTable(places.tableOf(change.row.meeting))];
    case 'record':
      return change.row.parts.map(({ caseId }) => caseId);
  }
}

const sealedWithCase = [
  'report',
  'assessment',
  'openThing',
  'monitoring',
  'erasureAnswer',
  'legalHold',
] as const;

function ownersOfPut(change: Extract<Change, { readonly put: string }>): readonly string[] {
  if (change.put === 'case') return [change.row.id];
  if (change.put === 'meeting') return [keyOfTable(change.row.tableId)];
  return isSealedWithCase(change) ? [change.row.caseId] : [];
}

type SealedPut = Extract<Change, { readonly put: (typeof sealedWithCase)[number] }>;

function isSealedWithCase(change: Extract<Change, { readonly put: string }>): change is SealedPut {
  return sealedWithCase.some((kind) => kind === change.put);
}

function secretOwner(change: Change): readonly string[] {
  if (!('put' in change)) return [];
  if (change.put === 'reporter') return [secretOfReport(change.row.reportId)];
  return change.put === 'address' ? [secretOfCase(change.row.caseId)] : [];
}

interface Found<K> {
  readonly keys: ReadonlyMap<string, K | undefined>;
  readonly conditions: readonly Statement[];
}

/** The newest key of each owner; a first one for an owner that never had any. */
async function caseKeys(
  { orm, tables: { caseKey } }: Storage,
  wrapping: CaseKeys,
  owners: readonly string[],
): Promise<Found<CaseKey>> {
  if (owners.length === 0) return { keys: new Map(), conditions: [] };
  const rows = await orm.select().from(caseKey).where(inArray(caseKey.caseId, owners));
  const keys = new Map<string, CaseKey | undefined>();
  for (const { caseId, number, wrapped } of rows.toSorted((a, b) => a.number - b.number))
    if (wrapped) keys.set(caseId, { caseId, number, key: wrapping.unwrap(caseId, wrapped) });
    else if (!keys.has(caseId)) keys.set(caseId, undefined);
  const conditions = owners
    .filter((owner) => !keys.has(owner))
    .map((caseId) => {
      const wrapped = wrapping.make(caseId);
      keys.set(caseId, { caseId, number: 1, key: wrapping.unwrap(caseId, wrapped) });
      const row = { caseId, number: 1, wrapped };
      return orm.insert(caseKey).values(row).onConflictDoNothing().returning({ n: caseKey.number });
    });
  return { keys, conditions };
}

async function secretKeys(
  { orm, tables: { secretKey } }: Storage,
  wrapping: CaseKeys,
  owners: readonly string[],
): Promise<Found<KeyObject>> {
  if (owners.length === 0) return { keys: new Map(), conditions: [] };
  const rows = await orm.select().from(secretKey).where(inArray(secretKey.owner, owners));
  const keys = new Map<string, KeyObject | undefined>();
  for (const { owner, wrapped } of rows)
    keys.set(owner, wrapped ? wrapping.unwrap(owner, wrapped) : undefined);
  const conditions = owners
    .filter((owner) => !keys.has(owner))
    .map((owner) => {
      const wrapped = wrapping.make(owner);
      keys.set(owner, wrapping.unwrap(owner, wrapped));
      return orm
        .insert(secretKey)
        .values({ owner, wrapped })
        .onConflictDoNothing()
        .returning({ owner: secretKey.owner });
    });
  return { keys, conditions };
}

/** In one order for everybody: locks are taken in it. */
function distinct(owners: readonly string[]): string[] {
  return [...new Set(owners)].toSorted();
}

function present<K>(keys: ReadonlyMap<string, K | undefined>, owner: string): K {
  const key = keys.get(owner);
  if (!key)
    throw new KeyDestroyedError(`the key of ${owner} is destroyed: nothing is written to it`);
  return key;
}
