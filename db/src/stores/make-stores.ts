import type { Pool } from 'pg';
import type {
  ClockMarks,
  KeptAnswers,
  Ledger,
  Once,
  Presence,
  Retention,
  SessionStore,
  Stores,
} from '@overlegtafel/usecases';
import type { RoomName } from '@overlegtafel/protocol';
import { AccountSeal } from '../accounts/account-chain.ts';
import { AccountsDesk } from '../accounts/accounts-desk.ts';
import { SealedAccounts } from '../accounts/sealed-accounts.ts';
import { CaseKeys } from '../keys/case-keys.ts';
import type { InstallationKeys } from '../keys/key-file.ts';
import type { Storage } from '../kit/orm.ts';
import type { RoomGateStore } from '../log/gate.ts';
import { StoredClock } from './clock-marks.ts';
import { DatabaseKeptAnswers } from './kept-answers.ts';
import { DatabaseLedger } from './ledger.ts';
import { StoredPresence } from './presence.ts';
import { readCases, readFollowUp, readSecrets } from './read-cases.ts';
import { readMeetings } from './read-meetings.ts';
import { readPeople } from './read-people.ts';
import { readRecords } from './read-records.ts';
import { StoredRetention } from './retention.ts';
import { SealedRows } from './sealed-rows.ts';
import { Sessions } from './sessions.ts';
import { SearchWords } from './search-words.ts';

/** The keys of the installation that stores use, beside that of the cases. */
export type StoreKeys = Pick<InstallationKeys, 'secrets' | 'search' | 'answers' | 'accounts'>;

/** What the stores of the use cases stand on. */
export interface StoreParts {
  readonly storage: Storage;
  readonly keys: CaseKeys;
  readonly storeKeys: StoreKeys;
  readonly gate: RoomGateStore;
  readonly now: () => number;
  readonly pool: Pool | undefined;
  readonly tell: (rooms: readonly RoomName[]) => void;
}

/** The ports of the use cases, on either dialect. */
export function makeStores({ storage, keys, storeKeys, gate, now, pool, tell }: StoreParts): {
  readonly stores: Stores;
  readonly ledger: Ledger;
  readonly keptAnswers: KeptAnswers;
  readonly sessions: SessionStore;
  readonly accounts: AccountsDesk;
  readonly presence: Presence;
  readonly retention: Retention;
  readonly clock: ClockMarks;
} {
  const sealed = new SealedRows(storage, keys);
  const secrets = new CaseKeys(storeKeys.secrets);
  const words = new SearchWords(storeKeys.search);
  const seal = new AccountSeal(storeKeys.accounts);
  const accounts = new SealedAccounts(storage, seal);
  const wrapping = { cases: keys, secrets };
  const keptAnswers = new DatabaseKeptAnswers(storage, storeKeys.answers, now);
  const standing = (once: Once) => keptAnswers.standing(once);
  return {
    stores: {
      ...readPeople(storage, accounts),
      ...readMeetings(storage, sealed, now),
      ...readCases(storage, sealed, words),
      ...readSecrets(storage, secrets),
      ...readFollowUp(storage, sealed),
      ...readRecords(storage, sealed, words),
    },
    ledger: new DatabaseLedger({ storage, accounts, gate, wrapping, words, standing, tell }),
    keptAnswers,
    sessions: new Sessions(storage, accounts),
    accounts: new AccountsDesk(storage, accounts),
    presence: new StoredPresence(storage),
    retention: new StoredRetention(storage, gate),
    clock: new StoredClock(storage, pool),
  };
}
