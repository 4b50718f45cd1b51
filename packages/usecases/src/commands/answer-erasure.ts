import { type CaseId, type LegalHold, localDateOf, type TableId } from '@overlegtafel/domain';
import type { LoggedEvent } from '../audit/purposes.ts';
import { done, type Outcome, refuse } from '../outcome/outcome.ts';
import type { Change } from '../ports/changes.ts';
import { recordMissing } from '../queries/record-reading.ts';
import type { AccessLine } from '../audit/access-line.ts';
import type { Caller, World } from '../world.ts';
import { askForTable } from './ask-for-table.ts';
import { onceFor } from './once-for.ts';

/** RN47: answers a request to destroy. What is granted is destroyed at the next look, unless it is held. */
export async function answerErasure(
  input: {
    readonly table: TableId;
    readonly request: string;
    readonly answer:
      { readonly kind: 'GRANTED' } | { readonly kind: 'REFUSED'; readonly reason: string };
  },
  caller: Caller,
  world: World,
): Promise<Outcome<undefined>> {
  const { table, request: id } = input;
  const asked = await askForTable(table, wish('answer-erasure'), caller, world);
  if (asked.kind === 'REFUSED') return asked;
  const request = (await world.stores.rightsRequests(table)).find((one) => one.id === id);
  if (!request) return missing(asked.value, world);
  const { caseId } = request;
  const answer = { ...input.answer, by: caller.person, on: localDateOf(world.now()) };
  const change: Change = { put: 'erasureAnswer', row: { id, table, caseId, answer } };
  return store(
    change,
    { ...asked.value, objectKind: 'erasure-request', object: id, caseId },
    world,
  );
}

/** RN48: says that a case may not be destroyed as long as this holds. */
export async function placeHold(
  { caseId, reason }: { readonly caseId: CaseId; readonly reason: string },
  caller: Caller,
  world: World,
): Promise<Outcome<{ readonly id: string }>> {
  const found = await askForCase(caseId, 'place-hold', caller, world);
  if (found.kind === 'REFUSED') return found;
  const { table, line } = found.value;
  const id = world.newId();
  const hold: LegalHold = { reason, from: localDateOf(world.now()) };
  const row = { ...hold, id, table, caseId, by: caller.person };
  const changes = [{ put: 'legalHold', row } as const];
  await world.ledger.commit({ guards: [], changes, lines: [line], ...onceFor(caller, { id }) });
  return done({ id });
}

/** RN48: ends a hold; what was due is due again at once. */
export async function endHold(
  { caseId, hold: id }: { readonly caseId: CaseId; readonly hold: string },
  caller: Caller,
  world: World,
): Promise<Outcome<undefined>> {
  const found = await askForCase(caseId, 'end-hold', caller, world);
  if (found.kind === 'REFUSED') return found;
  const hold = (await world.stores.legalHolds(caseId)).find((one) => one.id === id);
  if (!hold) return missing(found.value.line, world);
  const row = { ...hold, until: hold.until ?? localDateOf(world.now()) };
  return store({ put: 'legalHold', row }, found.value.line, world);
}

function wish(event: LoggedEvent) {
  return { event, action: 'U', verb: 'WRITE', field: 'rightsRequests' } as const;
}

/** Whether somebody may do this about the destruction of a case. For others there is no such case. */
export async function askForCase(
  caseId: CaseId,
  event: LoggedEvent,
  caller: Caller,
  world: World,
): Promise<Outcome<{ readonly table: TableId; readonly line: AccessLine }>> {
  const [household] = await world.stores.cases([caseId]);
  if (!household) {
    const subject = { action: 'U', event, objectKind: 'case', object: caseId } as const;
    await recordMissing(subject, caller, world);
    return refuse({ kind: 'NOT_THERE' });
  }
  const { table } = household;
  const asked = await askForTable(table, wish(event), caller, world);
  // That there is such a case is not for everybody at the table to know.
  if (asked.kind === 'REFUSED') return refuse({ kind: 'NOT_THERE' });
  const line = { ...asked.value, objectKind: 'case', object: caseId, caseId };
  return done({ table, line });
}

async function missing(line: AccessLine, world: World): Promise<Outcome<never>> {
  await world.ledger.record([line]);
  return refuse({ kind: 'NOT_THERE' });
}

async function store(change: Change, line: AccessLine, world: World): Promise<Outcome<undefined>> {
  await world.ledger.commit({ guards: [], changes: [change], lines: [line] });
  return done(undefined);
}
