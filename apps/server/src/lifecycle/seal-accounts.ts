import { createHash, randomBytes } from 'node:crypto';
import {
  AccountsBrokenError,
  type AccountTrouble,
  type Database,
  sealedEvent,
} from '@overlegtafel/db';
import { idFromBytes, instant } from '@overlegtafel/domain';
import { type AccessLine, type LoggedEvent, purposeOfEvent } from '@overlegtafel/usecases';
import type { Log } from '../log.ts';
import { StartupProblem } from '../startup-problem.ts';

type Sealing = Pick<Database, 'accounts' | 'ledger'>;

const idBytes = 17;

/**
 * Seals who has which place, once, in a database of a version without seals, and from then on tells what was written
 * past the server: in the log of the server and in the access log.
 *
 * @throws {StartupProblem} when it was sealed before and the seals are gone
 */
export async function sealAccounts(
  { accounts, ledger }: Sealing,
  log: Log,
  now: () => number = Date.now,
): Promise<void> {
  accounts.watch((trouble) => {
    log.event('account refused', { of: trouble.of, key: keyOf(trouble), damage: trouble.damage });
    ledger.record([refusedLine(trouble, now())]).catch((error: unknown) => {
      log.failure('accounts', error);
    });
  });
  try {
    const rows = await accounts.sealOnce(() => lineOf(now(), sealedLine));
    if (rows !== undefined) log.event('accounts sealed', { rows: String(rows) });
  } catch (error) {
    if (!(error instanceof AccountsBrokenError)) throw error;
    throw new StartupProblem(
      'De zegels van plekken en accounts zijn uit de database gehaald. Start er niet verder mee: zet een back-up terug.',
    );
  }
}

const sealedLine = {
  event: sealedEvent,
  action: 'U',
  result: 'ALLOWED',
  ground: 'OPERATOR',
  objectKind: 'server',
  object: 'accounts',
} as const;

function refusedLine(trouble: AccountTrouble, nowMs: number): AccessLine {
  return lineOf(nowMs, {
    event: 'account-refused',
    action: 'E',
    result: 'REFUSED',
    reason: trouble.damage,
    objectKind: trouble.of.toLowerCase(),
    object: keyOf(trouble),
  });
}

function lineOf(
  nowMs: number,
  said: Omit<AccessLine, 'id' | 'at' | 'isBreakGlass' | 'origin' | 'traceId'> & {
    readonly event: LoggedEvent;
  },
): AccessLine {
  const traceId = randomBytes(16).toString('hex');
  const id = idFromBytes('ItemId', randomBytes(idBytes));
  const fixed = { isBreakGlass: false, role: 'server', origin: 'server', traceId } as const;
  return { id, at: instant(nowMs), ...fixed, purpose: purposeOfEvent[said.event], ...said };
}

/** What an issuer calls somebody is not for a log. */
function keyOf({ of, key }: AccountTrouble): string {
  return of === 'SUBJECT' ? createHash('sha256').update(key).digest('hex') : key;
}
